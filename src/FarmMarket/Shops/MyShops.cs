using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>The shops in which someone works, at most <see cref="Most"/>, the first joined first.</summary>
public static class MyShops
{
    public const int Most = 50;

    public sealed record Query : IQuery<IReadOnlyList<Entry>>, IForSignedIn;

    public sealed record Entry(string Slug, LocalText Name, string CountyCode, string? CoverKey, ShopStatus Status, ShopRole Role);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, IReadOnlyList<Entry>>
    {
        public async Task<IReadOnlyList<Entry>> Handle(Query query, CancellationToken cancellationToken)
        {
            var me = actor.User;
            return await db.Set<ShopMember>()
                .Where(member => member.UserId == me)
                .OrderBy(member => member.Id)
                .Join(db.Set<Shop>(), member => member.ShopId, shop => shop.Id,
                    (member, shop) => new Entry(shop.Slug, shop.Name, shop.CountyCode, shop.CoverKey, shop.Status, member.Role))
                .Take(Most)
                .AsNoTracking()
                .ToListAsync(cancellationToken);
        }
    }
}
