using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>What Payments sees of an order that may have arrived, for claims.</summary>
internal sealed record ReceivedOrder(OrderId Id, string Number, ShopId Shop, UserId Buyer, DateTimeOffset? ReceivedAt, IReadOnlyList<ReceivedLine> Lines);

/// <param name="Position">From 1, as people see them.</param>
/// <param name="Units">Grams or pieces of all its packs.</param>
internal sealed record ReceivedLine(int Position, OrderLineId Id, LocalText Title, LocalText PackName, StockUnit Unit, long Units, Money Sum, int ClaimHours);

internal sealed class ReceivedOrders(MarketDb db)
{
    /// <summary>The buyer's own; anybody else's doesn't exist.</summary>
    public async Task<ReceivedOrder> Find(string number, UserId buyer, CancellationToken cancellation)
    {
        var order = await db.Set<Order>().AsNoTracking().Include(order => order.Lines).FirstOrDefaultAsync(order => order.Number == number && order.BuyerId == buyer, cancellation)
            ?? throw new NotFound();
        // Confirmed or completed, it has been received, whatever the carrier said.
        var received = order.DeliveredAt ?? (order.State == OrderState.Completed ? order.EndedAt : null);
        return new(order.Id, order.Number, order.ShopId, order.BuyerId, order.State is OrderState.Delivered or OrderState.Completed ? received : null,
            [.. order.Lines.OrderBy(line => line.Id.Value).Select((line, n) =>
                new ReceivedLine(n + 1, line.Id, line.Title, line.PackName, line.Unit, line.BaseUnits * line.Quantity, line.Sum, line.ClaimHours))]);
    }
}
