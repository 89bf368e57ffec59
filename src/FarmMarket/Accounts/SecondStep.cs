using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>The second step of a sign-in: a code from the authenticator app, or a recovery code. Each works once.</summary>
public static class SecondStep
{
    /// <param name="User">Who has just given the right password or sign-in code.</param>
    public sealed record Request(UserId User, string Code) : IRequest<Unit>, IForAnyone;

    internal sealed class Handler(MarketDb db, IMediator mediator, TimeProvider clock) : IRequestHandler<Request, Unit>
    {
        public async Task<Unit> Handle(Request request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var user = await db.ById(request.User).Select(user => new { user.AuthenticatorKey, user.LockoutEnd }).FirstOrDefaultAsync(cancellationToken);
            if (user?.AuthenticatorKey is null)
                throw new NotFound();
            if (user.LockoutEnd > now)
                throw new RuleBroken("输错太多次，请 10 分钟后再试") { Field = "Code", Code = "locked" };

            var digits = OneTimeCode.Cleaned(request.Code);
            var isFromApp = digits.Length == 6 && !request.Code.Any(char.IsAsciiLetter);
            var accepted = isFromApp
                ? Authenticator.StepOf(user.AuthenticatorKey, digits, now) is { } step && await mediator.Send(new UseStep(request.User, step), cancellationToken)
                : await mediator.Send(new UseRecoveryCode(request.User, RecoveryCode.HashOf(request.Code, request.User)), cancellationToken);
            if (accepted)
                return Unit.Value;

            await mediator.Send(new SignInFailures.Count(request.User), cancellationToken);
            throw new RuleBroken("验证码不对，或者已经用过了。请等下一个再试") { Field = "Code", Code = "second-step-wrong" };
        }
    }

    internal sealed record UseStep(UserId User, long Step) : ICommand<bool>, IForAnyone;

    internal sealed class UseStepHandler(MarketDb db) : IRequestHandler<UseStep, bool>
    {
        public async Task<bool> Handle(UseStep request, CancellationToken cancellationToken) =>
            await db.ById(request.User).Where(user => user.LastAuthenticatorStep < request.Step).ExecuteUpdateAsync(
                set => set.SetProperty(user => user.LastAuthenticatorStep, request.Step).SetProperty(user => user.AccessFailedCount, 0), cancellationToken) == 1;
    }

    internal sealed record UseRecoveryCode(UserId User, string Hash) : ICommand<bool>, IForAnyone;

    internal sealed class UseRecoveryCodeHandler(MarketDb db, IMediator mediator) : IRequestHandler<UseRecoveryCode, bool>
    {
        public async Task<bool> Handle(UseRecoveryCode request, CancellationToken cancellationToken)
        {
            if (await db.Set<RecoveryCode>().Where(code => code.UserId == request.User && code.Hash == request.Hash).ExecuteDeleteAsync(cancellationToken) != 1)
                return false;
            await mediator.Send(new SignInFailures.Forget(request.User), cancellationToken);
            return true;
        }
    }
}
