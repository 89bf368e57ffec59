using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>A new password for who can read a code at the account's phone or mailbox. Unlocks, and ends sessions elsewhere.</summary>
public static class ResetPassword
{
    public sealed record Request(string Contact, string Code, string Password) : IRequest<Unit>, IForAnyone;

    internal sealed class Handler(IMediator mediator, Passwords passwords) : IRequestHandler<Request, Unit>
    {
        public async Task<Unit> Handle(Request request, CancellationToken cancellationToken)
        {
            var contact = Contact.ParseOrRefuse(request.Contact);
            Passwords.CheckStrength(request.Password, contact);
            var proof = await mediator.Send(new ProveCode.Request(contact, CodePurpose.ResetPassword, request.Code), cancellationToken);
            return await mediator.Send(new Command(contact, proof, passwords.Hash(request.Password)), cancellationToken);
        }
    }

    internal sealed record Command(Contact Contact, CodeProof Proof, string PasswordHash) : ICommand<Unit>, IForAnyone;

    internal sealed class CommandHandler(MarketDb db, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            await db.Use(request.Proof, clock, cancellationToken);
            var user = await db.WhoIs(request.Contact).FirstOrDefaultAsync(cancellationToken)
                ?? throw new RuleBroken("验证码不对或已过期，请核对后再试，或重新发送") { Field = "Code", Code = "code-wrong" };
            user.PasswordHash = request.PasswordHash;
            user.LockoutEnd = null;
            user.AccessFailedCount = 0;
            user.SignOutElsewhere();
            return Unit.Value;
        }
    }
}
