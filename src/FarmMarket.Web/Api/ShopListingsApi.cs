using FarmMarket.Catalog;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using NotFound = FarmMarket.Kernel.NotFound;

namespace FarmMarket.Web.Api;

/// <summary>What a shop's people do with their listings.</summary>
internal static class ShopListingsApi
{
    /// <param name="Shop">Slug; may be left out by who works in one shop only.</param>
    /// <param name="Category">Code, e.g. mango.</param>
    /// <param name="Variety">Code; for one that has none say <paramref name="VarietyName"/>.</param>
    /// <param name="County">Six digits of the county of origin.</param>
    /// <param name="PresaleShipBy">Set for a pre-sale: the day by which it ships. The pools' stock is then its cap.</param>
    /// <param name="Photos">Keys of photos uploaded before, the cover first.</param>
    /// <param name="Publish">On sale at once; a draft otherwise. Only for a new listing.</param>
    /// <param name="ClaimHours">So long after receipt a buyer may claim for bad fruit, 24 to 168. Left out: as it is, or 48 for a new listing.</param>
    /// <param name="Version">Of the listing as it was read, so that two people don't overwrite each other; only for a change.</param>
    internal sealed record ListingBody(
        string? Shop, BothTexts? Title, string? Category, string? Variety, string? VarietyName, string? County, bool UsesGiMark, BothTexts? Description, BothTexts? Storage,
        DateOnly? HarvestFrom, DateOnly? HarvestTo, DateOnly? PresaleShipBy, IReadOnlyList<PoolBody>? Pools, IReadOnlyList<PhotoBody>? Photos, bool Publish = false,
        int ShipsWithinHours = 48, int? ClaimHours = null, long? Version = null);

    /// <param name="Unit">What the pool counts in: gram (default) or piece.</param>
    /// <param name="StockGrams">What there is when a new pool of grams is made; ignored for one that is there (see stock-moves).</param>
    /// <param name="StockPieces">The same for a pool of pieces.</param>
    internal sealed record PoolBody(
        Grade Grade, BothTexts? Size, IReadOnlyList<PackBody>? Packs, StockUnit Unit = StockUnit.Gram, long StockGrams = 0, long StockPieces = 0);

    /// <param name="PackId">Of a pack that is there; left out for a new one.</param>
    /// <param name="NetGrams">Fruit in one pack, for a pool of grams.</param>
    /// <param name="Pieces">Pieces in one pack, for a pool of pieces.</param>
    /// <param name="GrossGrams">With box; estimated from the fruit when left out.</param>
    internal sealed record PackBody(long? PackId, BothTexts? Name, long? NetGrams, long? Pieces, long? GrossGrams, long PriceFen, int MaxPerOrder = 99);

    internal sealed record PhotoBody(string Key, BothTexts? Alt);

    internal sealed record EditedListing(string Slug, string Shop, ListingStatus Status, string? TakedownReason, long Version, ListingBody Listing);

    internal sealed record CreatedListing(string Slug);

    /// <param name="PackId">Any pack that draws from the pool.</param>
    /// <param name="Kind">harvested, spoiled or correction.</param>
    /// <param name="Grams">For a pool of grams: what came in or spoiled, positive; a correction may be negative.</param>
    /// <param name="Pieces">The same for a pool of pieces.</param>
    /// <param name="Reason">Needed for a correction.</param>
    internal sealed record StockMoveBody(string? Shop, long PackId, StockMoveKind Kind, long? Grams, long? Pieces, string? Reason);

    internal sealed record StockLeft(long? AvailableGrams, long? AvailablePieces);

    public static void MapShopListings(this IEndpointRouteBuilder api)
    {
        var listings = api.MapGroup("").Chapter("开店与发货").ForSignedIn();
        listings.MapPost("/listings", Create)
            .Says("createListing", "发布商品：存草稿，或直接上架。").Refuses(400, 401, 403, 404, 409, 422);
        listings.MapGet("/shop-listings/{slug}", Edit)
            .Says("getListingToEdit", "自家店的一件商品，草稿也行，格式与 PUT 一样。").Refuses(401, 403, 404);
        listings.MapPut("/listings/{slug}", Update)
            .Says("updateListing", "整个改写商品内容。没写的规格不再出售；库存用 stock-moves 改。").Refuses(400, 401, 403, 404, 422);
        listings.MapPost("/listings/{slug}/stock-moves", MoveStock)
            .Says("moveStock", "进货、损耗或盘点。").Refuses(400, 401, 403, 404, 409, 422);
    }

    private static async Task<Created<CreatedListing>> Create(ListingBody body, [IdempotencyKey] string? key, IMediator mediator, CancellationToken cancellation)
    {
        var shop = await WhichShop.Of(body.Shop, mediator, cancellation);
        var slug = await mediator.Send(new CreateListing.Command(shop, ContentOf(body, before: null), body.Publish, key), cancellation);
        return TypedResults.Created("/api/v1/listings/" + slug, new CreatedListing(slug));
    }

    /// <param name="slug"></param>
    /// <param name="shop">Slug of the shop; may be left out by who works in one only.</param>
    private static async Task<Ok<EditedListing>> Edit(string slug, string? shop, IMediator mediator, CancellationToken cancellation)
    {
        var own = await WhichShop.Of(shop, mediator, cancellation);
        var listing = await mediator.Send(new EditListing.Query(own, slug), cancellation);
        return TypedResults.Ok(new EditedListing(listing.Slug, own, listing.Status, listing.TakedownReason, listing.Version, BodyOf(own, listing)));
    }

