using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using FarmMarket.Ordering;
using FarmMarket.Shipping;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Endpoints;

public sealed class CarrierWebhookTests
{
    private const string Secret = "carrier-secret";
    private const string Waybill = "SF1540001583806";

    private static WebMarket Market() => new(("Carriers:sf:Secret", Secret));

    private static string Delivered(WebMarket market) =>
        $$"""{"events": [{"waybill": "{{Waybill}}", "kind": "delivered", "at": "{{market.Clock.GetUtcNow():O}}", "what": "已签收，签收人：前台"}]}""";

    /// <summary>An order whose only parcel has that waybill.</summary>
    private static async Task<FarmScene> OnTheWay(WebMarket market)
    {
        FarmScene farm = null!;
        Order order = null!;
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            order = await farm.Paid(db);
        });
        await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill), farm.Packer);
        return farm;
    }

    private static async Task<HttpStatusCode> Post(WebMarket market, string body, string? signature = null, string carrier = "sf", TimeSpan late = default)
    {
        var time = (market.Clock.GetUtcNow() - late).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{time}.{body}")));
        var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/carriers/{carrier}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("X-Signature", signature ?? $"t={time},v1={mac}");
        return (await market.Visitor().SendAsync(request)).StatusCode;
    }

    [Fact]
    public async Task A_signed_delivery_delivers_the_order_however_often_it_comes()
    {
        await using var market = Market();
        await OnTheWay(market);

        Assert.Equal(HttpStatusCode.OK, await Post(market, Delivered(market)));
        Assert.Equal(HttpStatusCode.OK, await Post(market, Delivered(market)));

        Assert.Equal(OrderState.Delivered, await market.Look(db => db.Set<Order>().Select(o => o.State).SingleAsync()));
        var step = await market.Look(db => db.Set<TrackingEvent>().SingleAsync());
        Assert.Equal("已签收，签收人：前台", step.What.Zh);
    }

    [Fact]
    public async Task What_is_not_signed_by_the_carrier_changes_nothing()
    {
        await using var market = Market();
        var body = Delivered(market);

        Assert.Equal(HttpStatusCode.Unauthorized, await Post(market, body, signature: ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(market, body, signature: $"t={market.Clock.GetUtcNow().ToUnixTimeSeconds()},v1={new string('0', 64)}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(market, body, late: TimeSpan.FromMinutes(11)));
        Assert.Equal(HttpStatusCode.NotFound, await Post(market, body, carrier: "zto"));
        Assert.Equal(HttpStatusCode.NotFound, await Post(market, body, carrier: "pigeon"));
        Assert.Equal(0, await market.Look(db => db.Set<TrackingEvent>().CountAsync()));
    }

    [Theory]
    [InlineData("no json", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"events": [{"waybill": "SF1", "kind": "eaten", "at": "2026-07-01T00:00:00Z"}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"events": []}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"events": [{"waybill": "", "kind": "delivered", "at": "2026-07-01T00:00:00Z"}]}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("""{"events": [{"waybill": "SF1", "kind": "delivered", "at": "2036-07-01T00:00:00Z"}]}""", HttpStatusCode.UnprocessableEntity)]
    public async Task What_makes_no_sense_is_refused(string body, HttpStatusCode status)
    {
        await using var market = Market();
        Assert.Equal(status, await Post(market, body));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Post(market, new string(' ', 300_000)));
    }

    [Fact]
    public async Task In_a_demo_the_operator_plays_the_courier_and_nobody_else_does()
    {
        await using var market = Market();
        var farm = await OnTheWay(market);
        var boss = await market.SignedIn(farm.Buyer, "zh", FarmMarket.Accounts.Roles.Operator);

        await boss.Submit(await boss.Page("/admin/courier"), "table form", "/admin/courier", ("kind", "Delivered"));

        Assert.Equal(OrderState.Delivered, await market.Look(db => db.Set<Order>().Select(o => o.State).SingleAsync()));
        Assert.NotNull((await boss.Page("/admin/courier")).QuerySelector(".empty"));
        Assert.NotEqual(HttpStatusCode.OK, (await (await market.SignedIn(farm.Owner)).GetAsync("/admin/courier")).StatusCode);
    }
}
