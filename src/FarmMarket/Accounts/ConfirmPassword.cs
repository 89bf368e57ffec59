using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>Before anything that could take an account away, its owner says the password again. Wrong ones count as failed sign-ins.</summary>
internal static class ConfirmPassword
{
    public sealed record Request(string Password, string Field = "CurrentPassword") : IRequest<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, IMediator mediator, Passwords passwords, TimeProvider clock) : IRequestHandler<Request, Unit>
    {
        public async Task<Unit> Handle(Request request, CancellationToken cancellationToken)
        {
            var user = await db.ById(actor.User).Select(user => new { user.PasswordHash, user.LockoutEnd }).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            if (user.LockoutEnd > clock.GetUtcNow())
                throw new RuleBroken("输错太多次，请 10 分钟后再试") { Field = request.Field, Code = "locked" };
            if (passwords.Verify(user.PasswordHash, request.Password, out _))
                return Unit.Value;
            await mediator.Send(new SignInFailures.Count(actor.User), cancellationToken);
            throw new RuleBroken("当前密码不对") { Field = request.Field, Code = "password-wrong" };
        }
    }
}
