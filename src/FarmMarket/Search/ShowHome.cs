using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Search;

/// <summary>The home page: what is in season now, what is new, where it comes from, and who sells it. Two statements.</summary>
public static class ShowHome
{
    public sealed record Query : IQuery<Result>, IForAnyone;

    /// <param name="InSeason">Best sellers among what can be had now and is being harvested.</param>
    /// <param name="Newest">Without those above.</param>
    /// <param name="Facets">Of the whole market: categories, counties and how many listings each has.</param>
    public sealed record Result(
        IReadOnlyList<ListingCard> InSeason, IReadOnlyList<ListingCard> Newest, MarketFacets Facets, int Listings, IReadOnlyList<ShopFacts> Shops);

    private const int CardsEach = 12, ShopsShown = 8;

    internal sealed class Handler(MarketDb db, ListingIndex index, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var today = Shanghai.Date(clock.GetUtcNow());
            var inSeason = index.Find(new() { InSeason = true, InStock = true, Sort = MarketSort.Sales, Size = CardsEach }, today);
            var newest = index.Find(new() { InStock = true, Sort = MarketSort.Newest, Size = 2 * CardsEach }, today);
            var whole = index.Find(new() { Size = 1 }, today);

            var newIds = newest.Ids.Except(inSeason.Ids).Take(CardsEach).ToHashSet();
            var cards = await Cards.Read(db, [.. inSeason.Ids, .. newIds], cancellationToken);
            var shops = await ShopFacts.From(db)
                .Where(shop => shop.Status == ShopStatus.Open)
                .OrderByDescending(shop => shop.Id)
                .Take(ShopsShown)
                .ToListAsync(cancellationToken);
            return new(
                [.. cards.Where(card => !newIds.Contains(card.Id.Value))],
                [.. cards.Where(card => newIds.Contains(card.Id.Value))],
                whole.Facets,
                whole.Total,
                shops);
        }
    }
}
