using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>Ordering's side of a refund that doesn't end the order; Payments calls it in its own transaction.</summary>
internal sealed class RefundedOrders(MarketDb db, TimeProvider clock)
{
    /// <summary>Refused when it is more than what was paid and not refunded yet. Two at once: both change the order's version, one of them is told.</summary>
    public async Task Refund(OrderId id, Money amount, OrderActor by, CancellationToken cancellation)
    {
        var order = await db.Set<Order>().SingleAsync(order => order.Id == id, cancellation);
        order.GiveBack(amount, by, clock.GetUtcNow());
    }
}
