using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>Ends sessions elsewhere; the caller renews its own.</summary>
public static class ChangePassword
{
    public sealed record Request(string CurrentPassword, string NewPassword) : IRequest<Unit>, IForSignedIn;

    internal sealed class Handler(IMediator mediator, Passwords passwords) : IRequestHandler<Request, Unit>
    {
        public async Task<Unit> Handle(Request request, CancellationToken cancellationToken)
        {
            Passwords.CheckStrength(request.NewPassword, contact: null, nameof(request.NewPassword));
            await mediator.Send(new ConfirmPassword.Request(request.CurrentPassword), cancellationToken);
            return await mediator.Send(new Command(passwords.Hash(request.NewPassword)), cancellationToken);
        }
    }

    internal sealed record Command(string PasswordHash) : ICommand<Unit>, IForSignedIn;

    internal sealed class CommandHandler(MarketDb db, Actor actor) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var user = await db.ById(actor.User).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            user.PasswordHash = request.PasswordHash;
            user.AccessFailedCount = 0;
            user.SignOutElsewhere();
            return Unit.Value;
        }
    }
}
