using System.Net;
using System.Net.Http.Headers;
using System.Text;
using FarmMarket.Data;
using FarmMarket.Ordering;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Pages;

public sealed class ShopOrdersPagesTests
{
    private const string Waybill = "SF1540001583806";

    private static async Task<(FarmScene Farm, List<Order> Orders)> Given(WebMarket market, int paid = 2)
    {
        FarmScene farm = null!;
        var orders = new List<Order>();
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            for (var n = 0; n < paid; n++)
                orders.Add(await farm.Paid(db, fiveJin: 2, tenJin: 1));
        });
        return (farm, orders);
    }

    private static Task<OrderState> State(WebMarket market, Order order) =>
        market.Look(db => db.Set<Order>().Where(o => o.Id == order.Id).Select(o => o.State).SingleAsync());

    [Fact]
    public async Task A_packer_packs_the_ticked_orders_and_ships_one()
    {
        await using var market = new WebMarket();
        var (farm, orders) = await Given(market);
        var packer = await market.SignedIn(farm.Packer);
        var path = $"/seller/{farm.Shop}/orders";

        var board = await packer.Page(path);
        Assert.Equal(2, board.QuerySelectorAll("table.board tbody tr").Length);
        var packed = await packer.Submit(board, "form:has(table.board)", $"{path}?handler=Pack", [.. orders.Select(order => ("Number", (string?)order.Number))]);
        Assert.Equal(HttpStatusCode.Redirect, packed.StatusCode);
        Assert.Equal(OrderState.Packing, await State(market, orders[1]));

        var page = await packer.Page($"{path}/{orders[0].Number}");
        Assert.Empty(page.QuerySelectorAll("form[action$='handler=Cancel']"));
        var shipped = await packer.Submit(page, "#ship", "", ("Carrier", "sf"), ("Waybill", Waybill));
        Assert.Equal(HttpStatusCode.Redirect, shipped.StatusCode);
        Assert.Equal(OrderState.Shipped, await State(market, orders[0]));

        page = await packer.Page($"{path}/{orders[0].Number}");
        Assert.Contains(Waybill, page.QuerySelector(".parcel")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已发货", page.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        // The next parcel most likely goes the same way.
        page = await packer.Page($"{path}/{orders[1].Number}");
        Assert.Equal("sf", page.QuerySelector("#Carrier option[selected]")?.GetAttribute("value"));
    }

    [Fact]
    public async Task A_waybill_that_looks_wrong_comes_back_with_what_was_typed_and_ships_once_confirmed()
    {
        await using var market = new WebMarket();
        var (farm, orders) = await Given(market, 1);
        var packer = await market.SignedIn(farm.Packer, "en");
        var path = $"/seller/{farm.Shop}/orders/{orders[0].Number}";
        var page = await packer.Page(path);

        var refused = await packer.Submit(page, "#ship", "", ("Carrier", "sf"), ("Waybill", "sf 12"), ($"Quantities[{farm.FiveJin.Id.Value}]", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        page = await refused.Document();
        Assert.Equal("sf 12", page.QuerySelector("#Waybill")!.GetAttribute("value"));
        Assert.Equal("1", page.QuerySelector($"#q-{farm.FiveJin.Id.Value}")!.GetAttribute("value"));
        Assert.Contains("SF Express", page.QuerySelector("#Waybill-error")!.TextContent, StringComparison.Ordinal);

        var shipped = await packer.Submit(page, "#ship", "", ("WaybillChecked", "true"));
        Assert.Equal(HttpStatusCode.Redirect, shipped.StatusCode);
        Assert.Equal(OrderState.PartlyShipped, await State(market, orders[0]));
    }

    [Fact]
    public async Task Sending_the_form_twice_ships_once()
    {
        await using var market = new WebMarket();
        var (farm, orders) = await Given(market, 1);
        var packer = await market.SignedIn(farm.Packer);
        var page = await packer.Page($"/seller/{farm.Shop}/orders/{orders[0].Number}");
        (string, string?)[] typed = [("Carrier", "sf"), ("Waybill", Waybill), ($"Quantities[{farm.FiveJin.Id.Value}]", "1"), ($"Quantities[{farm.TenJin.Id.Value}]", "0")];

        var taps = await Task.WhenAll(packer.Submit(page, "#ship", "", typed), packer.Submit(page, "#ship", "", typed));

        Assert.All(taps, tap => Assert.Equal(HttpStatusCode.Redirect, tap.StatusCode));
        Assert.Equal(1, await market.Look(db => db.Set<Shipment>().CountAsync()));
    }

    [Fact]
    public async Task Only_the_owner_side_cancels_and_must_say_why()
    {
        await using var market = new WebMarket();
        var (farm, orders) = await Given(market, 1);
        var owner = await market.SignedIn(farm.Owner);
        var path = $"/seller/{farm.Shop}/orders/{orders[0].Number}";
        var page = await owner.Page(path);

        var refused = await owner.Submit(page, "form[action$='handler=Cancel']", "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        await owner.Submit(page, "form[action$='handler=Cancel']", "", ("OtherReason", "<b>下大雨</b>"));

        Assert.Equal(OrderState.Cancelled, await State(market, orders[0]));
        page = await owner.Page(path);
        Assert.Contains("<b>下大雨</b>", page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("¥", page.QuerySelector(".sums dt:last-of-type + dd")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/pick-list")]
    [InlineData("/packing")]
    [InlineData("/import")]
    [InlineData("/export?format=csv")]
    [InlineData("/{number}")]
    public async Task The_back_room_does_not_exist_for_others(string below)
    {
        await using var market = new WebMarket();
        var (farm, orders) = await Given(market, 1);
        var (other, _) = await Given(market, 0);
        var path = $"/seller/{farm.Shop}/orders{below.Replace("{number}", orders[0].Number, StringComparison.Ordinal)}";

        Assert.Equal(HttpStatusCode.NotFound, (await (await market.SignedIn(farm.Buyer)).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await market.SignedIn(other.Owner)).GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await market.Visitor().GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await market.SignedIn(farm.Packer)).GetAsync(path)).StatusCode);
        if (below == "/{number}")
            Assert.Equal(HttpStatusCode.NotFound, (await (await market.SignedIn(other.Owner)).GetAsync(path.Replace(farm.Shop, other.Shop, StringComparison.Ordinal))).StatusCode);
    }

    [Theory]
    [InlineData("zh", "还没有订单")]
    [InlineData("en", "No orders yet")]
    public async Task An_empty_board_says_what_to_do(string language, string said)
    {
        await using var market = new WebMarket();
        var (farm, _) = await Given(market, 0);
        var page = await (await market.SignedIn(farm.Owner, language)).Page($"/seller/{farm.Shop}/orders");
        Assert.Equal(said, page.QuerySelector(".empty h2")!.TextContent);
    }

    [Fact]
    public async Task The_board_costs_few_statements_however_many_orders_there_are()
    {
        await using var market = new WebMarket();
        var (farm, _) = await Given(market, 12);
        var count = StatementCount.Start();
        await market.Send(new ShopOrders.Query(farm.Shop), farm.Packer);
        Assert.InRange(count(), 1, 5);
    }

    [Fact]
    public async Task The_packing_line_hands_out_one_order_after_the_other()
    {
        await using var market = new WebMarket();
        var (farm, orders) = await Given(market);
        var packer = await market.SignedIn(farm.Packer);
        var path = $"/seller/{farm.Shop}/orders/packing";

        var page = await packer.Page(path);
        Assert.Equal(orders[0].Number, page.QuerySelector(".packing-head .code")!.TextContent);
        await packer.Submit(page, ".packing-act", "");
        page = await packer.Page(path);
        var shipped = await packer.Submit(page, ".packing-act", "", ("Carrier", "sf"), ("Waybill", Waybill));
        page = await packer.Page(shipped.Headers.Location!.ToString());
        Assert.Equal(orders[1].Number, page.QuerySelector(".packing-head .code")!.TextContent);
        page = await packer.Page($"{path}?after={orders[1].Number}");
        Assert.Contains("1", page.QuerySelector(".empty p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_waybills_is_shown_first_and_applied_on_confirmation()
    {
        await using var market = new WebMarket();
        var (farm, orders) = await Given(market);
        var packer = await market.SignedIn(farm.Packer);
        var path = $"/seller/{farm.Shop}/orders/import";
        var page = await packer.Page(path);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var file = Encoding.GetEncoding("GB18030").GetBytes($"订单号,快递公司,运单号\r\n{orders[0].Number},顺丰,{Waybill}\r\n{orders[1].Number},顺丰,12\r\n");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "file", "运单.csv" },
        };
        var request = new HttpRequestMessage(HttpMethod.Post, $"{path}?handler=Look") { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");

        var preview = await (await packer.SendAsync(request)).Document();
        Assert.Equal(["可以发货", "有问题"], preview.QuerySelectorAll("td .tag").Select(tag => tag.TextContent));
        Assert.Equal(OrderState.Paid, await State(market, orders[0]));

        var done = await (await packer.Submit(preview, "form[action$='handler=Apply']", "")).Document();
        Assert.Contains("1 个订单已发货", done.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(OrderState.Shipped, await State(market, orders[0]));
        Assert.Equal(OrderState.Paid, await State(market, orders[1]));
    }

    [Fact]
    public async Task A_pick_list_is_made_of_the_ticked_orders()
    {
        await using var market = new WebMarket();
        var (farm, orders) = await Given(market);
        var packer = await market.SignedIn(farm.Packer);
        var board = await packer.Page($"/seller/{farm.Shop}/orders");

        var answer = await packer.Submit(board, "form:has(table.board)", $"/seller/{farm.Shop}/orders?handler=PickList", ("Number", orders[1].Number));
        var page = await packer.Page(answer.Headers.Location!.ToString());

        Assert.Equal(orders[1].Number, Assert.Single(page.QuerySelectorAll(".slip .code")).TextContent);
        Assert.Contains("10斤（5 kg）", page.QuerySelector(".board")!.TextContent, StringComparison.Ordinal);
    }
}
