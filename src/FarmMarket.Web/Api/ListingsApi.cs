using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Search;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FarmMarket.Web.Api;

internal static class ListingsApi
{
    private const int LargestPage = 100;

    /// <param name="Next">Hand it back as <c>after</c> for the following page; null on the last.</param>
    /// <param name="Near">Nothing matched exactly, these are close.</param>
    internal sealed record ListingPage(IReadOnlyList<Card> Items, int Total, int Pages, string? Next, bool Near, BothTexts? DidYouMean, Facets Facets);

    /// <param name="PricePerJinFen">Lowest price per 斤 (500 g); null when sold by the piece.</param>
    /// <param name="Photo">Address of the cover, relative to the market's.</param>
    internal sealed record Card(
        string Slug, BothTexts Title, string Category, string County, string? GiMark, long FromPriceFen, long? PricePerJinFen, bool InStock, DateOnly? HarvestFrom,
        DateOnly? HarvestTo, DateOnly? PresaleShipBy, int ShipsWithinHours, string? Photo, ShopName Shop);

    internal sealed record ShopName(string Slug, BothTexts Name);

    internal sealed record Facets(
        IReadOnlyList<Facet> Category, IReadOnlyList<Facet> County, IReadOnlyList<Facet> Grade, IReadOnlyList<Facet> Price, IReadOnlyList<Facet> ShipsWithin, int InSeason,
        int InStock, int Presale, int GeographicalIndication);

    /// <param name="Count">Listings that choosing it would show.</param>
    internal sealed record Facet(string Code, BothTexts Name, int Count, bool Chosen, string? Parent);

    /// <param name="ClaimHours">So long after receipt a buyer may claim for bad fruit.</param>
    internal sealed record Listing(
        string Slug, BothTexts Title, BothTexts Description, BothTexts Storage, string Category, string? Variety, string County, string? GiMark, DateOnly? HarvestFrom,
        DateOnly? HarvestTo, int ShipsWithinHours, int ClaimHours, DateOnly? PresaleShipBy, bool CanBeBought, IReadOnlyList<Pool> Pools, IReadOnlyList<string> Photos,
        ShopName Shop, DateTimeOffset UpdatedAt);

    /// <summary>The fruit of one grade that packs draw from.</summary>
    /// <param name="AvailableGrams">What can still be ordered; null when it is counted in pieces.</param>
    internal sealed record Pool(Grade Grade, BothTexts Size, long? AvailableGrams, long? AvailablePieces, IReadOnlyList<Pack> Packs);

    /// <param name="PackId">What an order line names.</param>
    /// <param name="NetGrams">Fruit in one pack; null when it is counted in pieces.</param>
    /// <param name="GrossGrams">With box, as the courier weighs it.</param>
    /// <param name="Left">Packs that can be ordered now, at most <paramref name="MaxPerOrder"/>.</param>
    internal sealed record Pack(
        long PackId, BothTexts Name, long PriceFen, long? PricePerJinFen, long? NetGrams, long? Pieces, long GrossGrams, int MaxPerOrder, long Left);

    public static void MapListings(this IEndpointRouteBuilder api)
    {
        var listings = api.MapGroup("/listings").Chapter("商品");
        listings.MapGet("", Browse).Says("listListings", "搜索和浏览在售商品，带筛选项。").Refuses(400, 422);
        listings.MapGet("/{slug}", Show).Says("getListing", "一件商品，连同库存和规格。").Refuses(404);
    }

