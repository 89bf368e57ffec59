using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>What other modules may know of how a paid order went. Composable: filter it, count it; it stays one statement.</summary>
public sealed class OrderOutcome
{
    public required string Number { get; init; }
    public required ShopId Shop { get; init; }
    public required UserId Buyer { get; init; }
    public required bool Pickup { get; init; }

    /// <summary>Null while it is under way, and for one that was cancelled.</summary>
    public required DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The shop's promise.</summary>
    public required DateTimeOffset? ShipBy { get; init; }

    /// <summary>When the last parcel left.</summary>
    public required DateTimeOffset? ShippedAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    public static IQueryable<OrderOutcome> From(MarketDb db) => db.Set<Order>().AsNoTracking().Where(order => order.PaidAt != null).Select(order => new OrderOutcome
    {
        Number = order.Number,
        Shop = order.ShopId,
        Buyer = order.BuyerId,
        Pickup = order.Delivery.Pickup,
        CompletedAt = order.State == OrderState.Completed ? order.EndedAt : null,
        ShipBy = order.ShipBy,
        ShippedAt = order.ShippedAt,
        EndedAt = order.EndedAt,
    });
}
