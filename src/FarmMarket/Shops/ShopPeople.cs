using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>A shop and who belongs to it, for those who have something to tell them.</summary>
public sealed record ShopPeople(string Slug, LocalText Name, string? StatusReason, IReadOnlyList<(UserId User, ShopRole Role)> Members)
{
    /// <summary>Null when there is no such shop.</summary>
    public static async Task<ShopPeople?> Of(MarketDb db, ShopId shop, CancellationToken cancellation)
    {
        var rows = await db.Set<Shop>().AsNoTracking().Where(s => s.Id == shop)
            .Join(db.Set<ShopMember>(), s => s.Id, member => member.ShopId, (s, member) => new { s.Slug, s.Name, s.StatusReason, member.UserId, member.Role })
            .ToListAsync(cancellation);
        return rows.Count == 0 ? null : new(rows[0].Slug, rows[0].Name, rows[0].StatusReason, rows.ConvertAll(row => (row.UserId, row.Role)));
    }

    public IReadOnlyList<UserId> AtLeast(ShopRole role) => [.. Members.Where(member => member.Role >= role).Select(member => member.User)];
}
