using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>Packing at a table with a phone: which order comes next, the most urgent first, and how many are left.</summary>
public static class PackingQueue
{
    /// <param name="After">The order just packed or put aside; the next one in line follows it. Null to begin.</param>
    public sealed record Query(string Shop, string? After = null) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    /// <param name="Number">Null when the line has come to its end.</param>
    /// <param name="Waiting">Orders still to be sent, this one and those put aside included.</param>
    public sealed record Result(string? Number, int Waiting);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var mine = db.Set<Order>().AsNoTracking().Where(order => order.ShopId == shop);
            var waiting = mine.Where(ShopOrders.IsToBeSent);
            var line = waiting;
            if (request.After is { } after)
            {
                var last = await mine.Where(order => order.Number == after).Select(order => new { order.Id, order.ShipBy }).FirstOrDefaultAsync(cancellationToken);
                if (last is { ShipBy: { } due })
                    line = line.Where(order => order.ShipBy > due || order.ShipBy == due && order.Id > last.Id);
            }
            var next = await line.OrderBy(order => order.ShipBy).ThenBy(order => order.Id).Select(order => order.Number).FirstOrDefaultAsync(cancellationToken);
            return new(next, await waiting.CountAsync(cancellationToken));
        }
    }
}
