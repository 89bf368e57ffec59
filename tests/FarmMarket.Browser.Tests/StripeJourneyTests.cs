using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FarmMarket.Browser.Tests;

/// <summary>A buyer pays on Stripe's page: declined, asked by the bank, gone away and back; gets some money back, and more for bad fruit.</summary>
public sealed partial class StripeJourneyTests(Region region)
{
    private const string Buyer = "15400000005";
    private const string Owner = "15400000011";
    private const string Shop = "lin-feng-mang-guo-he-zuo-she";
    private const string Operator = "15400000006";

    [GeneratedRegex("[0-9]{14}")]
    private static partial Regex Number();

    [Theory]
    [InlineData("zh", 360, true)]
    [InlineData("en", 1280, true)]
    [InlineData("zh", 360, false)]
    public async Task Declined_then_asked_by_the_bank_then_paid_in_part_refunded_and_made_good(string language, int width, bool script)
    {
        var buyer = await region.Somebody(language, width, script);
        await buyer.SignIn(Buyer);
        await Order(buyer);
        await buyer.IsFit(language, script);

        // Goes there, changes their mind, and comes back to where they were.
        await ToStripe(buyer);
        await buyer.IsFit(language, script);
        await buyer.Locator("main a").Last.ClickAsync();
        await buyer.Reaches(new Regex("/pay/[0-9]+$"));

        await ToStripe(buyer);
        await buyer.Locator("#card").FillAsync("4000 0000 0000 0002");
        await buyer.Locator("button[value=card]").ClickAsync();
        await Assertions.Expect(buyer.Locator("[role=alert]")).ToBeVisibleAsync();
        await buyer.Locator("#card").FillAsync("4000 0025 0000 3155");
        await buyer.Locator("button[value=card]").ClickAsync();
        await buyer.IsFit(language, script);
        await buyer.Locator("button[value=confirmed]").ClickAsync();

        await buyer.Reaches(new Regex("/orders/[0-9]{14}$"));
        await Assertions.Expect(buyer.Locator("main")).ToContainTextAsync(language == "en" ? "Paid" : "已付款");
        var order = Number().Match(buyer.Url).Value;

        var desk = await region.Somebody(language, 1280, script);
        await desk.SignIn(Operator);
        await desk.GotoAsync("/admin/orders/" + order);
        await desk.IsFit(language, script);
        await desk.Locator("#part-0").FillAsync("1.50");
        await desk.Locator("#note").FillAsync(string.Create(CultureInfo.InvariantCulture, $"压坏了 {order}"));
        await desk.Locator("form[action*='Refund'] button").ClickAsync();
        await Assertions.Expect(desk.Locator("main")).ToContainTextAsync("¥1.50");
        await desk.GotoAsync("/admin/money");
        await desk.IsFit(language, script);

        await buyer.GotoAsync("/orders/" + order);
        await Assertions.Expect(buyer.Locator("aside")).ToContainTextAsync("¥1.50");
        await Assertions.Expect(buyer.Locator("aside")).ToContainTextAsync(order);
        await buyer.IsFit(language, script);

        await Claim(buyer, order, language, script);
    }

    /// <summary>The box arrives with bad fruit in it; the shop sees the photo and agrees.</summary>
    private async Task Claim(IPage buyer, string order, string language, bool script)
    {
        var owner = await region.Somebody(language, 360, script);
        await owner.SignIn(Owner);
        await owner.PackAndShip(Shop, order, "SF15" + order[^11..], language, script);
        await buyer.GotoAsync("/orders/" + order);
        await buyer.Locator("form[action*='Receipt'] button").ClickAsync();
        await buyer.Locator($"a[href='/orders/{order}/lines/1/claim']").ClickAsync();
        await buyer.Locator("#bad").FillAsync("0.5");
        await buyer.Locator("#words").FillAsync("压烂了，流水了");
        await buyer.IsFit(language, script);
        await buyer.Locator("#uploads").SetInputFilesAsync(new FilePayload { Name = "bad.png", MimeType = "image/png", Buffer = await buyer.ScreenshotAsync() });
        await buyer.Locator("main form:has(#uploads) button.btn-primary").ClickAsync();
        await buyer.Reaches(new Regex("/claims/[0-9]{14}$"));
        await Assertions.Expect(buyer.Locator("main img").First).ToBeVisibleAsync();
        await buyer.IsFit(language, script);

        await owner.GotoAsync($"/seller/{Shop}/claims");
        await owner.IsFit(language, script);
        await owner.GotoAsync($"/seller/{Shop}/claims/{Number().Match(buyer.Url).Value}");
        await owner.IsFit(language, script);
        await owner.Locator("button[value=Accept]").ClickAsync();
        await Assertions.Expect(owner.Locator("button[value=Accept]")).ToHaveCountAsync(0);
        await buyer.ReloadAsync();
        await Assertions.Expect(buyer.Locator("main .tag-leaf")).ToBeVisibleAsync();
        await buyer.IsFit(language, script);
    }

    private static async Task Order(IPage page)
    {
        await page.GotoAsync("/shops/" + Shop);
        await page.Locator(".listing-title a").First.ClickAsync();
        await page.Reaches(new Regex("/market/[a-z0-9-]+$"));
        await page.RunAndWaitForResponseAsync(
            () => page.Locator("form[action='/cart/lines'] button[type=submit], form[action='/cart/lines'] button:not([type])").First.ClickAsync(),
            answer => answer.Url.EndsWith("/cart/lines", StringComparison.Ordinal));
        await page.GotoAsync("/checkout");
        await page.Locator("#checkout .btn-buy").Last.ClickAsync();
        await page.Reaches(new Regex("/pay/[0-9]+"));
    }

    /// <summary>The market's page leads on by itself.</summary>
    private static async Task ToStripe(IPage page)
    {
        await page.Locator("form[action*='Stripe'] button").ClickAsync();
        await page.Reaches(new Regex("/pay/cs_test_"));
    }
}
