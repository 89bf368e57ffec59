using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FarmMarket.Browser.Tests;

/// <summary>A grower lists fruit, a buyer finds, orders and pays for it, the shop ships it, the courier brings it, the buyer confirms.</summary>
public sealed class JourneyTests(Region region)
{
    private const string Grower = "15400000001";
    private const string Buyer = "15400000004";
    private const string Operator = "15400000006";

    [Theory]
    [InlineData("zh", 360, true)]
    [InlineData("zh", 1280, true)]
    [InlineData("en", 360, true)]
    [InlineData("en", 1280, true)]
    [InlineData("zh", 360, false)]
    public async Task From_the_orchard_to_the_table(string language, int width, bool script)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"试摘桂七 {language}{width}{(script ? "a" : "b")}");
        var grower = await region.Somebody(language, width, script);
        await grower.SignIn(Grower);
        var shop = await MyShop(grower);
        await List(grower, shop, title, language, script);

        var buyer = await region.Somebody(language, width, script);
        var listing = await Find(buyer, title, language, script);
        await buyer.SignIn(Buyer);
        var order = await Order(buyer, listing, language, script);

        var waybill = string.Create(CultureInfo.InvariantCulture, $"SF15400{width:00000}{(language == "en" ? 1 : 2)}{(script ? 1 : 2)}");
        await grower.PackAndShip(shop, order, waybill, language, script);
        await Deliver(waybill);

        await buyer.GotoAsync("/orders/" + order);
        await Assertions.Expect(buyer.Locator("main")).ToContainTextAsync(waybill);
        await buyer.IsFit(language, script);
        await buyer.Locator("form[action*='Receipt'] button").ClickAsync();
        await Assertions.Expect(buyer.Locator("form[action*='Receipt']")).ToHaveCountAsync(0);
        await grower.GotoAsync($"/seller/{shop}/orders/{order}");
        await Assertions.Expect(grower.Locator("main")).ToContainTextAsync(language == "en" ? "Completed" : "已完成");
    }

    [Fact]
    public async Task On_a_slow_line_the_listing_form_keeps_what_is_typed_and_saves_only_when_the_photo_is_up()
    {
        var page = await region.Somebody("zh", 360);
        await page.SignIn(Grower);
        var shop = await MyShop(page);
        var listings = $"/seller/{shop}/listings";
        await page.GotoAsync(listings + "/new");

        var line = new TaskCompletionSource();
        await page.RouteAsync("**/listings/new", async route =>
        {
            await line.Task;
            await route.ContinueAsync();
        });
        var title = page.Locator("#Input_Title");
        await page.RunAndWaitForRequestAsync(() => page.Locator("#Input_Variety").SelectOptionAsync("guire-82"), request => request.Method == "POST");
        await page.Locator("#Input_Description").FillAsync("树上熟");
        await title.PressSequentiallyAsync("慢线路上的芒果");
        line.SetResult();
        await Assertions.Expect(page.Locator("[data-listing-form] .form-check .soft").First).ToContainTextAsync("百色芒果");
        await title.PressSequentiallyAsync("好吃");
        await Assertions.Expect(title).ToHaveValueAsync("慢线路上的芒果好吃");
        await Assertions.Expect(page.Locator("#Input_Description")).ToHaveValueAsync("树上熟");

        var upload = new TaskCompletionSource();
        await page.RouteAsync("**/photos", async route =>
        {
            await upload.Task;
            await route.ContinueAsync();
        });
        await page.Locator("#Input_Pools_0__OpeningStock").FillAsync("10");
        await page.Locator("#Input_Pools_0__Packs_0__Price").FillAsync("49.90");
        await page.Locator("#Input_Pools_0__Packs_1__Price").FillAsync("92");
        var photo = new FilePayload { Name = "mango.png", MimeType = "image/png", Buffer = await page.ScreenshotAsync() };
        await page.RunAndWaitForRequestAsync(() => page.Locator("#Uploads").SetInputFilesAsync(photo), request => request.Url.EndsWith("/photos", StringComparison.Ordinal));
        await page.Locator(".save-bar button[value='draft']").ClickAsync();
        upload.SetResult();
        await page.Reaches(new Regex(listings + "$"));
        await page.Locator("main a", new() { HasTextString = "慢线路上的芒果好吃" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#Input_Photos_0__Alt")).ToBeAttachedAsync();
    }

    private static async Task<string> MyShop(IPage page)
    {
        await page.GotoAsync("/seller");
        var link = await page.Locator("main a[href^='/seller/']:not([href='/seller/open'])").First.GetAttributeAsync("href");
        return link!.Split('/')[2];
    }

    private static async Task List(IPage page, string shop, string title, string language, bool script)
    {
        await page.GotoAsync($"/seller/{shop}/listings/new");
        await page.IsFit(language, script);
        await page.Locator("#Input_Variety").SelectOptionAsync("guire-82");
        await page.Locator("#Input_Title").FillAsync(title);
        await page.Locator("#Input_Pools_0__OpeningStock").FillAsync("100");
        await page.Locator("#Input_Pools_0__Packs_0__Price").FillAsync("49.90");
        await page.Locator("#Input_Pools_0__Packs_1__Price").FillAsync("92");
        await page.Locator("#Uploads").SetInputFilesAsync(new FilePayload { Name = "mango.png", MimeType = "image/png", Buffer = await page.ScreenshotAsync() });
        if (!script)
            await page.Locator("button[value='upload']").ClickAsync();
        await Assertions.Expect(page.Locator("#Input_Photos_0__Alt")).ToBeVisibleAsync();
        Assert.Equal(title, await page.Locator("#Input_Title").InputValueAsync());
        await page.Locator("button[value='publish']").ClickAsync();
        await page.Reaches(new Regex($"/seller/{shop}/listings(?!/new)"));
        await page.IsFit(language, script);
    }

    private static async Task<string> Find(IPage page, string title, string language, bool script)
    {
        await page.GotoAsync("/");
        await page.IsFit(language, script);
        var link = page.Locator(".listing-title a", new() { HasTextString = title });
        // The search index follows within a second; a person would look again.
        for (var look = 0; look < 20; look++)
        {
            await page.Locator("form[role=search] input[name=q]").First.FillAsync(title);
            await page.Locator("form[role=search] input[name=q]").First.PressAsync("Enter");
            await page.Reaches(new Regex("/market\\?q="));
            if (await link.CountAsync() > 0)
                break;
        }
        await page.IsFit(language, script);
        await link.First.ClickAsync();
        await page.Reaches(new Regex("/market/[a-z0-9-]+$"));
        await page.IsFit(language, script);
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task<string> Order(IPage page, string listing, string language, bool script)
    {
        await page.GotoAsync(listing);
        await page.Locator("form[action='/cart/lines'] button[type=submit], form[action='/cart/lines'] button:not([type])").First.ClickAsync();
        if (script)
            await Assertions.Expect(page.Locator("[data-cart-count]").First).Not.ToBeEmptyAsync();
        await page.GotoAsync("/cart");
        await page.IsFit(language, script);
        await page.Locator("a[href='/checkout']").First.ClickAsync();
        await page.Reaches(new Regex("/checkout"));
        await page.IsFit(language, script);
        await page.Locator("#checkout .btn-buy").Last.ClickAsync();
        await page.Reaches(new Regex("/pay/\\d+"));
        await page.IsFit(language, script);
        await page.Locator("#pay button").ClickAsync();
        await page.Reaches(new Regex("/orders"));
        await page.GotoAsync("/orders");
        await page.IsFit(language, script);
        var order = page.Locator("main a[href^='/orders/']").Filter(new() { HasTextRegex = new Regex("\\d{14}") }).First;
        var number = Regex.Match((await order.GetAttributeAsync("href"))!, "\\d{14}").Value;
        await page.GotoAsync("/orders/" + number);
        await page.IsFit(language, script);
        return number;
    }

    private async Task Deliver(string waybill)
    {
        var courier = await region.Somebody("zh", 1280);
        await courier.SignIn(Operator);
        await courier.GotoAsync("/admin/courier");
        await courier.Locator($"form:has(input[value='{waybill}']) button[value='Delivered']").ClickAsync();
        await courier.WaitForLoadStateAsync();
    }
}
