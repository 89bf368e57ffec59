using System.Net;
using System.Text;
using FarmMarket.Accounts;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.StripeSandbox;
using FarmMarket.Testing;
using FarmMarket.Web.Endpoints;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Pages;

/// <summary>The pages of money, walked as browsers without JavaScript do.</summary>
public sealed class MoneyPagesTests
{
    private const string Secret = "whsec_of_the_tests";

    private static async Task<(FarmScene Farm, Order Order)> Paid(WebMarket market)
    {
        FarmScene farm = null!;
        Order order = null!;
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            order = await farm.Paid(db, fiveJin: 2);
        });
        return (farm, order);
    }

    [Fact]
    public async Task A_shop_gives_some_money_back_and_the_buyer_reads_why()
    {
        await using var market = new WebMarket();
        var (farm, order) = await Paid(market);
        var owner = await market.SignedIn(farm.Owner);
        var path = $"/seller/{farm.Shop}/orders/{order.Number}/refund";
        Assert.NotNull((await owner.Page($"/seller/{farm.Shop}/orders/{order.Number}")).QuerySelector($"a[href='{path}']"));
        var page = await owner.Page(path);

        var unreadable = await owner.Submit(page, "form[action$='handler=Refund']", path, ("Input.Parts[0].Amount", "许多"), ("Input.Note", "压坏了"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unreadable.StatusCode);
        var again = await unreadable.Document();
        Assert.Equal("许多", again.QuerySelector("#part-0")!.GetAttribute("value"));
        Assert.Equal("压坏了", again.QuerySelector("#note")!.TextContent);
        var tooMuch = await owner.Submit(page, "form[action$='handler=Refund']", path, ("Input.Parts[0].Amount", "1000"), ("Input.Note", "压坏了"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMuch.StatusCode);

        // A double tap refunds once.
        for (var tap = 0; tap < 2; tap++)
            Assert.Equal(HttpStatusCode.Redirect, (await owner.Submit(page, "form[action$='handler=Refund']", path, ("Input.Parts[0].Amount", "5.50"), ("Input.Note", "压坏了"))).StatusCode);

        var refund = await market.Look(db => db.Set<Refund>().AsNoTracking().SingleAsync());
        Assert.Equal((550, "压坏了"), (refund.Amount.Fen, refund.Note));
        var seen = await (await market.SignedIn(farm.Buyer)).Page("/orders/" + order.Number);
        Assert.Contains("¥5.50", seen.QuerySelector("aside .alert")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("压坏了", seen.QuerySelector("aside .alert")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_is_the_owners_business_and_refunds_the_managers()
    {
        await using var market = new WebMarket();
        var (farm, order) = await Paid(market);
        var (other, _) = await Paid(market);
        string[] paths = [$"/seller/{farm.Shop}/money", $"/seller/{farm.Shop}/orders/{order.Number}/refund"];
        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.OK, (await (await market.SignedIn(farm.Owner)).GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await (await market.SignedIn(farm.Packer)).GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await (await market.SignedIn(other.Owner)).GetAsync(path)).StatusCode);
            Assert.Equal(HttpStatusCode.Redirect, (await market.Visitor().GetAsync(path)).StatusCode);
        }
        var foreign = $"/seller/{other.Shop}/orders/{order.Number}/refund";
        Assert.Equal(HttpStatusCode.NotFound, (await (await market.SignedIn(other.Owner)).GetAsync(foreign)).StatusCode);
        foreach (var path in (string[])["/admin/money", "/admin/orders/" + order.Number])
        {
            Assert.Equal(HttpStatusCode.OK, (await (await market.SignedIn(farm.Owner, "zh", Roles.Operator)).GetAsync(path)).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await (await market.SignedIn(farm.Owner)).GetAsync(path)).StatusCode);
        }
    }

    [Theory]
    [InlineData("zh", "还没有货款", "买家付款")]
    [InlineData("en", "No money yet", "Buyer paid")]
    public async Task A_statement_says_in_plain_words_what_happened_and_can_be_taken_along(string language, string empty, string happened)
    {
        await using var market = new WebMarket();
        FarmScene farm = null!;
        await market.Given(async db => farm = await FarmScene.Set(db, market.Clock.GetUtcNow()));
        var owner = await market.SignedIn(farm.Owner, language);
        var path = $"/seller/{farm.Shop}/money";
        Assert.Equal(empty, (await owner.Page(path)).QuerySelector(".empty h2")!.TextContent);

        string number = "";
        await market.Given(async db =>
        {
            var order = await farm.Ordered(db);
            number = order.Number;
        });
        var checkout = await market.Look(db => db.Set<Checkout>().Select(each => each.Number).SingleAsync());
        await market.Send(new PayInDemo.Command(checkout), farm.Buyer);

        var page = await owner.Page(path);
        Assert.Contains(happened, page.QuerySelector("tbody th")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($"tbody a[href='/seller/{farm.Shop}/orders/{number}']"));
        var file = await owner.GetByteArrayAsync(path + "?handler=Export&format=csv");
        Assert.Contains(number, Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stripes_page_is_led_to_and_its_word_is_heard_at_the_webhook()
    {
        await using var stripe = await Sandbox.Start(new() { WebhookSecret = Secret, Clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.FromHours(8))) });
        await using var market = new WebMarket(
            ("Stripe:SecretKey", "sk_test_sandbox"), ("Stripe:WebhookSecret", Secret), ("Stripe:ApiBase", stripe.Address.GetLeftPart(UriPartial.Authority)));
        FarmScene farm = null!;
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            await farm.Ordered(db);
        });
        var checkout = await market.Look(db => db.Set<Checkout>().Select(each => each.Number).SingleAsync());
        var buyer = await market.SignedIn(farm.Buyer);
        var page = await buyer.Page("/pay/" + checkout);
        var leads = await buyer.Submit(page, "form[action$='handler=Stripe']", "/pay/" + checkout);
        var there = (await leads.Document()).QuerySelector(".alert-success a")!.GetAttribute("href")!;
        Assert.Contains(there, leads.Headers.GetValues("Refresh").Single(), StringComparison.Ordinal);

        var waiting = await buyer.Page($"/pay/{checkout}/return");
        Assert.Contains("请稍等", waiting.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        Assert.True(stripe.Books.Pay(there.Split('/')[^1]));
        var payload = stripe.Deliveries.Events.Last(message => (string?)message["type"] == "checkout.session.completed").ToJsonString();
        async Task<HttpStatusCode> Tell(string? signature)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(payload, Encoding.UTF8, "application/json") };
            if (signature is not null)
                request.Headers.Add(StripeWebhook.Header, signature);
            return (await market.Visitor().SendAsync(request)).StatusCode;
        }
        Assert.Equal(HttpStatusCode.BadRequest, await Tell(null));
        Assert.Equal(HttpStatusCode.BadRequest, await Tell(Deliveries.Sign(payload, "whsec_of_somebody_else", market.Clock.GetUtcNow())));
        Assert.Equal(HttpStatusCode.OK, await Tell(Deliveries.Sign(payload, Secret, market.Clock.GetUtcNow())));
        Assert.Equal(HttpStatusCode.OK, await Tell(Deliveries.Sign(payload, Secret, market.Clock.GetUtcNow())));

        Assert.Equal(HttpStatusCode.Redirect, (await buyer.GetAsync($"/pay/{checkout}/return")).StatusCode);
        Assert.Equal(1, await market.Look(db => db.Set<Payment>().CountAsync(payment => payment.State == PaymentState.Succeeded)));
    }

    [Fact]
    public async Task Without_a_key_stripe_is_not_there()
    {
        await using var market = new WebMarket();
        Assert.Equal(HttpStatusCode.NotFound, (await market.Visitor().PostAsync("/webhooks/stripe", new StringContent("{}"))).StatusCode);
    }
}
