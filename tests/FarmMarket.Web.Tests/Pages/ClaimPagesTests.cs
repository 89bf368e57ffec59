using System.Net;
using System.Net.Http.Headers;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NetVips;

namespace FarmMarket.Web.Tests.Pages;

/// <summary>Bad fruit from the buyer's photo to the operator's word, as browsers without JavaScript walk it.</summary>
public sealed class ClaimPagesTests
{
    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task From_the_photo_to_the_last_word(string language)
    {
        await using var market = new WebMarket();
        FarmScene farm = null!;
        Order order = null!;
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            order = await farm.Ordered(db);
        });
        var checkout = await market.Look(db => db.Set<Checkout>().Select(each => each.Number).SingleAsync());
        await market.Send(new PayInDemo.Command(checkout), farm.Buyer);
        var buyer = await market.SignedIn(farm.Buyer, language);
        var path = $"/orders/{order.Number}/lines/1/claim";
        Assert.Null((await buyer.Page("/orders/" + order.Number)).QuerySelector($"a[href='{path}']"));
        Assert.Null((await buyer.Page(path)).QuerySelector("#uploads"));
        await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", "SF154000036011"), farm.Owner);
        await market.Send(new ConfirmReceipt.Command(order.Number), farm.Buyer);
        var arrived = (await buyer.Page("/orders/" + order.Number)).QuerySelector($".sheet:has(a[href='{path}'])")!;
        Assert.Contains(" 48 ", arrived.TextContent, StringComparison.Ordinal);

        // Too much is refused, and the photo that is up stays up.
        var refused = await Send(buyer, await buyer.Page(path), path, "99", "压烂了", withPhoto: true);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var again = await refused.Document();
        Assert.Equal("99", again.QuerySelector("#bad")!.GetAttribute("value"));
        Assert.Equal("压烂了", again.QuerySelector("#words")!.TextContent);
        Assert.Single(again.QuerySelectorAll("input[name=Photos]"));
        var opened = await Send(buyer, again, path, "2", "压烂了", withPhoto: false);
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        var claim = opened.Headers.Location!.ToString();
        var number = claim.Split('/')[^1];

        var owner = await market.SignedIn(farm.Owner, language);
        var list = await owner.Page($"/seller/{farm.Shop}/claims");
        Assert.NotNull(list.QuerySelector($"a[href='/seller/{farm.Shop}/claims/{number}']"));
        var desk = $"/seller/{farm.Shop}/claims/{number}";
        Assert.Null((await (await market.SignedIn(farm.Packer, language)).Page(desk)).QuerySelector("button[value=Accept]"));
        var page = await owner.Page(desk);
        var silent = await owner.Submit(page, "form:has(button[value=Refuse])", desk, ("answer", "Refuse"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await owner.Submit(page, "form:has(button[value=Offer])", desk, ("answer", "Offer"), ("Amount", "3.00"), ("Words", "运输中压的"))).StatusCode);

        page = await buyer.Page(claim);
        Assert.Contains("¥3.00", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await buyer.Submit(page, "form:has(button[value=Appeal])", claim, ("reply", "Appeal"), ("Words", "坏了一半"))).StatusCode);

        var judge = await market.SignedIn(await market.Person(), language, Roles.Operator);
        Assert.NotNull((await judge.Page("/admin/claims")).QuerySelector($"a[href='/admin/claims/{number}']"));
        page = await judge.Page("/admin/claims/" + number);
        Assert.Contains("运输中压的", page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await judge.Submit(page, "form:has(#amount)", "/admin/claims/" + number, ("Amount", "10.00"), ("Words", "照片清楚"))).StatusCode);

        Assert.Equal([new Money(1_000)], await market.Look(db => db.Set<Refund>().Where(refund => refund.Reason == RefundReason.Claim).Select(refund => refund.Amount).ToListAsync()));
        Assert.Contains("¥10.00", (await buyer.Page("/orders/" + order.Number)).QuerySelector("aside .alert")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claim_does_not_exist_for_others()
    {
        await using var market = new WebMarket();
        FarmScene farm = null!, other = null!;
        await market.Given(async db =>
        {
            (farm, other) = (await FarmScene.Set(db, market.Clock.GetUtcNow()), await FarmScene.Set(db, market.Clock.GetUtcNow()));
            var order = await farm.Paid(db);
            var claim = new Claim
            {
                Number = "26070100000000",
                OrderNumber = order.Number,
                OrderLineId = order.Lines[0].Id,
                ShopId = farm.ShopId,
                BuyerId = farm.Buyer,
                Title = order.Lines[0].Title,
                PackName = order.Lines[0].PackName,
                Unit = StockUnit.Gram,
                OrderedUnits = 2_500,
                BadUnits = 500,
                Asked = new(800),
                Kept = new(800),
                OpenedAt = market.Clock.GetUtcNow(),
            };
            claim.Begin("压烂了", ["x"], market.Clock.GetUtcNow());
            db.Add(claim);
        });
        Assert.Equal(HttpStatusCode.NotFound, (await (await market.SignedIn(other.Buyer)).GetAsync("/claims/26070100000000")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await market.SignedIn(other.Owner)).GetAsync($"/seller/{other.Shop}/claims/26070100000000")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await market.SignedIn(other.Owner)).GetAsync($"/seller/{farm.Shop}/claims/26070100000000")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await (await market.SignedIn(farm.Buyer)).GetAsync("/admin/claims/26070100000000")).StatusCode);
    }

    private static async Task<HttpResponseMessage> Send(HttpClient buyer, AngleSharp.Html.Dom.IHtmlDocument page, string path, string bad, string words, bool withPhoto)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(page.QuerySelector("input[name=Key]")!.GetAttribute("value")!), "Key" },
            { new StringContent(bad), "Bad" },
            { new StringContent(words), "Words" },
        };
        foreach (var photo in page.QuerySelectorAll("input[name=Photos]"))
            form.Add(new StringContent(photo.GetAttribute("value")!), "Photos");
        if (withPhoto)
        {
            using var image = Image.Black(640, 480, bands: 3);
            form.Add(new ByteArrayContent(image.JpegsaveBuffer()) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } }, "uploads", "bad.jpg");
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await buyer.SendAsync(request);
    }
}
