using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;

namespace FarmMarket.Web.Seeding;

/// <summary>Some made-up checkouts of one order each, taken apart into the rows of their tables.</summary>
internal sealed class OrderBatch
{
    private readonly List<Checkout> checkouts = [];

    public void Add(Checkout checkout) => checkouts.Add(checkout);

    /// <param name="writer">Where to.</param>
    /// <param name="taken">Gathers the base units that these orders hold of each pool.</param>
    /// <param name="sold">Gathers the base units of each listing in completed orders.</param>
    public async Task Write(BulkWriter writer, Dictionary<StockPoolId, long> taken, Dictionary<ListingId, long> sold)
    {
        var orders = checkouts.SelectMany(checkout => checkout.Orders).ToList();
        await writer.Insert(checkouts);
        await writer.Insert(orders);

        var lines = orders.SelectMany(order => order.Lines, (order, line) => (order, line)).ToList();
        await writer.Insert(lines, row => row.line, (nameof(OrderLine.OrderId), row => row.order.Id));

        await writer.Insert(
            orders.SelectMany(order => order.Timeline, (order, happened) => (order, happened, id: new OrderEventId(writer.NextId<OrderEvent>()))).ToList(),
            row => row.happened,
            (nameof(OrderEvent.Id), row => row.id),
            (nameof(OrderEvent.OrderId), row => row.order.Id));

        var parcels = orders
            .SelectMany(order => order.Shipments, (order, parcel) => (order, parcel, id: new ShipmentId(writer.NextId<Shipment>())))
            .ToList();
        await writer.Insert(parcels, row => row.parcel, (nameof(Shipment.Id), row => row.id), (nameof(Shipment.OrderId), row => row.order.Id));
        await writer.Insert(
            parcels.SelectMany(row => row.parcel.Lines, (row, line) => (row.id, line, lineId: new ShipmentLineId(writer.NextId<ShipmentLine>()))).ToList(),
            row => row.line,
            (nameof(ShipmentLine.Id), row => row.lineId),
            (nameof(ShipmentLine.ShipmentId), row => row.id));

        await writer.Insert(checkouts.Where(checkout => checkout.PaidAt is not null).Select(checkout => Paid(writer, checkout)).ToList());
        var byId = checkouts.ToDictionary(checkout => checkout.Id);
        await writer.Insert(orders.Where(order => order.Refunded != Money.Zero).Select(order => GivenBack(writer, order, byId[order.CheckoutId])).ToList());
        await writer.Insert(orders.SelectMany(order => Moves(writer, order)).ToList());

        foreach (var (order, line) in lines)
        {
            var units = line.Quantity * line.BaseUnits;
            if (!Released(order))
                taken[line.StockPoolId] = taken.GetValueOrDefault(line.StockPoolId) + units;
            if (order.State == OrderState.Completed)
                sold[line.ListingId] = sold.GetValueOrDefault(line.ListingId) + units;
        }
    }

    private static bool Released(Order order) => order.State is OrderState.Expired or OrderState.Cancelled;

    private static Payment Paid(BulkWriter writer, Checkout checkout)
    {
        var payment = new Payment
        {
            Id = new(writer.NextId<Payment>()),
            CheckoutId = checkout.Id,
            Gateway = "demo",
            Amount = checkout.Total,
            CreatedAt = checkout.CreatedAt,
        };
        payment.Succeed(Reference(checkout), checkout.PaidAt!.Value);
        return payment;
    }

    private static string Reference(Checkout checkout) => "scale-" + checkout.Number;

    private static Refund GivenBack(BulkWriter writer, Order order, Checkout checkout)
    {
        var refund = new Refund
        {
            Id = new(writer.NextId<Refund>()),
            Key = "cancelled-" + order.Number,
            Reason = RefundReason.Cancelled,
            ShopId = order.ShopId,
            OrderId = order.Id,
            OrderNumber = order.Number,
            CheckoutId = order.CheckoutId,
            BuyerId = order.BuyerId,
            Amount = order.Refunded,
            Gateway = "demo",
            PaymentReference = Reference(checkout),
            CreatedAt = order.EndedAt!.Value,
        };
        refund.CarriedOut("refund-" + order.Number, order.EndedAt.Value);
        return refund;
    }

    /// <summary>One line a pool, as a checkout writes them.</summary>
    private static IEnumerable<StockMove> Moves(BulkWriter writer, Order order)
    {
        foreach (var pool in order.Lines.GroupBy(line => (line.StockPoolId, line.ListingId)))
        {
            var units = pool.Sum(line => line.Quantity * line.BaseUnits);
            yield return Move(StockMoveKind.Reservation, -units, order.PlacedAt);
            if (Released(order))
                yield return Move(StockMoveKind.Release, units, order.EndedAt!.Value);

            StockMove Move(StockMoveKind kind, long quantity, DateTimeOffset at) => new()
            {
                Id = new(writer.NextId<StockMove>()),
                StockPoolId = pool.Key.StockPoolId,
                ListingId = pool.Key.ListingId,
                Quantity = quantity,
                Kind = kind,
                OrderNumber = order.Number,
                At = at,
            };
        }
    }
}
