using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Shipping;
using FarmMarket.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Api;

/// <summary>Placing orders, paying for them, following them.</summary>
internal static class OrdersApi
{
    /// <param name="Address">Where it goes; for orders that are all fetched only recipient and phone count.</param>
    /// <param name="Shops">Pickup and notes, for the shops that have one or the other.</param>
    /// <param name="ExpectedTotalFen">The sum the buyer saw; another one is refused.</param>
    internal sealed record OrderBody(IReadOnlyList<LineBody>? Lines, AddressesApi.NewAddress? Address, IReadOnlyList<ShopBody>? Shops, long? ExpectedTotalFen);

    /// <param name="PriceSeenFen">Price of one pack that the buyer saw; a line is refused when it has changed.</param>
    internal sealed record LineBody(long PackId, int Quantity, long? PriceSeenFen);

    /// <param name="Shop">Slug.</param>
    internal sealed record ShopBody(string Shop, string? Note, bool Pickup = false);

    /// <summary>What is paid as one: an order for each shop.</summary>
    /// <param name="ExpiresAt">Until then the fruit is held.</param>
    internal sealed record PlacedCheckout(
        string Number, CheckoutState State, DateTimeOffset ExpiresAt, long GoodsFen, long FreightFen, long TotalFen, IReadOnlyList<PlacedOrder> Orders);

    internal sealed record PlacedOrder(string Number, string Shop, BothTexts ShopName, long GoodsFen, long FreightFen, long TotalFen);

    internal sealed record ShownCheckout(string Number, CheckoutState State, long TotalFen, DateTimeOffset ExpiresAt, bool CanBePaid, IReadOnlyList<CheckoutPart> Orders);

    internal sealed record CheckoutPart(string Number, BothTexts ShopName, long TotalFen);

    /// <param name="Outcome">pay or decline.</param>
    internal sealed record DemoPayment(DemoOutcome Outcome = DemoOutcome.Pay);

    internal enum DemoOutcome
    {
        Pay,
        Decline,
    }

    internal sealed record Paid(CheckoutState State);

    /// <param name="Url">Where the buyer's browser pays.</param>
    internal sealed record Cashier(string Url);

    /// <param name="Next">Hand it back as <c>after</c> for the following page; null on the last.</param>
    internal sealed record OrderPage(IReadOnlyList<OrderRow> Items, string? Next);

    /// <param name="Checkout">Number of the checkout, to pay by.</param>
    internal sealed record OrderRow(
        string Number, string Checkout, string Shop, BothTexts ShopName, OrderState State, long TotalFen, long RefundedFen, DateTimeOffset PlacedAt, IReadOnlyList<OrderLineView> Lines);

    internal sealed record OrderLineView(long PackId, string Listing, BothTexts Title, BothTexts Pack, long UnitPriceFen, int Quantity, int Shipped);

    /// <summary>An order with its parcels and everything that happened, oldest first.</summary>
    internal sealed record ShownOrder(
        string Number, string? Checkout, string? Shop, BothTexts? ShopName, OrderState State, long GoodsFen, long FreightFen, long TotalFen, long RefundedFen, DeliveryView Delivery,
        string? Note, DateTimeOffset PlacedAt, DateTimeOffset? ShipBy, DateTimeOffset? CompletesAt, IReadOnlyList<OrderLineView> Lines, IReadOnlyList<Happened> Timeline,
        IReadOnlyList<ParcelView> Parcels, IReadOnlyList<string> May);

    internal sealed record DeliveryView(bool Pickup, string Recipient, string Phone, string RegionCode, string Region, string Detail);

    /// <param name="Detail">A waybill or a reason.</param>
    internal sealed record Happened(OrderEventKind Kind, OrderActor By, string? Detail, DateTimeOffset At);

    internal sealed record ParcelView(
        string Carrier, BothTexts CarrierName, string Waybill, DateTimeOffset ShippedAt, DateTimeOffset? DeliveredAt, IReadOnlyList<ParcelContent> Lines, IReadOnlyList<Step> Steps);

    internal sealed record ParcelContent(BothTexts Title, BothTexts Pack, int Quantity);

    internal sealed record Step(TrackingKind Kind, BothTexts What, DateTimeOffset At);

