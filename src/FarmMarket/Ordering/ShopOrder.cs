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
        public required IReadOnlyList<Line> Lines { get; init; }
        public required IReadOnlyList<Event> Timeline { get; init; }
        public required IReadOnlyList<Parcel> Parcels { get; init; }

        /// <summary>What the asker may do now, by the order's state and their role.</summary>
        public required bool MayStartPacking { get; init; }
        public required bool MayShip { get; init; }
        public required bool MayCancel { get; init; }
    }

    public sealed record Line
    {
        public required PackId Pack { get; init; }
        public required string ListingSlug { get; init; }
        public required LocalText Title { get; init; }
        public required LocalText PackName { get; init; }
        public required string? PhotoKey { get; init; }
        public required Money UnitPrice { get; init; }
        public required int Quantity { get; init; }
        public required int Shipped { get; init; }
        public required Weight GrossWeight { get; init; }

        public int ToShip => Quantity - Shipped;
        public Money Sum => UnitPrice * Quantity;
    }

    public sealed record Event(OrderEventKind Kind, OrderActor By, string? Detail, DateTimeOffset At);

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var order = await db.Set<Order>().AsNoTracking()
                .Where(o => o.ShopId == shop && o.Number == request.Number)
                .Select(o => new
                {
                    o.Id,
                    o.Number,
                    o.State,
                    o.Goods,
                    o.Freight,
                    o.Total,
                    o.Refunded,
                    o.Delivery,
                    o.Note,
                    o.PlacedAt,
                    o.ShipBy,
                    o.ShippedAt,
                    o.EndedAt,
                    o.CompletesAt,
                })
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var lines = await db.Set<OrderLine>().AsNoTracking().Where(line => line.OrderId == order.Id).OrderBy(line => line.Id)
                .Select(line => new Line
                {
                    Pack = line.PackId,
                    ListingSlug = line.ListingSlug,
                    Title = line.Title,
                    PackName = line.PackName,
                    PhotoKey = line.PhotoKey,
                    UnitPrice = line.UnitPrice,
                    Quantity = line.Quantity,
                    Shipped = line.Shipped,
                    GrossWeight = line.GrossWeight,
                })
                .ToListAsync(cancellationToken);
            var timeline = await db.Set<OrderEvent>().AsNoTracking().Where(happened => happened.OrderId == order.Id)
                .OrderBy(happened => happened.Id)
                .Select(happened => new Event(happened.Kind, happened.By, happened.Detail, happened.At))
                .ToListAsync(cancellationToken);

            return new()
            {
                Number = order.Number,
                State = order.State,
                Goods = order.Goods,
                Freight = order.Freight,
                Total = order.Total,
                Refunded = order.Refunded,
                Delivery = order.Delivery,
                Note = order.Note,
                PlacedAt = order.PlacedAt,
                ShipBy = order.ShipBy,
                IsLate = order.ShippedAt is null && order.EndedAt is null && order.ShipBy < clock.GetUtcNow(),
                CompletesAt = order.CompletesAt,
                Lines = lines,
                Timeline = timeline,
                Parcels = await Parcels.Of(db, order.Id, cancellationToken),
                MayStartPacking = OrderLife.May(order.State, OrderAct.StartPacking, OrderActor.Shop),
                MayShip = OrderLife.May(order.State, OrderAct.ShipRest, OrderActor.Shop),
                MayCancel = actor.ShopRole >= ShopRole.Manager && OrderLife.May(order.State, OrderAct.Cancel, OrderActor.Shop),
            };
        }
    }
}
