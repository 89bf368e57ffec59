using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>Signs in by a code sent to the account's phone or mailbox instead of a password; also the way in for who is locked out.</summary>
public static class SignInWithCode
{
    public sealed record Request(string Contact, string Code) : IRequest<SignIn.Result>, IForAnyone;

    internal sealed class Handler(IMediator mediator) : IRequestHandler<Request, SignIn.Result>
    {
        public async Task<SignIn.Result> Handle(Request request, CancellationToken cancellationToken)
        {
            var contact = Contact.ParseOrRefuse(request.Contact);
            var proof = await mediator.Send(new ProveCode.Request(contact, CodePurpose.SignIn, request.Code), cancellationToken);
            return await mediator.Send(new Command(contact, proof), cancellationToken);
        }
    }

    internal sealed record Command(Contact Contact, CodeProof Proof) : ICommand<SignIn.Result>, IForAnyone;

    internal sealed class CommandHandler(MarketDb db, TimeProvider clock) : IRequestHandler<Command, SignIn.Result>
    {
        public async Task<SignIn.Result> Handle(Command request, CancellationToken cancellationToken)
        {
            await db.Use(request.Proof, clock, cancellationToken);
            // A code is only ever sent to who has an account, so a right one without an account can't be but a guess.
            var user = await db.WhoIs(request.Contact).Select(user => new { user.Id, user.TwoFactorEnabled }).FirstOrDefaultAsync(cancellationToken)
                ?? throw new RuleBroken("验证码不对或已过期，请核对后再试，或重新发送") { Field = "Code", Code = "code-wrong" };
            return new(new(user.Id), user.TwoFactorEnabled);
        }
    }
}
