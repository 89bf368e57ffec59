using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Kernel;

namespace FarmMarket.Ordering;

/// <summary>Goods of one shop for one buyer. Its life is <see cref="OrderLife"/>; every step leaves a line in the timeline both sides see.</summary>
public sealed class Order : Aggregate
{
    public const int LongestNote = 200;
    public static readonly TimeSpan CompletesAfterShipping = TimeSpan.FromDays(10);
    public static readonly TimeSpan CompletesAfterDelivery = TimeSpan.FromDays(3);

    public OrderId Id { get; init; }
    public required string Number { get; init; }
    public CheckoutId CheckoutId { get; init; }
    public required UserId BuyerId { get; init; }
    public required ShopId ShopId { get; init; }
    public required string ShopSlug { get; init; }

    /// <summary>As it was when the order was placed.</summary>
    public required LocalText ShopName { get; init; }
    public OrderState State { get; private set; } = OrderState.AwaitingPayment;

    /// <summary>Always the sum of its lines.</summary>
    public required Money Goods { get; init; }
    public required Money Freight { get; init; }

    /// <summary>Always goods and freight.</summary>
    public required Money Total { get; init; }
    public Money Refunded { get; private set; }
    public required Delivery Delivery { get; init; }

    /// <summary>The buyer's note to the shop.</summary>
    public string? Note { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>The shop's promise: to be shipped by then. Known once paid.</summary>
    public DateTimeOffset? ShipBy { get; private set; }

    /// <summary>The latest promise among its lines, hours from payment.</summary>
    public required int ShipsWithinHours { get; init; }

    /// <summary>For a pre-sale line: not to be expected before that day.</summary>
    public DateOnly? PresaleShipBy { get; init; }

    /// <summary>When the shop was told that the promise has passed.</summary>
    public DateTimeOffset? LateToldAt { get; private set; }
    public DateTimeOffset? ShippedAt { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When it completes by itself: set when shipped, moved when delivered, gone at the end, so that its index holds only what is under way.</summary>
    public DateTimeOffset? CompletesAt { get; private set; }
    public List<OrderLine> Lines { get; } = [];
    public List<Shipment> Shipments { get; } = [];
    public List<OrderEvent> Timeline { get; } = [];

    /// <summary>A new one, from a bill and an address without problems.</summary>
    internal static Order Place(ShopBill bill, PostalAddress to, UserId buyer, DateTimeOffset now)
    {
        var order = new Order
        {
            Number = PublicNumbers.New(now),
            BuyerId = buyer,
            ShopId = bill.Shop,
            ShopSlug = bill.Slug,
            ShopName = bill.Name,
            Goods = bill.Goods,
            Freight = bill.Freight,
            Total = bill.Total,
            Delivery = Receiver.Delivery(to, bill.Wish.Pickup ? bill.PickupPlace ?? new("") : null),
            Note = string.IsNullOrWhiteSpace(bill.Wish.Note) ? null : bill.Wish.Note.Trim(),
            PlacedAt = now,
            ShipsWithinHours = bill.ShipsWithinHours,
            PresaleShipBy = bill.PresaleShipBy,
        };
        order.Lines.AddRange(bill.Lines.Select(OrderLine.Of));
        order.Place(now);
        return order;
    }

    public void Place(DateTimeOffset now) => Timeline.Add(new() { Kind = OrderEventKind.Placed, By = OrderActor.Buyer, At = now });

    internal void Pay(DateTimeOffset now)
    {
        Go(OrderAct.Pay, OrderActor.System, now);
        (PaidAt, EndedAt) = (now, null);
        ShipBy = PresaleShipBy is { } day ? Shanghai.StartOf(day.AddDays(1)) : now.AddHours(ShipsWithinHours);
        Raise(() => new OrderPaid(
            Id, Number, ShopId, BuyerId, now, CheckoutId, [.. Lines.Select(line => new PaidLine(line.Id, line.CategoryCode, line.Sum, line.ClaimHours))], Freight));
    }

    internal void Expire(DateTimeOffset now)
    {
        Go(OrderAct.Expire, OrderActor.System, now);
        EndedAt = now;
        Raise(() => new OrderExpired(Id, Number, ShopId, BuyerId));
    }

    /// <summary>
    /// Before packing by the buyer, before shipping by the shop. What was paid is owed back and recorded by Payments. One that is not paid
    /// yet is cancelled with its whole checkout, which also frees the stock.
    /// </summary>
    public void Cancel(OrderActor by, string? reason, DateTimeOffset now)
    {
        var paid = State != OrderState.AwaitingPayment;
        Go(OrderAct.Cancel, by, now, reason);
        EndedAt = now;
        var owed = Money.Zero;
        if (paid)
        {
            (owed, Refunded) = (Total - Refunded, Total);
            Raise(() => new StockFreed([Number]));
        }
        Raise(() => new OrderCancelled(Id, Number, ShopId, BuyerId, by, owed, CheckoutId));
    }

    public void StartPacking(DateTimeOffset now)
    {
        Go(OrderAct.StartPacking, OrderActor.Shop, now);
        Raise(() => new OrderPackingStarted(Id, Number, BuyerId));
    }

    /// <summary>Sends some or all of what is still to be sent. Quantities are packs by line.</summary>
    public Shipment Ship(string carrierCode, string waybill, IReadOnlyDictionary<OrderLineId, int> quantities, DateTimeOffset now)
    {
        if (quantities.Count == 0 || quantities.Values.All(quantity => quantity == 0))
            throw new RuleBroken("请选择这个包裹里的商品") { Code = "empty-shipment" };
        foreach (var (lineId, quantity) in quantities)
        {
            var line = Lines.SingleOrDefault(line => line.Id == lineId) ?? throw new NotFound();
            if (quantity < 0 || quantity > line.ToShip)
                throw new RuleBroken("{0}：还有 {1} 件可发", line.Title.ToString(), line.ToShip) { Code = "too-many-shipped" };
        }
        if (Shipments.Any(shipment => shipment.CarrierCode == carrierCode && shipment.Waybill == waybill))
            throw new RuleBroken("运单号 {0} 已经登记过了", waybill) { Code = "waybill-twice" };

        var parcel = new Shipment { CarrierCode = carrierCode, Waybill = waybill, ShippedAt = now };
        foreach (var (lineId, quantity) in quantities.Where(q => q.Value > 0))
        {
            Lines.Single(line => line.Id == lineId).Shipped += quantity;
            parcel.Lines.Add(new() { OrderLineId = lineId, Quantity = quantity });
        }
        Shipments.Add(parcel);

        var all = Lines.All(line => line.ToShip == 0);
        Go(all ? OrderAct.ShipRest : OrderAct.ShipPart, OrderActor.Shop, now, waybill);
        if (all)
        {
            ShippedAt = now;
            CompletesAt = now + CompletesAfterShipping;
        }
        Raise(() => new OrderShipped(Id, Number, ShopId, BuyerId, carrierCode, waybill, all, now));
        return parcel;
    }

    /// <summary>A parcel arrived; the order is delivered when all of them have.</summary>
    public void ParcelArrived(string carrierCode, string waybill, DateTimeOffset at, DateTimeOffset now)
    {
        var parcel = Shipments.SingleOrDefault(s => s.CarrierCode == carrierCode && s.Waybill == waybill);
        if (parcel is null || parcel.DeliveredAt is not null)
            return;
        parcel.DeliveredAt = at;
        if (State != OrderState.Shipped || Shipments.Any(s => s.DeliveredAt is null))
            return;
        Go(OrderAct.Deliver, OrderActor.Carrier, now, waybill);
        DeliveredAt = at;
        CompletesAt = now + CompletesAfterDelivery;
        Raise(() => new OrderDelivered(Id, Number, ShopId, BuyerId, at));
    }

    public void ConfirmReceipt(DateTimeOffset now)
    {
        Go(OrderAct.ConfirmReceipt, OrderActor.Buyer, now);
        DeliveredAt ??= now;
        End(now);
        Raise(() => new OrderCompleted(Id, Number, ShopId, BuyerId));
    }

    public void CompleteByItself(DateTimeOffset now)
    {
        if (CompletesAt is not { } due || now < due)
            return;
        Go(OrderAct.CompleteByItself, OrderActor.System, now);
        End(now);
        Raise(() => new OrderCompleted(Id, Number, ShopId, BuyerId));
    }

    /// <summary>Some of what was paid is owed back; the order goes on.</summary>
    internal void GiveBack(Money amount, OrderActor by, DateTimeOffset now)
    {
        if (PaidAt is null || amount <= Money.Zero || Refunded + amount > Total)
            throw new RuleBroken("最多还能退 {0}", PaidAt is null ? Money.Zero : Total - Refunded) { Field = "amount", Code = "more-than-left" };
        Refunded += amount;
        Timeline.Add(new() { Kind = OrderEventKind.PartRefunded, By = by, Detail = amount.ToString(), At = now });
    }

    private void End(DateTimeOffset now) => (EndedAt, CompletesAt) = (now, null);

    private void Go(OrderAct act, OrderActor by, DateTimeOffset now, string? detail = null)
    {
        State = OrderLife.Next(State, act, by);
        Timeline.Add(new() { Kind = OrderLife.Leaves(act), By = by, Detail = detail, At = now });
    }
}

/// <summary>Where an order goes, as written when it was placed; later edits of the address book don't touch it.</summary>
public sealed record Delivery
{
    /// <summary>The buyer fetches it at the shop; the address then only says who and by what phone.</summary>
    public bool Pickup { get; init; }
    public required string Recipient { get; init; }
    public required string Phone { get; init; }

    /// <summary>County, GB/T 2260; empty for pickup.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Province, city and county as read by a courier, e.g. 广东省 广州市 天河区.</summary>
    public required string Region { get; init; }
    public required string Detail { get; init; }
}

public readonly record struct OrderLineId(long Value) : IId;

public sealed class OrderLine : IEntity
{
    public OrderLineId Id { get; init; }
    public OrderId OrderId { get; init; }
    public required PackId PackId { get; init; }
    public required StockPoolId StockPoolId { get; init; }
    public required ListingId ListingId { get; init; }

    // As it was when the order was placed.
    public required string ListingSlug { get; init; }
    public required LocalText Title { get; init; }

    /// <summary>Code in produce.json; says which commission is due.</summary>
    public string CategoryCode { get; init; } = "";

    /// <summary>How long after receipt the buyer may claim.</summary>
    public int ClaimHours { get; init; } = 48;
    public required LocalText PackName { get; init; }
    public string? PhotoKey { get; init; }
    public required Money UnitPrice { get; init; }
    public required int Quantity { get; init; }

    /// <summary>Base units one pack took from the pool.</summary>
    public required long BaseUnits { get; init; }

    /// <summary>What base units are.</summary>
    public StockUnit Unit { get; init; }
    public required Weight GrossWeight { get; init; }

    /// <summary>Packs already in a parcel.</summary>
    public int Shipped { get; internal set; }

    public int ToShip => Quantity - Shipped;
    public Money Sum => UnitPrice * Quantity;

    internal static OrderLine Of(BillLine line) => new()
    {
        PackId = line.Offer.Pack,
        StockPoolId = line.Offer.Pool,
        ListingId = line.Offer.Listing,
        ListingSlug = line.Offer.Slug,
        Title = line.Offer.Title,
        CategoryCode = line.Offer.Category,
        ClaimHours = line.Offer.ClaimHours,
        PackName = line.Offer.PackName,
        PhotoKey = line.Offer.PhotoKey,
        UnitPrice = line.Offer.Price,
        Quantity = line.Quantity,
        BaseUnits = line.Offer.BaseUnits,
        Unit = line.Offer.Unit,
        GrossWeight = line.Offer.GrossWeight,
    };
}

public readonly record struct ShipmentId(long Value) : IId;

/// <summary>A parcel of an order.</summary>
public sealed class Shipment : IEntity
{
    public ShipmentId Id { get; init; }
    public OrderId OrderId { get; init; }

    /// <summary>See Shipping.Carriers.</summary>
    public required string CarrierCode { get; init; }
    public required string Waybill { get; init; }
    public required DateTimeOffset ShippedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; internal set; }
    public List<ShipmentLine> Lines { get; } = [];
}

public readonly record struct ShipmentLineId(long Value) : IId;

public sealed class ShipmentLine : IEntity
{
    public ShipmentLineId Id { get; init; }
    public ShipmentId ShipmentId { get; init; }
    public required OrderLineId OrderLineId { get; init; }
    public required int Quantity { get; init; }
}

public readonly record struct OrderEventId(long Value) : IId;

/// <summary>A line of the timeline.</summary>
public sealed class OrderEvent : IEntity
{
    public OrderEventId Id { get; init; }
    public OrderId OrderId { get; init; }
    public required OrderEventKind Kind { get; init; }
    public required OrderActor By { get; init; }

    /// <summary>A waybill or a reason; user text, shown as text.</summary>
    public string? Detail { get; init; }
    public required DateTimeOffset At { get; init; }
}
