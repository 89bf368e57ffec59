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

    /// <param name="OnHoliday">Seen, but takes no orders until after the last day of the holiday.</param>
    public sealed record Result(ShopFacts Shop, bool OnHoliday, IReadOnlyList<ListingCard> Listings, string? Next);

    private const int Size = 24;

    private static readonly Prepared<string, ShopFacts> BySlug = new((db, slug) => ShopFacts.From(db).Where(shop => shop.Slug == slug.Value && shop.Status == ShopStatus.Open).Take(1));

    private static readonly Prepared<ShopId, ListingCard> FirstPage = new((db, shop) => Newest(ListingCard.OnMarket(db).Where(card => card.ShopId == shop.Value)));

    private static IQueryable<ListingCard> Newest(IQueryable<ListingCard> cards) => cards.OrderByDescending(card => card.Id).Take(Size + 1);

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var shop = await BySlug.First(db, query.Slug, cancellationToken) ?? throw new NotFound();
            var cards = Cursor.Read(query.After) is { } after
                ? await NextPage(shop.Id, new(after)).ToListAsync(cancellationToken)
                : await FirstPage.All(db, shop.Id, cancellationToken);
            var slice = Slice<ListingCard>.Of(cards, Size, card => card.Id.Value);
            var onHoliday = shop.HolidayUntil is { } last && Shanghai.Date(clock.GetUtcNow()) <= last;
            return new(shop, onHoliday, slice.Items, slice.Next);
        }

        private IQueryable<ListingCard> NextPage(ShopId shop, ListingId before) =>
            Newest(ListingCard.OnMarket(db).Where(card => card.ShopId == shop && card.Id < before));
    }
}
