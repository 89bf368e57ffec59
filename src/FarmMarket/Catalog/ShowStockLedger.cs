using System.Globalization;
using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>The stock book of a listing: its pools, and one pool's moves, newest first, each with the balance it left.</summary>
public static class ShowStockLedger
{
    public const int Size = 50;

    /// <param name="Pool">Null for the first.</param>
    /// <param name="After"><see cref="Result.Next"/> of the page before.</param>
    public sealed record Query(string Shop, string Listing, StockPoolId? Pool = null, string? After = null) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    public sealed record Result(string Slug, LocalText Title, bool IsPresale, IReadOnlyList<PoolLine> Pools, PoolLine? Pool, IReadOnlyList<Line> Lines, string? Next);

    public sealed record PoolLine(StockPoolId Id, Grade Grade, LocalText Size, StockUnit Unit, long Available);

    /// <param name="Quantity">Grams or pieces, negative out.</param>
    /// <param name="Balance">After this move.</param>
    public sealed record Line(StockMoveId Id, DateTimeOffset At, StockMoveKind Kind, long Quantity, long Balance, string? OrderNumber, string? Reason, string? By);

    internal sealed class Handler(MarketDb db, IMediator mediator, Actor actor) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var listing = await db.Set<Listing>().AsNoTracking().Where(listing => listing.ShopId == shop && listing.Slug == query.Listing)
                .Select(listing => new
                {
                    listing.Slug,
                    listing.Title,
                    listing.PresaleShipBy,
                    Pools = listing.Pools.OrderBy(pool => pool.Id).Select(pool => new PoolLine(pool.Id, pool.Grade, pool.Size, pool.Unit, pool.Available)).ToList(),
                })
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var pool = query.Pool is { } asked ? listing.Pools.Find(pool => pool.Id == asked) ?? throw new NotFound() : listing.Pools.FirstOrDefault();
            if (pool is null)
                return new(listing.Slug, listing.Title, listing.PresaleShipBy is not null, [], null, [], null);

            var (lines, next) = await Lines(pool.Id, Place.Read(query.After), cancellationToken);
            return new(listing.Slug, listing.Title, listing.PresaleShipBy is not null, listing.Pools, pool, lines, next);
        }

        private async Task<(IReadOnlyList<Line> Lines, string? Next)> Lines(StockPoolId pool, Place? after, CancellationToken cancellation)
        {
            var moves = db.Set<StockMove>().AsNoTracking().Where(move => move.StockPoolId == pool);
            if (after is not null)
                moves = moves.Where(move => move.Id < new StockMoveId(after.Before));
            // The balance is read in the same statement as the moves, so that an order placed meanwhile can't come between them.
            var rows = await moves.OrderByDescending(move => move.Id).Take(Size + 1)
                .Select(move => new
                {
                    move.Id,
                    move.At,
                    move.Kind,
                    move.Quantity,
                    move.OrderNumber,
                    move.Reason,
                    move.By,
                    db.Set<StockPool>().First(p => p.Id == pool).Available,
                })
                .ToListAsync(cancellation);
            var names = await mediator.Send(new PersonNames.Query([.. rows.Select(row => row.By).OfType<UserId>()]), cancellation);
            var balance = after?.Balance ?? (rows.Count > 0 ? rows[0].Available : 0);
            var lines = new List<Line>(rows.Count);
            foreach (var row in rows.Take(Size))
            {
                var by = row.By is { } person ? names.GetValueOrDefault(person) : null;
                lines.Add(new(row.Id, row.At, row.Kind, row.Quantity, balance, row.OrderNumber, row.Reason, by));
                balance -= row.Quantity;
            }
            return (lines, rows.Count > Size ? new Place(lines[^1].Id.Value, balance).ToString() : null);
        }
    }

    /// <summary>Where a page ended: the last move and the balance before it, so that no page has to add up what came before.</summary>
    private sealed record Place(long Before, long Balance)
    {
        public static Place? Read(string? text) =>
            text?.Split('.') is [var before, var balance]
            && long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && long.TryParse(balance, NumberStyles.None, CultureInfo.InvariantCulture, out var units)
                ? new(id, units)
                : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Before}.{Balance}");
    }
}