    private static async Task<NoContent> Update(string slug, ListingBody body, IMediator mediator, CancellationToken cancellation)
    {
        var shop = await WhichShop.Of(body.Shop, mediator, cancellation);
        var before = await mediator.Send(new EditListing.Query(shop, slug), cancellation);
        await mediator.Send(new UpdateListing.Command(shop, slug, ContentOf(body, before.Content), body.Version), cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Created<StockLeft>> MoveStock(
        string slug, StockMoveBody body, [IdempotencyKey] string? key, IMediator mediator, CancellationToken cancellation)
    {
        var shop = await WhichShop.Of(body.Shop, mediator, cancellation);
        var pack = new PackId(body.PackId);
        var offers = await mediator.Send(new PackOffers.Query([pack]), cancellation);
        if (!offers.TryGetValue(pack, out var offer) || offer.Slug != slug)
            throw new NotFound();
        var byWeight = offer.Unit == StockUnit.Gram;
        if ((byWeight ? body.Grams : body.Pieces) is not { } units)
            throw new RuleBroken("数量不对：要大于零，只有盘点更正可以是负数") { Field = byWeight ? "grams" : "pieces", Code = "invalid" };
        var moved = await mediator.Send(new MoveStock.Command(shop, slug, offer.Pool, body.Kind, units, body.Reason, key), cancellation);
        return TypedResults.Created((string?)null, byWeight ? new StockLeft(moved.Available, null) : new StockLeft(null, moved.Available));
    }

    private static LocalText TextOf(BothTexts? text) => new(text?.Zh ?? "", text?.En);

    private static ListingContent ContentOf(ListingBody body, ListingContent? before) => new()
    {
        Title = TextOf(body.Title),
        Category = body.Category ?? "",
        Variety = body.Variety,
        VarietyName = body.VarietyName,
        County = body.County ?? "",
        UsesGiMark = body.UsesGiMark,
        Description = TextOf(body.Description),
        Storage = TextOf(body.Storage),
        HarvestFrom = body.HarvestFrom,
        HarvestTo = body.HarvestTo,
        ShipsWithinHours = body.ShipsWithinHours,
        ClaimHours = body.ClaimHours,
        PresaleShipBy = body.PresaleShipBy,
        Pools = [.. (body.Pools ?? []).Select(pool => PoolOf(pool, before))],
        Photos = [.. (body.Photos ?? []).Select(photo => new PhotoContent(photo.Key, TextOf(photo.Alt)))],
    };

    /// <summary>A pool is the one that its packs are in, or of the same grade and size; otherwise it is new.</summary>
    private static PoolContent PoolOf(PoolBody pool, ListingContent? before)
    {
        var packs = pool.Packs ?? [];
        var size = TextOf(pool.Size);
        var same = before?.Pools.FirstOrDefault(known => known.Packs.Any(pack => pack.Id is { } id && packs.Any(named => named.PackId == id.Value)))
            ?? before?.Pools.FirstOrDefault(known => known.Grade == pool.Grade && known.Unit == pool.Unit && known.Size.Zh == size.Zh);
        var byWeight = pool.Unit == StockUnit.Gram;
        return new()
        {
            Id = same?.Id,
            Grade = pool.Grade,
            Size = size,
            Unit = pool.Unit,
            OpeningStock = byWeight ? pool.StockGrams : pool.StockPieces,
            Packs =
            [
                .. packs.Select(pack => new PackContent
                {
                    Id = pack.PackId is { } id ? new(id) : null,
                    Name = TextOf(pack.Name),
                    BaseUnits = (byWeight ? pack.NetGrams : pack.Pieces) ?? 0,
                    GrossWeight = pack.GrossGrams is { } gross ? new(gross) : null,
                    Price = new(pack.PriceFen),
                    MaxPerOrder = pack.MaxPerOrder,
                }),
            ],
        };
    }

    private static ListingBody BodyOf(string shop, EditListing.Result listing)
    {
        var content = listing.Content;
        return new(
            shop, BothTexts.Of(content.Title), content.Category, content.Variety, content.VarietyName, content.County, content.UsesGiMark, BothTexts.Of(content.Description),
            BothTexts.Of(content.Storage), content.HarvestFrom, content.HarvestTo, content.PresaleShipBy, [.. content.Pools.Select(BodyOf)],
            [.. content.Photos.Select(photo => new PhotoBody(photo.Key, BothTexts.Of(photo.Alt)))], ShipsWithinHours: content.ShipsWithinHours, ClaimHours: content.ClaimHours, Version: listing.Version);
    }

    private static PoolBody BodyOf(PoolContent pool)
    {
        var byWeight = pool.Unit == StockUnit.Gram;
        return new(
            pool.Grade, BothTexts.Of(pool.Size),
            [
                .. pool.Packs.Select(pack => new PackBody(
                    pack.Id?.Value, BothTexts.Of(pack.Name), byWeight ? pack.BaseUnits : null, byWeight ? null : pack.BaseUnits, pack.GrossWeight?.Grams, pack.Price.Fen, pack.MaxPerOrder)),
            ],
            pool.Unit, byWeight ? pool.OpeningStock : 0, byWeight ? 0 : pool.OpeningStock);
    }
}
