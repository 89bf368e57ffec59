using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

public static class ChangeProfile
{
    public sealed record Command(string DisplayName, string Language) : ICommand<Unit>, IForSignedIn;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.DisplayName).Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage("请填写称呼")
                .MaximumLength(20).WithMessage("称呼最多 20 个字");
        }
    }

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var user = await db.ById(actor.User).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            user.DisplayName = request.DisplayName.Trim();
            user.Language = request.Language == "en" ? "en" : "zh";
            return Unit.Value;
        }
    }
}

/// <summary>The language in which messages reach them.</summary>
public static class ChangeLanguage
{
    public sealed record Command(string Language) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var language = request.Language == "en" ? "en" : "zh";
            await db.ById(actor.User).ExecuteUpdateAsync(set => set.SetProperty(user => user.Language, language), cancellationToken);
            return Unit.Value;
        }
    }
}
