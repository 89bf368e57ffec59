using FarmMarket.Kernel;

namespace FarmMarket.Ordering;

public enum OrderState
{
    AwaitingPayment,
    Paid,
    Packing,
    PartlyShipped,
    Shipped,
    Delivered,
    Completed,
    Cancelled,
    Expired,
}

public enum OrderAct
{
    Pay,
    Expire,
    Cancel,
    StartPacking,
    ShipPart,
    ShipRest,
    Deliver,
    ConfirmReceipt,
    CompleteByItself,
}

public enum OrderActor
{
    Buyer,
    Shop,
    Carrier,
    Operator,
    System,
}

public enum OrderEventKind
{
    Placed,
    Paid,
    Expired,
    Cancelled,
    PackingStarted,
    PartShipped,
    Shipped,
    Delivered,
    Received,
    Completed,
    PartRefunded,
}

/// <summary>The published life of an order: who may do what in which state, and what comes of it. Everything else is refused.</summary>
public static class OrderLife
{
    public sealed record Step(OrderState From, OrderAct Act, OrderState To, params OrderActor[] By);

    public static readonly IReadOnlyList<Step> Steps =
    [
        new(OrderState.AwaitingPayment, OrderAct.Pay, OrderState.Paid, OrderActor.System),
        new(OrderState.Expired, OrderAct.Pay, OrderState.Paid, OrderActor.System),
        new(OrderState.AwaitingPayment, OrderAct.Expire, OrderState.Expired, OrderActor.System),
        new(OrderState.AwaitingPayment, OrderAct.Cancel, OrderState.Cancelled, OrderActor.Buyer),
        new(OrderState.Paid, OrderAct.Cancel, OrderState.Cancelled, OrderActor.Buyer, OrderActor.Shop, OrderActor.Operator),
        new(OrderState.Paid, OrderAct.StartPacking, OrderState.Packing, OrderActor.Shop),
        new(OrderState.Paid, OrderAct.ShipPart, OrderState.PartlyShipped, OrderActor.Shop),
        new(OrderState.Paid, OrderAct.ShipRest, OrderState.Shipped, OrderActor.Shop),
        new(OrderState.Packing, OrderAct.Cancel, OrderState.Cancelled, OrderActor.Shop, OrderActor.Operator),
        new(OrderState.Packing, OrderAct.ShipPart, OrderState.PartlyShipped, OrderActor.Shop),
        new(OrderState.Packing, OrderAct.ShipRest, OrderState.Shipped, OrderActor.Shop),
        new(OrderState.PartlyShipped, OrderAct.ShipPart, OrderState.PartlyShipped, OrderActor.Shop),
        new(OrderState.PartlyShipped, OrderAct.ShipRest, OrderState.Shipped, OrderActor.Shop),
        new(OrderState.Shipped, OrderAct.Deliver, OrderState.Delivered, OrderActor.Carrier),
        new(OrderState.Shipped, OrderAct.ConfirmReceipt, OrderState.Completed, OrderActor.Buyer),
        new(OrderState.Shipped, OrderAct.CompleteByItself, OrderState.Completed, OrderActor.System),
        new(OrderState.Delivered, OrderAct.ConfirmReceipt, OrderState.Completed, OrderActor.Buyer),
        new(OrderState.Delivered, OrderAct.CompleteByItself, OrderState.Completed, OrderActor.System),
    ];

    public static bool May(OrderState from, OrderAct act, OrderActor by) =>
        Steps.Any(step => step.From == from && step.Act == act && step.By.Contains(by));

    public static OrderState Next(OrderState from, OrderAct act, OrderActor by) =>
        Steps.FirstOrDefault(step => step.From == from && step.Act == act && step.By.Contains(by))?.To
        ?? throw new RuleBroken("订单现在的状态不能这样做，请刷新后再看") { Code = "not-in-this-state" };

    /// <summary>The line an act leaves in the timeline.</summary>
    public static OrderEventKind Leaves(OrderAct act) => act switch
    {
        OrderAct.Pay => OrderEventKind.Paid,
        OrderAct.Expire => OrderEventKind.Expired,
        OrderAct.Cancel => OrderEventKind.Cancelled,
        OrderAct.StartPacking => OrderEventKind.PackingStarted,
        OrderAct.ShipPart => OrderEventKind.PartShipped,
        OrderAct.ShipRest => OrderEventKind.Shipped,
        OrderAct.Deliver => OrderEventKind.Delivered,
        OrderAct.ConfirmReceipt => OrderEventKind.Received,
        OrderAct.CompleteByItself => OrderEventKind.Completed,
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };
}
