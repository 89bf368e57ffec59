using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>
/// Someone is about to delete their account; published inside the transaction. A module that the person still owes something
/// adds its objection; one that keeps personal things of theirs throws them away.
/// </summary>
public sealed record AccountDeleting(UserId User) : IDomainEvent
{
    public List<RuleBroken> Objections { get; } = [];
}

/// <summary>
/// Removes what identifies a person: name, phone, e-mail, addresses, passkeys, keys. Orders and ledger lines stay, under an account
/// nobody can sign in to.
/// </summary>
public static class DeleteAccount
{
    public sealed record Request(string CurrentPassword) : IRequest<Unit>, IForSignedIn;

    internal sealed class Handler(IMediator mediator) : IRequestHandler<Request, Unit>
    {
        public async Task<Unit> Handle(Request request, CancellationToken cancellationToken)
        {
            await mediator.Send(new ConfirmPassword.Request(request.CurrentPassword), cancellationToken);
            return await mediator.Send(new Command(), cancellationToken);
        }
    }

    internal sealed record Command : ICommand<Unit>, IForSignedIn;

    internal sealed class CommandHandler(MarketDb db, IMediator mediator, Actor actor, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var user = await db.ById(me).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var deleting = new AccountDeleting(me);
            await mediator.Publish(deleting, cancellationToken);
            if (deleting.Objections.Count > 0)
                throw new RulesBroken(deleting.Objections);

            await db.Set<Address>().Where(address => address.UserId == me).ExecuteDeleteAsync(cancellationToken);
            await db.Set<RecoveryCode>().Where(code => code.UserId == me).ExecuteDeleteAsync(cancellationToken);
            await db.UserPasskeys.Where(passkey => passkey.UserId == me.Value).ExecuteDeleteAsync(cancellationToken);
            await db.UserTokens.Where(token => token.UserId == me.Value).ExecuteDeleteAsync(cancellationToken);
            await db.UserClaims.Where(claim => claim.UserId == me.Value).ExecuteDeleteAsync(cancellationToken);
            await db.UserRoles.Where(role => role.UserId == me.Value).ExecuteDeleteAsync(cancellationToken);
            user.BecomeNobody(clock.GetUtcNow());
            audit.Record("account.deleted", user.AuditName);
            return Unit.Value;
        }
    }
}
