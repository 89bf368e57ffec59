using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>What a person sees of their own account.</summary>
public static class ShowAccount
{
    public sealed record Query : IQuery<Result>, IForSignedIn;

    public sealed record Result(
        string DisplayName, string Language, string? Phone, string? Email, DateTimeOffset CreatedAt, bool HasAuthenticator, int RecoveryCodesLeft, int Passkeys, int Addresses);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            return await db.ById(me).AsNoTracking().Select(user => new Result(
                user.DisplayName,
                user.Language,
                user.PhoneNumber,
                user.Email,
                user.CreatedAt,
                user.TwoFactorEnabled,
                db.Set<RecoveryCode>().Count(code => code.UserId == me),
                db.UserPasskeys.Count(passkey => passkey.UserId == user.Id),
                db.Set<Address>().Count(address => address.UserId == me))).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        }
    }
}