    internal sealed record CancelBody(string? Reason);

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").Chapter("下单与付款").ForSignedIn();
        orders.MapPost("", Place)
            .Says("placeOrder", "下单：一次结算里每家店一个订单，货留半小时。要么全成，要么全不成；被拒时指明是哪一行。")
            .Refuses(400, 401, 409, 422);
        orders.MapGet("", List).Says("listOrders", "自己的订单，新的在前。").Refuses(400, 401, 422);
        orders.MapGet("/{number}", Show).Says("getOrder", "自己的一个订单，连同包裹和经过。").Refuses(401, 404);
        orders.MapPost("/{number}/receipt", Receive).Says("confirmReceipt", "货到了，订单完成。可以重复请求。").Refuses(401, 404, 422);
        orders.MapPost("/{number}/cancellation", Cancel).Says("cancelOrder", "装箱前取消；付过的钱会退回。").Refuses(400, 401, 404, 422);

        var checkouts = api.MapGroup("/checkouts").Chapter("下单与付款").ForSignedIn();
        checkouts.MapGet("/{number}", ShowCheckout).Says("getCheckout", "要付多少、为哪些订单、到什么时候为止。").Refuses(401, 404);
        checkouts.MapPost("/{number}/demo-payment", PayInDemoMode)
            .Says("payInDemo", "用演示支付付款，或让它拒绝。付两次只算一次。只在演示市场有。").Refuses(400, 401, 404, 422);
        checkouts.MapPost("/{number}/stripe-session", OpenStripe)
            .Says("openStripeSession", "在线支付的收银台地址，在浏览器里打开。可以重复请求，得到同一个地址。没有开通在线支付的市场没有。").Refuses(401, 404, 422);
    }

    private static async Task<Ok<Cashier>> OpenStripe(string number, HttpContext context, IMediator mediator, IOptions<MarketOptions> market, CancellationToken cancellation) =>
        TypedResults.Ok(new Cashier((await mediator.Send(new StartStripeSession.Request(number, MarketSite.Of(context, market.Value)), cancellation)).Url));

    private static async Task<Created<PlacedCheckout>> Place(OrderBody body, [IdempotencyKey] string? key, IMediator mediator, CancellationToken cancellation)
    {
        PlaceOrder.Result placed;
        try
        {
            placed = await mediator.Send(
                new PlaceOrder.Command
                {
                    Lines = [.. (body.Lines ?? []).Select(line => new WantedLine(new(line.PackId), line.Quantity, line.PriceSeenFen is { } seen ? new Money(seen) : null))],
                    To = new(Saved: null, body.Address?.Typed),
                    Shops = [.. (body.Shops ?? []).Select(shop => new ShopWish(shop.Shop, shop.Pickup, shop.Note))],
                    ExpectedTotal = body.ExpectedTotalFen is { } expected ? new Money(expected) : null,
                    IdempotencyKey = key,
                },
                cancellation);
        }
        catch (RulesBroken broken) when (broken.Rules.Any(IsAboutAddress))
        {
            throw new RulesBroken([.. broken.Rules.Select(AsInTheBody)]);
        }
        catch (RuleBroken rule) when (IsAboutAddress(rule))
        {
            throw AsInTheBody(rule);
        }
        return TypedResults.Created("/api/v1/checkouts/" + placed.Checkout, new PlacedCheckout(
            placed.Checkout, CheckoutState.AwaitingPayment, placed.ExpiresAt, placed.Goods.Fen, placed.Freight.Fen, placed.Total.Fen,
            [.. placed.Orders.Select(order => new PlacedOrder(order.Number, order.Shop, BothTexts.Of(order.ShopName), order.Goods.Fen, order.Freight.Fen, order.Total.Fen))]));
    }

    private const string Receiver = "to.";

    private static bool IsAboutAddress(RuleBroken rule) => rule.Field?.StartsWith(Receiver, StringComparison.Ordinal) == true;

    /// <summary>The market says "to" of what the body calls "address".</summary>
    private static RuleBroken AsInTheBody(RuleBroken rule) =>
        IsAboutAddress(rule) ? new(rule.Message, rule.Values) { Field = "address." + rule.Field![Receiver.Length..], Code = rule.Code } : rule;

    /// <param name="mediator"></param>
    /// <param name="cancellation"></param>
    /// <param name="tab">all (default), unpaid, toShip, onTheWay, completed, closed.</param>
    /// <param name="q">An order number or a word of what was ordered.</param>
    /// <param name="after">"next" of the page before.</param>
    /// <param name="size">1 to 100, 20 by default.</param>
    private static async Task<Ok<OrderPage>> List(IMediator mediator, CancellationToken cancellation, string? tab = null, string? q = null, string? after = null, int size = 20)
    {
        var orders = await mediator.Send(new MyOrders.Query(ApiRoutes.Word(tab, MyOrdersTab.All, "tab"), q, after, ApiRoutes.Size(size, MyOrders.LargestPage)), cancellation);
        return TypedResults.Ok(new OrderPage([.. orders.Items.Select(RowOf)], orders.Next));
    }

    private static OrderRow RowOf(MyOrders.Row row) => new(
        row.Number, row.Checkout, row.Shop, BothTexts.Of(row.ShopName), row.State, row.Total.Fen, row.Refunded.Fen, row.PlacedAt,
        [.. row.Lines.Select(Of)]);

    private static async Task<Ok<ShownOrder>> Show(string number, IMediator mediator, CancellationToken cancellation) =>
        TypedResults.Ok(Of(await mediator.Send(new MyOrder.Query(number), cancellation)));

    private static async Task<Ok<ShownOrder>> Receive(string number, IMediator mediator, CancellationToken cancellation)
    {
        await mediator.Send(new ConfirmReceipt.Command(number), cancellation);
        return await Show(number, mediator, cancellation);
    }

    private static async Task<Ok<ShownOrder>> Cancel(string number, CancelBody? body, IMediator mediator, CancellationToken cancellation)
    {
        await mediator.Send(new CancelOrder.Command(number, body?.Reason), cancellation);
        return await Show(number, mediator, cancellation);
    }

    private static async Task<Ok<ShownCheckout>> ShowCheckout(string number, IMediator mediator, CancellationToken cancellation)
    {
        var checkout = await mediator.Send(new MyCheckout.Query(number), cancellation);
        return TypedResults.Ok(new ShownCheckout(
            checkout.Number, checkout.State, checkout.Total.Fen, checkout.ExpiresAt, checkout.CanBePaid,
            [.. checkout.Orders.Select(order => new CheckoutPart(order.Number, BothTexts.Of(order.ShopName), order.Total.Fen))]));
    }

    private static async Task<Ok<Paid>> PayInDemoMode(string number, DemoPayment? body, IMediator mediator, CancellationToken cancellation)
    {
        var paid = await mediator.Send(new PayInDemo.Command(number, body?.Outcome == DemoOutcome.Decline), cancellation);
        return TypedResults.Ok(new Paid(paid.State));
    }

    internal static ShownOrder Of(MyOrder.Result order) => new(
        order.Number, order.Checkout, order.Shop, BothTexts.Of(order.ShopName), order.State, order.Goods.Fen, order.Freight.Fen, order.Total.Fen, order.Refunded.Fen,
        Of(order.Delivery), order.Note, order.PlacedAt, order.ShipBy, order.CompletesAt,
        [.. order.Lines.Select(Of)], [.. order.Timeline.Select(Of)], [.. order.Parcels.Select(Of)],
        May((order.MayPay, "pay"), (order.MayCancel, "cancel"), (order.MayConfirm, "confirmReceipt")));

    internal static ShownOrder Of(ShopOrder.Result order) => new(
        order.Number, Checkout: null, Shop: null, ShopName: null, order.State, order.Goods.Fen, order.Freight.Fen, order.Total.Fen, order.Refunded.Fen, Of(order.Delivery),
        order.Note, order.PlacedAt, order.ShipBy, order.CompletesAt,
        [.. order.Lines.Select(Of)], [.. order.Timeline.Select(Of)], [.. order.Parcels.Select(Of)],
        May((order.MayStartPacking, "startPacking"), (order.MayShip, "ship"), (order.MayCancel, "cancel")));

    internal static IReadOnlyList<string> May(params (bool May, string What)[] acts) => [.. acts.Where(act => act.May).Select(act => act.What)];

    private static OrderLineView Of(OrderedLine line) =>
        new(line.Pack.Value, line.ListingSlug, BothTexts.Of(line.Title), BothTexts.Of(line.PackName), line.UnitPrice.Fen, line.Quantity, line.Shipped);

    private static Happened Of(OrderHappening happened) => new(happened.Kind, happened.By, happened.Detail, happened.At);

    private static DeliveryView Of(Delivery delivery) =>
        new(delivery.Pickup, delivery.Recipient, delivery.Phone, delivery.RegionCode, delivery.Region, delivery.Detail);

    private static ParcelView Of(Parcel parcel) => new(
        parcel.CarrierCode, BothTexts.Of(parcel.CarrierName), parcel.Waybill, parcel.ShippedAt, parcel.DeliveredAt,
        [.. parcel.Lines.Select(line => new ParcelContent(BothTexts.Of(line.Title), BothTexts.Of(line.PackName), line.Quantity))],
        [.. parcel.Steps.Select(step => new Step(step.Kind, BothTexts.Of(step.What), step.At))]);
}
