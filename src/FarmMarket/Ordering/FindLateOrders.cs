using FarmMarket.Data;
using FarmMarket.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>Looks for promises that have passed since the last look and tells of each order once, in one event a shop.</summary>
public static class FindLateOrders
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    public sealed record Job : IJob;

    internal sealed class Handler(MarketDb db, IMediator mediator, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var late = db.Set<Order>().Where(ShopOrders.IsToBeSent).Where(order => order.ShipBy < now && order.LateToldAt == null);
            var shops = await late.GroupBy(order => order.ShopId)
                .Select(group => new { Shop = group.Key, Count = group.Count(), First = group.Min(order => order.Number) })
                .ToListAsync(cancellationToken);
            if (shops.Count == 0)
                return Unit.Value;
            // Not through the aggregate: being told of changes nothing that a packer at work could collide with.
            await late.ExecuteUpdateAsync(set => set.SetProperty(order => order.LateToldAt, now), cancellationToken);
            foreach (var shop in shops)
                await mediator.Publish(new OrdersLate(shop.Shop, shop.Count, shop.First!, now), cancellationToken);
            return Unit.Value;
        }
    }
}
