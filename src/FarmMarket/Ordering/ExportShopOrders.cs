using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>A shop's orders for a spreadsheet, one row each, newest first; with its columns filled in it can be given back to <see cref="ImportWaybills"/>.</summary>
public static class ExportShopOrders
{
    public const int MostOrders = 5_000;

    public sealed record Query(string Shop, ShopOrdersTab Tab, bool Late) : IQuery<IReadOnlyList<Row>>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    public sealed record Row
    {
        public required string Number { get; init; }
        public required OrderState State { get; init; }
        public required DateTimeOffset PlacedAt { get; init; }
        public required DateTimeOffset? PaidAt { get; init; }
        public required DateTimeOffset? ShipBy { get; init; }
        public required Delivery Delivery { get; init; }
        public required Money Goods { get; init; }
        public required Money Freight { get; init; }
        public required Money Total { get; init; }
        public required string? Note { get; init; }
        public required IReadOnlyList<ParcelLine> Lines { get; init; }
        public required IReadOnlyList<Label> Parcels { get; init; }
    }

    public sealed record Label(string CarrierCode, string Waybill)
    {
        public LocalText Carrier => Carriers.NameOf(CarrierCode);
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (shop, now) = (actor.Shop, clock.GetUtcNow());
            var states = ShopOrders.StatesOf(request.Tab);
            var orders = db.Set<Order>().AsNoTracking().Where(order => order.ShopId == shop);
            if (request.Late)
                orders = orders.Where(ShopOrders.IsToBeSent).Where(order => order.ShipBy < now);
            else if (states.Count > 0)
                orders = orders.Where(order => states.Contains(order.State));
            return await orders.OrderByDescending(order => order.Id).Take(MostOrders)
                .Select(order => new Row
                {
                    Number = order.Number,
                    State = order.State,
                    PlacedAt = order.PlacedAt,
                    PaidAt = order.PaidAt,
                    ShipBy = order.ShipBy,
                    Delivery = order.Delivery,
                    Goods = order.Goods,
                    Freight = order.Freight,
                    Total = order.Total,
                    Note = order.Note,
                    Lines = order.Lines.OrderBy(line => line.Id).Select(line => new ParcelLine { Title = line.Title, PackName = line.PackName, Quantity = line.Quantity }).ToList(),
                    Parcels = order.Shipments.OrderBy(parcel => parcel.Id).Select(parcel => new Label(parcel.CarrierCode, parcel.Waybill)).ToList(),
                })
                .ToListAsync(cancellationToken);
        }
    }
}
