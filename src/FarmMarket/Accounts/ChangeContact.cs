using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>Adds a phone number or e-mail address to sign in by, or replaces the one of its kind; a code has shown it to be the person's.</summary>
public static class ChangeContact
{
    public sealed record Request(string Contact, string Code, string CurrentPassword) : IRequest<Unit>, IForSignedIn;

    internal sealed class Handler(IMediator mediator) : IRequestHandler<Request, Unit>
    {
        public async Task<Unit> Handle(Request request, CancellationToken cancellationToken)
        {
            var contact = Accounts.Contact.ParseOrRefuse(request.Contact);
            await mediator.Send(new ConfirmPassword.Request(request.CurrentPassword), cancellationToken);
            var proof = await mediator.Send(new ProveCode.Request(contact, CodePurpose.ChangeContact, request.Code), cancellationToken);
            return await mediator.Send(new Command(contact, proof), cancellationToken);
        }
    }

    internal sealed record Command(Contact Contact, CodeProof Proof) : ICommand<Unit>, IForSignedIn;

    internal sealed class CommandHandler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            await db.Use(request.Proof, clock, cancellationToken);
            var user = await db.ById(actor.User).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            if (await db.WhoIs(request.Contact).AnyAsync(other => other.Id != user.Id, cancellationToken))
                throw new RuleBroken("这个号码或邮箱属于另一个账户") { Field = "Contact", Code = "contact-taken" };
            user.BeReachedBy(request.Contact);
            user.SignOutElsewhere();
            return Unit.Value;
        }
    }
}
