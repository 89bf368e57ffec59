using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>A shop's page for buyers: who they are and what they sell, the newest first. Two statements.</summary>
public static class ShowShop
{
    /// <param name="After"><see cref="Result.Next"/> of the page before; null for the first.</param>
    public sealed record Query(string Slug, string? After = null) : IQuery<Result>, IForAnyone;

    /// <param name="OnHoliday">Seen, but takes no orders until after <see cref="HolidayUntil"/>.</param>
    public sealed record Result(
        string Slug,
        LocalText Name,
        LocalText Story,
        string CountyCode,
        string? Place,
        string? CoverKey,
        DateTimeOffset? OpenedAt,
        bool OnHoliday,
        DateOnly? HolidayUntil,
        LocalText HolidayNote,
        IReadOnlyList<ListingCard> Listings,
        string? Next);

    private const int Size = 24;

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var shop = await db.Set<Shop>()
                .Where(shop => shop.Slug == query.Slug && shop.Status == ShopStatus.Open)
                .Select(shop => new
                {
                    shop.Id, shop.Slug, shop.Name, shop.Story, shop.CountyCode, shop.Place, shop.CoverKey, shop.OpenedAt, shop.HolidayUntil, shop.HolidayNote,
                })
                .AsNoTracking()
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();

            var before = new ListingId(Cursor.Read(query.After) ?? long.MaxValue);
            var cards = await db.Set<Listing>()
                .Where(listing => listing.ShopId == shop.Id && listing.Status == ListingStatus.OnSale && listing.Id < before)
                .OrderByDescending(listing => listing.Id)
                .Join(db.Set<Shop>(), listing => listing.ShopId, shop => shop.Id, ListingCard.Of)
                .AsNoTracking()
                .Take(Size + 1)
                .ToListAsync(cancellationToken);

            var slice = Slice<ListingCard>.Of(cards, Size, card => card.Id.Value);
            var onHoliday = shop.HolidayUntil is { } last && Shanghai.Date(clock.GetUtcNow()) <= last;
            return new(
                shop.Slug, shop.Name, shop.Story, shop.CountyCode, shop.Place, shop.CoverKey, shop.OpenedAt,
                onHoliday, shop.HolidayUntil, shop.HolidayNote, slice.Items, slice.Next);
        }
    }
}
