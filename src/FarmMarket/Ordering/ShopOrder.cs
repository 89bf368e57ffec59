using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>One order as the shop's people need it: what to pack, where it goes, what was sent, what happened.</summary>
public static class ShopOrder
{
    public sealed record Query(string Shop, string Number) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    public sealed record Result
    {
        internal OrderId Id { get; init; }
        public required string Number { get; init; }
        public required OrderState State { get; init; }
        public required Money Goods { get; init; }
        public required Money Freight { get; init; }
        public required Money Total { get; init; }
        public required Money Refunded { get; init; }
        public required Delivery Delivery { get; init; }
        public required string? Note { get; init; }
        public required DateTimeOffset PlacedAt { get; init; }
        public required DateTimeOffset? ShipBy { get; init; }
        public required bool IsLate { get; init; }
        public required DateTimeOffset? CompletesAt { get; init; }
        public IReadOnlyList<OrderedLine> Lines { get; init; } = [];
        public IReadOnlyList<OrderHappening> Timeline { get; init; } = [];
        public IReadOnlyList<Parcel> Parcels { get; init; } = [];
        public bool MayStartPacking => OrderLife.May(State, OrderAct.StartPacking, OrderActor.Shop);
        public bool MayShip => OrderLife.May(State, OrderAct.ShipRest, OrderActor.Shop);

        /// <summary>By the order's state and the asker's role.</summary>
        public bool MayCancel { get; init; }
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var (shop, now) = (actor.Shop, clock.GetUtcNow());
            var order = await db.Set<Order>().AsNoTracking().Where(o => o.ShopId == shop && o.Number == request.Number)
                .Select(o => new Result
                {
                    Id = o.Id,
                    Number = o.Number,
                    State = o.State,
                    Goods = o.Goods,
                    Freight = o.Freight,
                    Total = o.Total,
                    Refunded = o.Refunded,
                    Delivery = o.Delivery,
                    Note = o.Note,
                    PlacedAt = o.PlacedAt,
                    ShipBy = o.ShipBy,
                    IsLate = o.ShippedAt == null && o.EndedAt == null && o.ShipBy < now,
                    CompletesAt = o.CompletesAt,
                })
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            return order with
            {
                Lines = await db.LinesOf(order.Id, cancellationToken),
                Timeline = await db.TimelineOf(order.Id, cancellationToken),
                Parcels = await Parcels.Of(db, order.Id, cancellationToken),
                MayCancel = actor.ShopRole >= ShopRole.Manager && OrderLife.May(order.State, OrderAct.Cancel, OrderActor.Shop),
            };
        }
    }
}
