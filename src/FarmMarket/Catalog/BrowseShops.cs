using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>The open shops, of one county or of all, the newest first. One statement.</summary>
public static class BrowseShops
{
    /// <param name="After"><see cref="Slice{T}.Next"/> of the page before; null for the first.</param>
    public sealed record Query(string? County = null, string? After = null) : IQuery<Slice<Result>>, IForAnyone;

    /// <param name="OnSale">How many listings it has on sale.</param>
    public sealed record Result(ShopFacts Shop, int OnSale);

    private const int Size = 24;

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, Slice<Result>>
    {
        public async Task<Slice<Result>> Handle(Query query, CancellationToken cancellationToken)
        {
            var before = new ShopId(Cursor.Read(query.After) ?? long.MaxValue);
            var shops = await ShopFacts.From(db)
                .Where(shop => shop.Status == ShopStatus.Open && shop.Id < before && (query.County == null || shop.CountyCode == query.County))
                .OrderByDescending(shop => shop.Id)
                .Take(Size + 1)
                .Select(shop => new Result(shop, db.Set<Listing>().Count(listing => listing.ShopId == shop.Id && listing.Status == ListingStatus.OnSale)))
                .ToListAsync(cancellationToken);
            return Slice<Result>.Of(shops, Size, found => found.Shop.Id.Value);
        }
    }
}
