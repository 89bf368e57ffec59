using FarmMarket.Data;
using FarmMarket.Shipping;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>When a carrier says a parcel was handed over, the orders in it learn of it.</summary>
internal sealed class DeliverParcels(MarketDb db, TimeProvider clock) : INotificationHandler<ParcelDelivered>
{
    public async Task Handle(ParcelDelivered delivered, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = now - Tracking.OneParcel;
        var orders = await db.Set<Order>().Include(order => order.Shipments)
            .Where(order => order.Shipments.Any(shipment =>
                shipment.CarrierCode == delivered.CarrierCode && shipment.Waybill == delivered.Waybill && shipment.DeliveredAt == null && shipment.ShippedAt >= since))
            .ToListAsync(cancellationToken);
        foreach (var order in orders)
            order.ParcelArrived(delivered.CarrierCode, delivered.Waybill, delivered.At, now);
    }
}
