using System.Net;
using FarmMarket.Ordering;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Support;

namespace FarmMarket.Web.Tests.Pages;

public sealed class NotificationPagesTests
{
    private static async Task<(FarmScene Farm, Order Order)> Packed(WebMarket market)
    {
        FarmScene farm = null!;
        Order order = null!;
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            order = await farm.Paid(db);
        });
        await market.Send(new StartPacking.Command(farm.Shop, [order.Number]), farm.Packer);
        return (farm, order);
    }

    [Theory]
    [InlineData("zh", "正在装箱")]
    [InlineData("en", "Being packed")]
    public async Task A_notification_reads_in_either_language_and_leads_where_it_belongs(string language, string title)
    {
        await using var market = new WebMarket();
        var (farm, order) = await Packed(market);
        var buyer = await market.SignedIn(farm.Buyer, language);

        var page = await buyer.Page("/notifications");
        var item = page.QuerySelector(".news .unread a")!;
        Assert.StartsWith(title, item.QuerySelector("strong")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(order.Number, item.TextContent, StringComparison.Ordinal);

        var opened = await buyer.GetAsync(item.GetAttribute("href"));
        Assert.Equal($"/orders/{order.Number}", opened.Headers.Location!.ToString());
        Assert.Empty((await buyer.Page("/notifications")).QuerySelectorAll(".unread"));
        Assert.Equal(HttpStatusCode.NotFound, (await (await market.SignedIn(farm.Owner)).GetAsync(item.GetAttribute("href"))).StatusCode);
    }

    [Fact]
    public async Task All_can_be_marked_read_and_an_empty_list_says_what_will_come()
    {
        await using var market = new WebMarket();
        var (farm, _) = await Packed(market);
        var buyer = await market.SignedIn(farm.Buyer);
        await buyer.Submit(await buyer.Page("/notifications"), "form[action$='handler=Read']", "");
        Assert.Empty((await buyer.Page("/notifications")).QuerySelectorAll(".unread"));
        Assert.NotNull((await (await market.SignedIn(farm.Packer)).Page("/notifications")).QuerySelector(".empty"));
        Assert.Equal(HttpStatusCode.Redirect, (await market.Visitor().GetAsync("/notifications")).StatusCode);
    }

    [Fact]
    public async Task What_is_mailed_can_be_chosen_and_stopped_from_a_mail_without_signing_in()
    {
        await using var market = new WebMarket();
        var (farm, _) = await Packed(market);
        var buyer = await market.SignedIn(farm.Buyer);

        await buyer.Submit(await buyer.Page("/notifications/settings"), "form.sheet", "/notifications/settings", ("Wanted", "Parcels"));
        var settings = await buyer.Page("/notifications/settings");
        Assert.NotNull(settings.QuerySelector("input[value=Parcels][checked]"));
        Assert.Null(settings.QuerySelector("input[value=ShopOrders][checked]"));
        Assert.NotNull(settings.QuerySelector("input[value=Money][checked][disabled]"));

        var links = (FarmMarket.Messaging.StopLinks)market.Services.GetService(typeof(FarmMarket.Messaging.StopLinks))!;
        var visitor = market.Visitor();
        var link = links.For(farm.Buyer, FarmMarket.Messaging.NotificationTopic.Parcels);
        await visitor.Submit(await visitor.Page(link), "form.sheet", link);
        Assert.Null((await buyer.Page("/notifications/settings")).QuerySelector("input[value=Parcels][checked]"));
        Assert.Empty((await visitor.Page("/notifications/stop?token=nonsense")).QuerySelectorAll("form.sheet"));
    }
}
