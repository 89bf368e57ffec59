using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>All listings of a shop as rows of <see cref="ListingSheet"/>, newest first; what is exported can be changed and imported again.</summary>
public static class ExportListings
{
    public const int Most = 5_000;

    public sealed record Query(string Shop, bool English) : IQuery<IReadOnlyList<IReadOnlyList<object?>>>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, IReadOnlyList<IReadOnlyList<object?>>>
    {
        public async Task<IReadOnlyList<IReadOnlyList<object?>>> Handle(Query query, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var listings = await EditListing.Whole(db).Where(listing => listing.ShopId == shop).OrderByDescending(listing => listing.Id).Take(Most).ToListAsync(cancellationToken);
            return [.. listings.SelectMany(listing => ListingSheet.Write(listing.Slug, listing.Status, EditListing.ContentOf(listing), query.English))];
        }
    }
}

/// <summary>A pool's moves for a spreadsheet, newest first.</summary>
public static class ExportStockMoves
{
    public const int Most = 50_000;

    public sealed record Query(string Shop, string Listing, StockPoolId Pool) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    public sealed record Result(StockUnit Unit, long Available, IReadOnlyList<Line> Lines);

    /// <param name="Quantity">Grams or pieces, negative out.</param>
    public sealed record Line(DateTimeOffset At, StockMoveKind Kind, long Quantity, string? OrderNumber, string? Reason);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var pool = await db.Set<StockPool>().AsNoTracking()
                .Where(pool => pool.Id == query.Pool && db.Set<Listing>().Any(listing => listing.Id == pool.ListingId && listing.ShopId == shop && listing.Slug == query.Listing))
                .Select(pool => new { pool.Unit, pool.Available }).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var lines = await db.Set<StockMove>().AsNoTracking().Where(move => move.StockPoolId == query.Pool).OrderByDescending(move => move.Id).Take(Most)
                .Select(move => new Line(move.At, move.Kind, move.Quantity, move.OrderNumber, move.Reason)).ToListAsync(cancellationToken);
            return new(pool.Unit, pool.Available, lines);
        }
    }
}
