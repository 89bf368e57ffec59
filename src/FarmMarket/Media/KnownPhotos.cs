using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Media;

/// <summary>Which of these keys are photos that were taken in; for modules that let people hang photos on their things.</summary>
public static class KnownPhotos
{
    public sealed record Query(IReadOnlyCollection<string> Keys) : IQuery<IReadOnlySet<string>>, IForAnyone;

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlySet<string>>
    {
        public async Task<IReadOnlySet<string>> Handle(Query request, CancellationToken cancellationToken) =>
            request.Keys.Count == 0 ? new HashSet<string>() : await db.Set<Photo>().Where(photo => request.Keys.Contains(photo.Key)).Select(photo => photo.Key).ToHashSetAsync(cancellationToken);
    }
}
