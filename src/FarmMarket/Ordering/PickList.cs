using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>What to bring from the orchard or the store for the orders still to be packed: by listing, grade and pack, and a slip for each order.</summary>
public static class PickList
{
    public const int MostOrders = 200;

    /// <param name="Numbers">The orders to pick for; empty for all that are paid or being packed, the most urgent first.</param>
    public sealed record Query(string Shop, IReadOnlyList<string> Numbers) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    /// <param name="NotListed">Orders that wait too but are beyond the most that one list holds.</param>
    public sealed record Result(DateTimeOffset At, IReadOnlyList<Produce> Produce, IReadOnlyList<Slip> Slips, int NotListed);

    /// <summary>A listing in one grade, e.g. 桂七 特级, with its packs.</summary>
    public sealed record Produce(LocalText Title, Grade Grade, LocalText Size, StockUnit Unit, IReadOnlyList<Packs> Packs)
    {
        /// <summary>Grams or pieces of fruit.</summary>
        public long Units => Packs.Sum(packs => packs.Units);
    }

    public sealed record Packs(LocalText Name, int Quantity, long Units);

    public sealed record Slip(
        string Number, DateTimeOffset? ShipBy, bool IsLate, Delivery Delivery, string? Note, IReadOnlyList<SlipLine> Lines);

    public sealed record SlipLine(LocalText Title, Grade Grade, LocalText PackName, int Quantity);

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var (shop, now) = (actor.Shop, clock.GetUtcNow());
            var waiting = db.Set<Order>().AsNoTracking().Where(order => order.ShopId == shop).Where(ShopOrders.IsToBeSent);
            if (request.Numbers.Count > 0)
                waiting = waiting.Where(order => request.Numbers.Contains(order.Number));
            var orders = await waiting.OrderBy(order => order.ShipBy).ThenBy(order => order.Id).Take(MostOrders)
                .Select(order => new { order.Id, order.Number, order.ShipBy, order.Delivery, order.Note })
                .ToListAsync(cancellationToken);
            var ids = orders.Select(order => order.Id).ToList();
            var lines = await db.Set<OrderLine>().AsNoTracking()
                .Where(line => ids.Contains(line.OrderId) && line.Shipped < line.Quantity)
                .Join(PoolFacts.From(db), line => line.StockPoolId, pool => pool.Id, (line, pool) => new
                {
                    line.OrderId,
                    line.Id,
                    line.ListingId,
                    line.Title,
                    line.PackId,
                    line.PackName,
                    line.BaseUnits,
                    ToPick = line.Quantity - line.Shipped,
                    Pool = pool.Id,
                    pool.Grade,
                    pool.Size,
                    pool.Unit,
                })
                .ToListAsync(cancellationToken);
            var all = orders.Count < MostOrders ? orders.Count : await waiting.CountAsync(cancellationToken);

            var produce = lines.GroupBy(line => line.Pool)
                .Select(pool => (First: pool.First(), Packs: pool.GroupBy(line => line.PackId)
                    .Select(pack => new Packs(pack.First().PackName, pack.Sum(line => line.ToPick), pack.Sum(line => line.ToPick * line.BaseUnits)))
                    .OrderBy(packs => packs.Units / packs.Quantity).ToList()))
                .OrderBy(pool => pool.First.ListingId.Value).ThenBy(pool => pool.First.Grade)
                .Select(pool => new Produce(pool.First.Title, pool.First.Grade, pool.First.Size, pool.First.Unit, pool.Packs))
                .ToList();
            var ofOrder = lines.ToLookup(line => line.OrderId);
            var slips = orders.Select(order => new Slip(
                order.Number, order.ShipBy, order.ShipBy < now, order.Delivery, order.Note,
                [.. ofOrder[order.Id].OrderBy(line => line.Id.Value).Select(line => new SlipLine(line.Title, line.Grade, line.PackName, line.ToPick))])).ToList();
            return new(now, produce, slips, all - orders.Count);
        }
    }
}
