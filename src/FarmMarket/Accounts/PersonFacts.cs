using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>What other modules may know of a person: their name and how to write to them. Who deleted the account is absent. Composable: join it, filter it; it stays one statement.</summary>
internal sealed class PersonFacts
{
    /// <summary>The bare key of a <see cref="UserId"/>.</summary>
    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>"zh" or "en".</summary>
    public required string Language { get; init; }

    /// <summary>Proven to be theirs; null when they have none.</summary>
    public required string? Email { get; init; }

    /// <summary>E.164, proven to be theirs; null when they have none.</summary>
    public required string? Phone { get; init; }

    public static IQueryable<PersonFacts> From(MarketDb db) => db.Users.AsNoTracking().Where(user => user.DeletedAt == null).Select(user => new PersonFacts
    {
        Id = user.Id,
        Name = user.DisplayName,
        Language = user.Language,
        Email = user.EmailConfirmed ? user.Email : null,
        Phone = user.PhoneNumberConfirmed ? user.PhoneNumber : null,
    });

    /// <summary>The people who run the platform.</summary>
    public static async Task<IReadOnlyList<UserId>> Operators(MarketDb db, CancellationToken cancellation) =>
        await db.Set<IdentityUserRole<long>>()
            .Join(db.Set<IdentityRole<long>>().Where(role => role.Name == Roles.Operator), held => held.RoleId, role => role.Id, (held, _) => held.UserId)
            .Select(user => new UserId(user))
            .ToListAsync(cancellation);
}
