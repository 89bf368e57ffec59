using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>The key to put into an authenticator app; the same one until it is confirmed.</summary>
public static class StartAuthenticator
{
    public sealed record Command : ICommand<Result>, IForSignedIn;

    /// <param name="Key">Base32, for who can't scan.</param>
    /// <param name="Uri">otpauth://…, for the QR code.</param>
    public sealed record Result(string Key, string Uri);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var user = await db.ById(actor.User).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            if (user.TwoFactorEnabled)
                throw new RuleBroken("两步验证已经开启了") { Code = "two-factor-on" };
            var key = user.AuthenticatorKey ??= Authenticator.NewKey();
            return new(key, Authenticator.Uri(key, user.Email ?? user.PhoneNumber ?? user.DisplayName));
        }
    }
}

/// <summary>Turns the second step on once the app has shown that it knows the key. Answers the recovery codes, this one time.</summary>
public static class ConfirmAuthenticator
{
    public sealed record Command(string Code) : ICommand<IReadOnlyList<string>>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Command request, CancellationToken cancellationToken)
        {
            var user = await db.ById(actor.User).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            if (user.TwoFactorEnabled)
                throw new RuleBroken("两步验证已经开启了") { Code = "two-factor-on" };
            if (user.AuthenticatorKey is null || Authenticator.StepOf(user.AuthenticatorKey, OneTimeCode.Cleaned(request.Code), clock.GetUtcNow()) is not { } step)
                throw new RuleBroken("验证码不对。请确认手机时间准确，再输入应用里现在显示的 6 位数字") { Field = "Code", Code = "second-step-wrong" };
            user.TwoFactorEnabled = true;
            user.LastAuthenticatorStep = step;
            user.SignOutElsewhere();
            audit.Record("account.two-factor-on", user.AuditName);
            return await NewRecoveryCodes.Replace(db, actor.User, cancellationToken);
        }
    }
}

/// <summary>Ten new recovery codes instead of the old ones.</summary>
public static class NewRecoveryCodes
{
    public sealed record Request(string CurrentPassword) : IRequest<IReadOnlyList<string>>, IForSignedIn;

    internal sealed class Handler(IMediator mediator) : IRequestHandler<Request, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Request request, CancellationToken cancellationToken)
        {
            await mediator.Send(new ConfirmPassword.Request(request.CurrentPassword), cancellationToken);
            return await mediator.Send(new Command(), cancellationToken);
        }
    }

    internal sealed record Command : ICommand<IReadOnlyList<string>>, IForSignedIn;

    internal sealed class CommandHandler(MarketDb db, Actor actor) : IRequestHandler<Command, IReadOnlyList<string>>
    {
        public async Task<IReadOnlyList<string>> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!await db.ById(actor.User).AnyAsync(user => user.TwoFactorEnabled, cancellationToken))
                throw new RuleBroken("请先开启两步验证") { Code = "two-factor-off" };
            return await Replace(db, actor.User, cancellationToken);
        }
    }

    internal static async Task<IReadOnlyList<string>> Replace(MarketDb db, UserId user, CancellationToken cancellation)
    {
        await db.Set<RecoveryCode>().Where(code => code.UserId == user).ExecuteDeleteAsync(cancellation);
        var codes = Enumerable.Range(0, RecoveryCode.Made).Select(_ => RecoveryCode.New()).ToList();
        db.AddRange(codes.Select(code => new RecoveryCode { UserId = user, Hash = RecoveryCode.HashOf(code, user) }));
        return codes;
    }
}

public static class StopAuthenticator
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

    internal sealed class CommandHandler(MarketDb db, Actor actor, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var user = await db.ById(actor.User).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            (user.TwoFactorEnabled, user.AuthenticatorKey, user.LastAuthenticatorStep) = (false, null, 0);
            user.SignOutElsewhere();
            await db.Set<RecoveryCode>().Where(code => code.UserId == actor.User).ExecuteDeleteAsync(cancellationToken);
            audit.Record("account.two-factor-off", user.AuditName);
            return Unit.Value;
        }
    }
}
