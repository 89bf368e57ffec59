using FarmMarket.Ordering;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FarmMarket.Web.Api;

/// <summary>What a shop's people do with the orders they get.</summary>
internal static class ShopOrdersApi
{
    /// <param name="Next">Hand it back as <c>after</c> for the following page; null on the last.</param>
    internal sealed record ShopOrderPage(IReadOnlyList<ShopOrderRow> Items, string? Next, IReadOnlyDictionary<string, int> Counts, int Late);

    internal sealed record ShopOrderRow(
        string Number, OrderState State, DateTimeOffset PlacedAt, DateTimeOffset? ShipBy, bool IsLate, string Recipient, string Region, bool Pickup, long TotalFen,
        string? Note, IReadOnlyList<RowLine> Lines);

    internal sealed record RowLine(BothTexts Title, BothTexts Pack, int Quantity, int Shipped);

    /// <param name="Carrier">Code, see GET /carriers; left out for an order fetched at the shop.</param>
    /// <param name="Lines">What is in the parcel; left out for all that is still to be sent.</param>
    /// <param name="WaybillChecked">The number doesn't look like the carrier's and is meant all the same.</param>
    internal sealed record ShipmentBody(string? Shop, string? Carrier, string? Waybill, IReadOnlyList<ShipmentLine>? Lines, bool WaybillChecked = false);

    internal sealed record ShipmentLine(long PackId, int Quantity);

    internal sealed record Sent(OrderState State, string Carrier, string Waybill);

    internal sealed record Carrier(string Code, BothTexts Name, string WaybillExample);

    public static void MapShopOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/shop-orders").Chapter("开店与发货").ForSignedIn();
        orders.MapGet("", List).Says("listShopOrders", "一家店的订单，按分栏；还没发的按承诺的时间排。").Refuses(400, 401, 404, 422);
        orders.MapGet("/{number}", Show).Says("getShopOrder", "店里装箱发货要看的一个订单。").Refuses(401, 404);
        orders.MapPost("/{number}/shipments", Ship).Says("shipOrder", "发出一个包裹：余下的全部，或写明的规格。").Refuses(400, 401, 404, 409, 422);
        api.MapGet("/carriers", Carriers).Chapter("参考资料").Says("listCarriers", "快递公司，和它们运单号的样子。");
    }

    /// <param name="mediator"></param>
    /// <param name="cancellation"></param>
    /// <param name="shop">Slug of the shop; may be left out by who works in one only.</param>
    /// <param name="tab">toPack (default), packing, onTheWay, delivered, completed, unpaid, closed, all.</param>
    /// <param name="late">Only what should have been sent by now.</param>
    /// <param name="q">An order number, a recipient, the end of a phone number or a waybill.</param>
    /// <param name="after">"next" of the page before.</param>
    /// <param name="size">1 to 100, 30 by default.</param>
    private static async Task<Ok<ShopOrderPage>> List(
        IMediator mediator, CancellationToken cancellation, string? shop = null, string? tab = null, bool late = false, string? q = null, string? after = null, int size = 30)
    {
        var own = await WhichShop.Of(shop, mediator, cancellation);
        var found = await mediator.Send(new ShopOrders.Query(own, ApiRoutes.Word(tab, ShopOrdersTab.ToPack, "tab"), late, q, after, ApiRoutes.Size(size, ShopOrders.LargestPage)), cancellation);
        return TypedResults.Ok(new ShopOrderPage(
            [.. found.Orders.Items.Select(RowOf)], found.Orders.Next, found.Counts.ToDictionary(tab => ApiRoutes.Word(tab.Key), tab => tab.Value), found.Late));
    }

    private static ShopOrderRow RowOf(ShopOrders.Row row) => new(
        row.Number, row.State, row.PlacedAt, row.ShipBy, row.IsLate, row.Recipient, row.Region, row.Pickup, row.Total.Fen, row.Note,
        [.. row.Lines.Select(line => new RowLine(BothTexts.Of(line.Title), BothTexts.Of(line.PackName), line.Quantity, line.Shipped))]);

    private static async Task<Ok<OrdersApi.ShownOrder>> Show(string number, string? shop, IMediator mediator, CancellationToken cancellation)
    {
        var own = await WhichShop.Of(shop, mediator, cancellation);
        return TypedResults.Ok(OrdersApi.Of(await mediator.Send(new ShopOrder.Query(own, number), cancellation)));
    }

    private static async Task<Created<Sent>> Ship(string number, ShipmentBody body, [IdempotencyKey] string? key, IMediator mediator, CancellationToken cancellation)
    {
        var own = await WhichShop.Of(body.Shop, mediator, cancellation);
        var sent = await mediator.Send(
            new ShipOrder.Command(
                own, number, body.Carrier ?? "", body.Waybill ?? "", body.Lines is null ? null : [.. body.Lines.Select(line => new ShipOrder.Line(line.PackId, line.Quantity))],
                body.WaybillChecked, key),
            cancellation);
        return TypedResults.Created("/api/v1/shop-orders/" + number, new Sent(sent.State, sent.Carrier, sent.Waybill));
    }

    private static Ok<IReadOnlyList<Carrier>> Carriers() =>
        TypedResults.Ok<IReadOnlyList<Carrier>>([.. Shipping.Carriers.All.Select(carrier => new Carrier(carrier.Code, BothTexts.Of(carrier.Name), carrier.Example))]);
}
