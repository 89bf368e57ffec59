using FarmMarket.Data;
using FarmMarket.Shipping;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>What a carrier reports of a parcel, the orders in it learn: that it was handed over, or can't be.</summary>
internal sealed class DeliverParcels(MarketDb db, IMediator mediator, TimeProvider clock) : INotificationHandler<ParcelDelivered>, INotificationHandler<ParcelInTrouble>
{
    public async Task Handle(ParcelDelivered delivered, CancellationToken cancellationToken)
    {
        var orders = await With(delivered.CarrierCode, delivered.Waybill).Include(order => order.Shipments).ToListAsync(cancellationToken);
        foreach (var order in orders)
            order.ParcelArrived(delivered.CarrierCode, delivered.Waybill, delivered.At, clock.GetUtcNow());
    }

    public async Task Handle(ParcelInTrouble trouble, CancellationToken cancellationToken)
    {
        var orders = await With(trouble.CarrierCode, trouble.Waybill)
            .Select(order => new OrderParcelInTrouble(
                order.Id, order.Number, order.ShopId, order.BuyerId, trouble.CarrierCode, trouble.Waybill, trouble.At))
            .ToListAsync(cancellationToken);
        foreach (var order in orders)
            await mediator.Publish(order, cancellationToken);
    }

    /// <summary>Orders that wait for this parcel.</summary>
    private IQueryable<Order> With(string carrier, string waybill)
    {
        var since = clock.GetUtcNow() - Tracking.OneParcel;
        return db.Set<Order>().Where(order => order.Shipments.Any(shipment =>
            shipment.CarrierCode == carrier && shipment.Waybill == waybill && shipment.DeliveredAt == null && shipment.ShippedAt >= since));
    }
}
