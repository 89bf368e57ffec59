using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>The latest parcels that have not arrived, for who plays the courier in a demo market.</summary>
public static class ParcelsOnTheWay
{
    public const int Most = 50;

    public sealed record Query : IQuery<IReadOnlyList<Row>>, IForOperator;

    public sealed record Row(string OrderNumber, LocalText ShopName, string Region, string CarrierCode, string Waybill, DateTimeOffset ShippedAt, TrackingStep? Latest);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var parcels = await db.Set<Shipment>().AsNoTracking()
                .Where(parcel => parcel.DeliveredAt == null)
                .OrderByDescending(parcel => parcel.Id).Take(Most)
                .Join(db.Set<Order>(), parcel => parcel.OrderId, order => order.Id, (parcel, order) => new
                {
                    parcel.Id,
                    order.Number,
                    order.ShopName,
                    order.Delivery.Region,
                    parcel.CarrierCode,
                    parcel.Waybill,
                    parcel.ShippedAt,
                })
                .OrderByDescending(parcel => parcel.Id)
                .ToListAsync(cancellationToken);
            if (parcels.Count == 0)
                return [];
            var steps = await Tracking.Of(
                db, [.. parcels.Select(parcel => (parcel.CarrierCode, parcel.Waybill))], parcels.Min(parcel => parcel.ShippedAt) - Tracking.OneParcel, cancellationToken);
            return parcels.ConvertAll(parcel => new Row(
                parcel.Number, parcel.ShopName, parcel.Region, parcel.CarrierCode, parcel.Waybill, parcel.ShippedAt,
                steps.FirstOrDefault(step => step.CarrierCode == parcel.CarrierCode && step.Waybill == parcel.Waybill)));
        }
    }
}
