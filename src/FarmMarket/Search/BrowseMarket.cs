using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;

namespace FarmMarket.Search;

/// <summary>A page of the market with its facets: the index finds, one statement reads the cards.</summary>
public static class BrowseMarket
{
    public sealed record Query(MarketQuery Market) : IQuery<Result>, IForAnyone;

    /// <param name="Near">Nothing matched exactly; these are close.</param>
    /// <param name="DidYouMean">A known word near to one that found nothing.</param>
    /// <param name="Next">For <see cref="MarketQuery.After"/>; null on the last page.</param>
    public sealed record Result(
        IReadOnlyList<ListingCard> Cards, int Total, int Pages, string? Next, MarketFacets Facets, bool Near, LocalText? DidYouMean);

    internal sealed class Handler(MarketDb db, ListingIndex index, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var hits = index.Find(query.Market, Shanghai.Date(clock.GetUtcNow()));
            var cards = await Cards.Read(db, hits.Ids, cancellationToken);
            return new(cards, hits.Total, hits.Pages, hits.Next, hits.Facets, hits.Near, hits.DidYouMean);
        }
    }
}

internal static class Cards
{
    private static readonly Prepared<List<ListingId>, ListingCard> ByIds = new((db, ids) => ListingCard.OnMarket(db).Where(card => ids.Value.Contains(card.Id)));

    /// <summary>In the order of the ids. What was taken off the market a moment ago, and is still in the index, is left out.</summary>
    public static async Task<IReadOnlyList<ListingCard>> Read(MarketDb db, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];
        var wanted = ids.Select(id => new ListingId(id)).ToList();
        var found = (await ByIds.All(db, wanted, cancellation)).ToDictionary(card => card.Id);
        return [.. wanted.Where(found.ContainsKey).Select(id => found[id])];
    }
}
