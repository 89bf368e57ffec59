using System.Buffers.Text;
using System.Globalization;
using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>The devices with which a person signs in without a password.</summary>
public static class ShowPasskeys
{
    public sealed record Query : IQuery<IReadOnlyList<Item>>, IForSignedIn;

    /// <param name="Id">base64url of the credential id.</param>
    public sealed record Item(string Id, string Name, DateTimeOffset CreatedAt, bool IsBackedUp);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public async Task<IReadOnlyList<Item>> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User.Value;
            var passkeys = await db.UserPasskeys.AsNoTracking().Where(passkey => passkey.UserId == me).ToListAsync(cancellationToken);
            return [.. passkeys.OrderByDescending(passkey => passkey.Data.CreatedAt)
                .Select(passkey => new Item(Base64Url.EncodeToString(passkey.CredentialId), passkey.Data.Name ?? "", passkey.Data.CreatedAt, passkey.Data.IsBackedUp))];
        }
    }
}

/// <summary>Keeps a passkey whose attestation has been checked.</summary>
public static class AddPasskey
{
    public const int Most = 10;
    public const int LongestName = 40;

    public sealed record Command(UserPasskeyInfo Passkey) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, UserManager<User> users, Actor actor, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User.Value;
            var user = await db.ById(actor.User).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            if (await db.UserPasskeys.CountAsync(passkey => passkey.UserId == me, cancellationToken) >= Most)
                throw new RuleBroken("最多保存 {0} 个通行密钥，请先删掉不用的", Most) { Code = "too-many-passkeys" };
            request.Passkey.Name = request.Passkey.Name?.Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, LongestName)] : null;
            (await users.AddOrUpdatePasskeyAsync(user, request.Passkey)).ThrowIfFailed();
            audit.Record("account.passkey-added", user.AuditName);
            return Unit.Value;
        }
    }
}

/// <summary>Notes that a passkey was used to sign in: authenticators count their uses, so that a copy is found out.</summary>
public static class UsePasskey
{
    public sealed record Command(UserId User, UserPasskeyInfo Passkey) : ICommand<Unit>, IForAnyone;

    internal sealed class Handler(MarketDb db, UserManager<User> users) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var user = await db.ById(request.User).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            // It was checked against one of the person's passkeys, which may have been revoked since.
            if (await users.GetPasskeyAsync(user, request.Passkey.CredentialId) is null)
                throw new NotFound();
            user.AccessFailedCount = 0;
            (await users.AddOrUpdatePasskeyAsync(user, request.Passkey)).ThrowIfFailed();
            return Unit.Value;
        }
    }
}

public static class RemovePasskey
{
    public sealed record Command(string Id) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User.Value;
            if (!Base64Url.IsValid(request.Id))
                throw new NotFound();
            var id = Base64Url.DecodeFromChars(request.Id);
            var passkey = await db.UserPasskeys.FirstOrDefaultAsync(passkey => passkey.UserId == me && passkey.CredentialId == id, cancellationToken) ?? throw new NotFound();
            db.Remove(passkey);
            audit.Record("account.passkey-removed", string.Create(CultureInfo.InvariantCulture, $"user:{me}"));
            return Unit.Value;
        }
    }
}

internal static class IdentityResults
{
    public static void ThrowIfFailed(this IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join("; ", result.Errors.Select(error => error.Code)));
    }
}
