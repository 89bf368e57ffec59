using FarmMarket.Ordering;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Components.Ordering;

/// <summary>What the states and events of an order are called, and the colour of their tag.</summary>
public static class OrderWords
{
    public static string State(Text T, OrderState state) => state switch
    {
        OrderState.AwaitingPayment => T["待付款"],
        OrderState.Paid => T["待发货"],
        OrderState.Packing => T["装箱中"],
        OrderState.PartlyShipped => T["部分发货"],
        OrderState.Shipped => T["在路上"],
        OrderState.Delivered => T["已送达"],
        OrderState.Completed => T["已完成"],
        OrderState.Cancelled => T["已取消"],
        OrderState.Expired => T["超时关闭"],
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Tag(OrderState state) => state switch
    {
        OrderState.AwaitingPayment => "tag tag-blush",
        OrderState.Paid or OrderState.Packing => "tag tag-mango",
        OrderState.PartlyShipped or OrderState.Shipped => "tag tag-river",
        OrderState.Delivered => "tag tag-leaf",
        OrderState.Completed => "tag tag-done",
        _ => "tag",
    };

    public static string Event(Text T, OrderEventKind kind) => kind switch
    {
        OrderEventKind.Placed => T["下单"],
        OrderEventKind.Paid => T["已付款"],
        OrderEventKind.Expired => T["超时未付款，订单关闭"],
        OrderEventKind.Cancelled => T["订单取消"],
        OrderEventKind.PackingStarted => T["开始装箱"],
        OrderEventKind.PartShipped => T["发出一部分"],
        OrderEventKind.Shipped => T["全部发出"],
        OrderEventKind.Delivered => T["送达"],
        OrderEventKind.Received => T["买家确认收货"],
        OrderEventKind.Completed => T["到期自动完成"],
        OrderEventKind.PartRefunded => T["退了一部分款"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string By(Text T, OrderActor actor) => actor switch
    {
        OrderActor.Buyer => T["买家"],
        OrderActor.Shop => T["店家"],
        OrderActor.Carrier => T["承运方"],
        OrderActor.Operator => T["平台"],
        OrderActor.System => T["系统"],
        _ => throw new ArgumentOutOfRangeException(nameof(actor)),
    };
}
