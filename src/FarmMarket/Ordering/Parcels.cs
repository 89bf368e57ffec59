using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>A parcel of an order as buyer and seller see it, with what the carrier reported, newest first.</summary>
public sealed record Parcel(
    string CarrierCode, LocalText CarrierName, string Waybill, DateTimeOffset ShippedAt, DateTimeOffset? DeliveredAt,
    IReadOnlyList<ParcelLine> Lines, IReadOnlyList<TrackingStep> Steps)
{
    /// <summary>Fetched by the buyer: no courier, no waybill to show.</summary>
    public bool IsPickup => CarrierCode == Carriers.PickupCode;
}

public sealed record ParcelLine
{
    public required LocalText Title { get; init; }
    public required LocalText PackName { get; init; }
    public required int Quantity { get; init; }
}

/// <summary>Reads an order's parcels; two statements, or one when it has none. The caller has checked who may see the order.</summary>
internal static class Parcels
{
    public static async Task<IReadOnlyList<Parcel>> Of(MarketDb db, OrderId order, CancellationToken cancellation)
    {
        var sent = await db.Set<Shipment>().AsNoTracking()
            .Where(shipment => shipment.OrderId == order)
            .OrderBy(shipment => shipment.ShippedAt).ThenBy(shipment => shipment.Id)
            .Select(shipment => new
            {
                shipment.CarrierCode,
                shipment.Waybill,
                shipment.ShippedAt,
                shipment.DeliveredAt,
                Lines = shipment.Lines.Join(db.Set<OrderLine>(), sentLine => sentLine.OrderLineId, line => line.Id,
                    (sentLine, line) => new ParcelLine { Title = line.Title, PackName = line.PackName, Quantity = sentLine.Quantity }).ToList(),
            })
            .AsSingleQuery()
            .ToListAsync(cancellation);
        if (sent.Count == 0)
            return [];

        var steps = await Tracking.Of(
            db, [.. sent.Select(parcel => (parcel.CarrierCode, parcel.Waybill))], sent[0].ShippedAt - Tracking.OneParcel, cancellation);
        return
        [
            .. sent.Select(parcel => new Parcel(
                parcel.CarrierCode, Carriers.NameOf(parcel.CarrierCode), parcel.Waybill, parcel.ShippedAt, parcel.DeliveredAt, parcel.Lines,
                [.. steps.Where(step => step.CarrierCode == parcel.CarrierCode && step.Waybill == parcel.Waybill)])),
        ];
    }
}
