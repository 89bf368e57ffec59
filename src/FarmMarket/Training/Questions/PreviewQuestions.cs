using FarmMarket.Kernel;
using MediatR;

namespace FarmMarket.Training.Questions;

/// <summary>What would become of a file of questions: taken, changed, left out. Nothing is kept.</summary>
public static class PreviewQuestions
{
    public sealed record Query(QuestionFormat Format, byte[] File) : IQuery<QuestionImport>, IForSignedIn;

    internal sealed class Handler : IRequestHandler<Query, QuestionImport>
    {
        public Task<QuestionImport> Handle(Query request, CancellationToken cancellationToken) => Task.FromResult(QuestionFiles.Read(request.Format, request.File));
    }
}
