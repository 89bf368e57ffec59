using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>What search engines may file: listings on sale in ranges of <see cref="RangeSize"/> ids, and open shops. One statement each.</summary>
public static class PublicAddresses
{
    /// <summary>A fifth of what a sitemap file may hold.</summary>
    public const int RangeSize = 10_000;

    /// <summary>How many ranges there are, counted from 0.</summary>
    public sealed record Ranges : IQuery<int>, IForAnyone;

    public sealed record Listings(int Range) : IQuery<IReadOnlyList<Entry>>, IForAnyone;

    public sealed record Shops : IQuery<IReadOnlyList<Entry>>, IForAnyone;

    public sealed record Entry(string Slug, DateTimeOffset? UpdatedAt);

    internal sealed class RangesHandler(MarketDb db) : IRequestHandler<Ranges, int>
    {
        public async Task<int> Handle(Ranges request, CancellationToken cancellationToken)
        {
            var last = await db.Set<Listing>().OrderByDescending(listing => listing.Id).Select(listing => (ListingId?)listing.Id).FirstOrDefaultAsync(cancellationToken);
            return last is { } id ? (int)(id.Value / RangeSize) + 1 : 0;
        }
    }

    internal sealed class ListingsHandler(MarketDb db) : IRequestHandler<Listings, IReadOnlyList<Entry>>
    {
        public async Task<IReadOnlyList<Entry>> Handle(Listings request, CancellationToken cancellationToken)
        {
            var before = new ListingId(((long)request.Range * RangeSize) - 1);
            var end = new ListingId(((long)request.Range + 1) * RangeSize);
            return await db.Set<Listing>()
                .Where(listing => listing.Id > before && listing.Id < end && listing.Status == ListingStatus.OnSale)
                .Join(ShopFacts.From(db).Where(shop => shop.Status == ShopStatus.Open), listing => listing.ShopId, shop => shop.Id, (listing, _) => listing)
                .OrderBy(listing => listing.Id)
                .Select(listing => new Entry(listing.Slug, listing.UpdatedAt))
                .AsNoTracking()
                .ToListAsync(cancellationToken);
        }
    }

    internal sealed class ShopsHandler(MarketDb db) : IRequestHandler<Shops, IReadOnlyList<Entry>>
    {
        public async Task<IReadOnlyList<Entry>> Handle(Shops request, CancellationToken cancellationToken) =>
            await ShopFacts.From(db)
                .Where(shop => shop.Status == ShopStatus.Open)
                .OrderBy(shop => shop.Id)
                .Take(5 * RangeSize)
                .Select(shop => new Entry(shop.Slug, shop.OpenedAt))
                .ToListAsync(cancellationToken);
    }
}
