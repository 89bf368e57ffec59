using System.Globalization;
using System.Net;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Shipping;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Pages;

/// <summary>The buyer's way from the cart to the order, as a browser without JavaScript walks it.</summary>
public sealed class BuyingTests
{
    private static async Task<FarmScene> Farm(WebMarket market)
    {
        FarmScene farm = null!;
        await market.Look(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            var template = new FreightTemplate { ShopId = farm.ShopId };
            template.Ask(null, null, [new() { Provinces = "44", FirstWeight = new(1_000), FirstPrice = new(800), AdditionalWeight = new(1_000), AdditionalPrice = new(200) }], market.Clock.GetUtcNow());
            db.Add(template);
            var pool = farm.Listing.Pools[0];
            await new Stock(db, new Actor(), market.Clock).Move(pool.Id, pool.ListingId, 25_000, StockMoveKind.Harvested, null, CancellationToken.None);
            return await db.SaveChangesAsync();
        });
        return farm;
    }

    private static async Task Fill(WebMarket market, FarmScene farm, int quantity = 2) =>
        await market.Send(new AddToCart.Command(null, farm.FiveJin.Id, quantity), farm.Buyer);

    [Fact]
    public async Task An_empty_cart_and_an_empty_list_say_what_to_do()
    {
        await using var market = new WebMarket();
        var person = await market.SignedIn(await market.Person());
        Assert.Contains("购物车还是空的", (await person.Page("/cart")).Body!.TextContent);
        Assert.Contains("还没有订单", (await person.Page("/orders")).Body!.TextContent);
        Assert.Contains("没有可以结算的商品", (await person.Page("/checkout")).Body!.TextContent);
    }

    [Fact]
    public async Task Checkout_and_orders_are_for_people_who_signed_in_the_life_of_an_order_for_everyone()
    {
        await using var market = new WebMarket();
        var stranger = market.Visitor();
        foreach (var path in new[] { "/checkout", "/orders", "/pay/123", "/orders/123" })
            Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync(path)).StatusCode);
        Assert.Contains("待付款", (await stranger.Page("/orders/life")).Body!.TextContent);
    }

    [Fact]
    public async Task From_cart_to_paid_order_without_JavaScript()
    {
        await using var market = new WebMarket();
        var farm = await Farm(market);
        await Fill(market, farm);
        await market.Send(new SaveAddress.Command(null, new("陈小雨", "13800001234", "440106", "石牌街道 88 号"), IsDefault: true), farm.Buyer);
        var buyer = await market.SignedIn(farm.Buyer);

        var checkout = await buyer.Page("/checkout");
        Assert.Contains("石牌街道", checkout.Body!.TextContent);
        var placed = await buyer.Submit(checkout, "#checkout", "/checkout");
        Assert.Equal(HttpStatusCode.Redirect, placed.StatusCode);
        var again = await buyer.Submit(checkout, "#checkout", "/checkout");
        Assert.Equal(placed.Headers.Location, again.Headers.Location);

        var pay = placed.Headers.Location!.ToString();
        var paid = await buyer.Submit(await buyer.Page(pay), "#pay", pay);
        Assert.Equal(HttpStatusCode.Redirect, paid.StatusCode);
        var order = await market.Look(db => db.Set<Order>().AsNoTracking().SingleAsync());
        Assert.Equal(OrderState.Paid, order.State);
        Assert.Contains("待发货", (await buyer.Page("/orders/" + order.Number)).Body!.TextContent);
        Assert.Contains(order.Number, (await buyer.Page("/orders")).Body!.TextContent);
        var other = await market.SignedIn(await market.Person());
        await other.Page("/orders/" + order.Number, HttpStatusCode.NotFound);
        await other.Page(pay, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Where_the_shop_does_not_send_the_page_keeps_what_was_typed_and_says_where_it_does()
    {
        await using var market = new WebMarket();
        var farm = await Farm(market);
        await Fill(market, farm);
        var buyer = await market.SignedIn(farm.Buyer);

        var refused = await buyer.Submit(await buyer.Page("/checkout"), "#checkout", "/checkout",
            ("Recipient", "卓玛"), ("Phone", "13800004321"), ("Region.Province", "54"), ("Region.City", "5401"), ("Region.County", "540102"), ("Detail", "八廓街 1 号"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Document();
        Assert.Contains("可以送到：广东", page.Body!.TextContent);
        Assert.Equal("卓玛", page.QuerySelector("#Recipient")!.GetAttribute("value"));
        Assert.Equal(0, await market.Look(db => db.Set<Order>().CountAsync()));
        Assert.Equal(1, await market.Send(new CountCart.Query(null), farm.Buyer));
    }

    [Fact]
    public async Task A_quantity_beyond_the_stock_comes_back_with_the_reason()
    {
        await using var market = new WebMarket();
        var farm = await Farm(market);
        await Fill(market, farm);
        var buyer = await market.SignedIn(farm.Buyer, "en");
        var refused = await buyer.Submit(await buyer.Page("/cart"), "form[action*=Change]", "/cart", ("quantity", 11.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("only 10", (await refused.Document()).Body!.TextContent);
    }
}
