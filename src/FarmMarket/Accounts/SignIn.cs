using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>
/// Checks a contact and a password. Not a command: hashing must not hold up the writers, and a failure must count even though the
/// sign-in is refused. A wrong password, a locked and a missing account get the same answer after the same time.
/// </summary>
public static class SignIn
{
    public sealed record Request(string Contact, string Password) : IRequest<Result>, IForAnyone;

    /// <param name="NeedsSecondStep">Not signed in yet: a code from the authenticator app is needed too.</param>
    public sealed record Result(UserId User, bool NeedsSecondStep);

    internal sealed class Handler(MarketDb db, IMediator mediator, Passwords passwords, TimeProvider clock) : IRequestHandler<Request, Result>
    {
        public async Task<Result> Handle(Request request, CancellationToken cancellationToken)
        {
            var contact = Contact.Parse(request.Contact);
            var known = contact is null
                ? null
                : await db.WhoIs(contact).AsNoTracking().Select(user => new
                {
                    user.Id,
                    user.PasswordHash,
                    user.LockoutEnd,
                    user.AccessFailedCount,
                    user.TwoFactorEnabled,
                }).FirstOrDefaultAsync(cancellationToken);

            var right = passwords.Verify(known?.PasswordHash, request.Password, out var outdated);
            if (known is not null && !right)
                await mediator.Send(new SignInFailures.Count(new(known.Id)), cancellationToken);
            if (known is null || !right || known.LockoutEnd > clock.GetUtcNow())
                throw new RuleBroken("号码（邮箱）或密码不对。连续输错 {0} 次会锁定 10 分钟，也可以用验证码登录或重置密码", SignInFailures.MostInARow) { Code = "sign-in-failed" };

            var id = new UserId(known.Id);
            if (known.AccessFailedCount > 0 && !known.TwoFactorEnabled)
                await mediator.Send(new SignInFailures.Forget(id), cancellationToken);
            if (outdated)
                await mediator.Send(new Rehash(id, passwords.Hash(request.Password)), cancellationToken);
            return new(id, known.TwoFactorEnabled);
        }
    }

    /// <summary>The password was hashed by an older, weaker setting.</summary>
    internal sealed record Rehash(UserId User, string PasswordHash) : ICommand<Unit>, IForAnyone;

    internal sealed class RehashHandler(MarketDb db) : IRequestHandler<Rehash, Unit>
    {
        public async Task<Unit> Handle(Rehash request, CancellationToken cancellationToken)
        {
            await db.ById(request.User).ExecuteUpdateAsync(set => set.SetProperty(user => user.PasswordHash, request.PasswordHash), cancellationToken);
            return Unit.Value;
        }
    }
}

/// <summary>Five wrong passwords or second-step codes in a row lock an account for ten minutes.</summary>
internal static class SignInFailures
{
    public const int MostInARow = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(10);

    public sealed record Count(UserId User) : ICommand<Unit>, IForAnyone;

    public sealed record Forget(UserId User) : ICommand<Unit>, IForAnyone;

    internal sealed class CountHandler(MarketDb db, TimeProvider clock) : IRequestHandler<Count, Unit>
    {
        public async Task<Unit> Handle(Count request, CancellationToken cancellationToken)
        {
            DateTimeOffset now = clock.GetUtcNow(), until = now + LockedFor;
            var user = db.ById(request.User).Where(user => user.LockoutEnd == null || user.LockoutEnd <= now);
            await user.ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), cancellationToken);
            await user.Where(u => u.AccessFailedCount >= MostInARow)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, until).SetProperty(u => u.AccessFailedCount, 0), cancellationToken);
            return Unit.Value;
        }
    }

    internal sealed class ForgetHandler(MarketDb db) : IRequestHandler<Forget, Unit>
    {
        public async Task<Unit> Handle(Forget request, CancellationToken cancellationToken)
        {
            await db.ById(request.User).ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, 0), cancellationToken);
            return Unit.Value;
        }
    }
}