    /// <param name="mediator"></param>
    /// <param name="q">Words: Chinese, pinyin or initials, English.</param>
    /// <param name="category">Codes, any of which may match.</param>
    /// <param name="county">Six-digit codes of counties.</param>
    /// <param name="grade">special, first, second, ungraded.</param>
    /// <param name="price">Bands of yuan per 斤: 0-3, 3-5, 5-10, 10-20, 20-50, 50-.</param>
    /// <param name="shipsWithin">Hours.</param>
    /// <param name="sort">relevance (default), newest, priceUp, priceDown, sales.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">1 to 100, 24 by default.</param>
    /// <param name="after">Instead of page: the "next" of the page before.</param>
    /// <param name="cancellation"></param>
    private static async Task<Ok<ListingPage>> Browse(
        IMediator mediator, string? q = null, string[]? category = null, string[]? county = null, string[]? grade = null, string[]? price = null, int? shipsWithin = null,
        bool inSeason = false, bool inStock = false, bool presale = false, bool gi = false, string? sort = null, int page = 1, int size = MarketQuery.DefaultSize,
        string? after = null, CancellationToken cancellation = default)
    {
        if (page < 1)
            throw new RuleBroken("页码从 1 开始") { Field = "page", Code = "page-invalid" };
        var found = await mediator.Send(
            new BrowseMarket.Query(new()
            {
                Text = q,
                Categories = category ?? [],
                Counties = county ?? [],
                Grades = grade ?? [],
                Prices = price ?? [],
                ShipsWithinHours = shipsWithin,
                InSeason = inSeason,
                InStock = inStock,
                PreSale = presale,
                GeographicalIndication = gi,
                Sort = ApiRoutes.Word(sort, MarketSort.Relevance, "sort"),
                Page = page,
                Size = ApiRoutes.Size(size, LargestPage),
                After = after,
            }),
            cancellation);
        return TypedResults.Ok(new ListingPage(
            [.. found.Cards.Select(CardOf)], found.Total, found.Pages, found.Next, found.Near, found.DidYouMean is null ? null : BothTexts.Of(found.DidYouMean), FacetsOf(found.Facets)));
    }

    private static async Task<Ok<Listing>> Show(string slug, IMediator mediator, CancellationToken cancellation)
    {
        var listing = await mediator.Send(new ShowListing.Query(slug), cancellation);
        return TypedResults.Ok(new Listing(
            listing.Slug, BothTexts.Of(listing.Title), BothTexts.Of(listing.Description), BothTexts.Of(listing.Storage), listing.CategoryCode,
            listing.VarietyCode ?? listing.VarietyName, listing.CountyCode, listing.GiMark, listing.HarvestFrom, listing.HarvestTo, listing.ShipsWithinHours,
            listing.ClaimHours, listing.PresaleShipBy, listing.CanBeBought, [.. listing.Pools.Select(PoolOf)], [.. listing.Photos.Select(photo => PhotoOf(photo.Key)).OfType<string>()],
            new(listing.Shop.Slug, BothTexts.Of(listing.Shop.Name)), listing.UpdatedAt));
    }

    private static Card CardOf(ListingCard card) => new(
        card.Slug, BothTexts.Of(card.Title), card.CategoryCode, card.CountyCode, card.GiMark, card.FromPrice.Fen, card.FromPricePerJin?.Fen, card.InStock, card.HarvestFrom,
        card.HarvestTo, card.PresaleShipBy, card.ShipsWithinHours, PhotoOf(card.CoverKey), new(card.ShopSlug, BothTexts.Of(card.ShopName)));

    private static Facets FacetsOf(MarketFacets facets)
    {
        static IReadOnlyList<Facet> Of(IReadOnlyList<FacetValue> values) =>
            [.. values.Select(value => new Facet(value.Code, BothTexts.Of(value.Name), value.Count, value.Chosen, value.Parent))];
        return new(
            Of(facets.Categories), Of(facets.Counties), Of(facets.Grades), Of(facets.Prices), Of(facets.ShipsWithinHours), facets.InSeason, facets.InStock, facets.PreSale,
            facets.GeographicalIndication);
    }

    private static Pool PoolOf(ShowListing.PoolLine pool)
    {
        var byWeight = pool.Unit == StockUnit.Gram;
        return new(
            pool.Grade, BothTexts.Of(pool.Size), byWeight ? pool.Available : null, byWeight ? null : pool.Available,
            [
                .. pool.Packs.Select(pack => new Pack(
                    pack.Id.Value, BothTexts.Of(pack.Name), pack.Price.Fen, pack.PricePerJin?.Fen, byWeight ? pack.BaseUnits : null, byWeight ? null : pack.BaseUnits,
                    pack.GrossWeight.Grams, pack.MaxPerOrder, pack.Left)),
            ]);
    }

    internal static string? PhotoOf(string? key) =>
        PhotoKey.TryParse(key, out var photo) ? PhotoSizes.Url(photo, PhotoSizes.WidthUpTo(640, photo.Width), "jpg") : null;
}
