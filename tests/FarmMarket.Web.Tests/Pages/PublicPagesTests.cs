using System.Net;
using System.Text.Json;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Search;
using FarmMarket.Testing;
using FarmMarket.Web.Pages;
using FarmMarket.Web.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Tests.Pages;

public sealed class PublicPagesTests
{
    private static async Task<(WebMarket Market, FarmScene Scene)> Open(long grams = 100_000)
    {
        var market = new WebMarket();
        var scene = await market.Look(db => FarmScene.Set(db, market.Clock.GetUtcNow()));
        await market.Look(db => db.Set<StockPool>().ExecuteUpdateAsync(pool => pool.SetProperty(p => p.Available, grams)));
        return (market, scene);
    }

    private static Task<int> Change(WebMarket market, FarmScene scene, Action<Listing> change) => market.Look(async db =>
    {
        change(await db.Set<Listing>().SingleAsync(listing => listing.Slug == scene.Listing.Slug));
        return await db.SaveChangesAsync();
    });

    [Fact]
    public async Task A_listing_names_every_pack_with_its_price_and_the_price_of_a_jin()
    {
        var (market, scene) = await Open();
        await using var _ = market;

        var page = await market.Visitor().Page($"/market/{scene.Listing.Slug}");

        Assert.Equal("田阳桂七芒果", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["5斤装|¥39.80|¥7.96/斤", "10斤装|¥68.00|¥6.80/斤"], page.QuerySelectorAll(".choice").Select(choice =>
            string.Join('|', choice.QuerySelectorAll(".pack-name, .pack-price, .pack-unit").Select(part => part.TextContent.Trim()))));
        Assert.Equal("/cart/lines", page.QuerySelector("form[data-packs]")!.GetAttribute("action"));
        Assert.Single(page.QuerySelectorAll(".choice input[checked]"));
    }

    [Fact]
    public async Task An_English_reader_gets_English_and_every_page_names_its_twin()
    {
        var (market, scene) = await Open();
        await using var _ = market;

        var page = await market.Visitor("en").Page($"/market/{scene.Listing.Slug}");

        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Guiqi mango from Tianyang", page.QuerySelector("h1")!.TextContent);
        Assert.Equal($"https://localhost/market/{scene.Listing.Slug}?lang=en", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal(["zh-CN", "en", "x-default"], page.QuerySelectorAll("link[hreflang]").Select(link => link.GetAttribute("hreflang")));
    }

    [Fact]
    public async Task What_a_grower_writes_cannot_end_the_structured_data()
    {
        var (market, scene) = await Open();
        await using var _ = market;
        const string Title = "</script><script>alert(1)</script>";
        await Change(market, scene, listing => listing.Title = new(Title));

        var page = await market.Visitor().Page($"/market/{scene.Listing.Slug}");

        var data = Assert.Single(page.QuerySelectorAll("script:not([src])"));
        using var product = JsonDocument.Parse(data.TextContent);
        Assert.Equal(Title, product.RootElement.GetProperty("name").GetString());
        Assert.Equal(["39.80", "68.00"], product.RootElement.GetProperty("offers").EnumerateArray().Select(offer => offer.GetProperty("price").GetString()));
        Assert.Equal(Title, page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_paused_listing_keeps_its_page_but_cannot_be_bought()
    {
        var (market, scene) = await Open();
        await using var _ = market;
        await Change(market, scene, listing => listing.Pause(market.Clock.GetUtcNow()));

        var page = await market.Visitor().Page($"/market/{scene.Listing.Slug}");

        Assert.Empty(page.QuerySelectorAll(".buy-bar"));
        Assert.All(page.QuerySelectorAll(".choice input"), pack => Assert.True(pack.HasAttribute("disabled")));
        Assert.Contains("暂时不卖", page.QuerySelector(".alert")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_that_the_pool_no_longer_holds_cannot_be_chosen()
    {
        var (market, scene) = await Open(grams: 4_999);
        await using var _ = market;

        var page = await market.Visitor().Page($"/market/{scene.Listing.Slug}");

        Assert.Equal([false, true], page.QuerySelectorAll(".choice input").Select(pack => pack.HasAttribute("disabled")));
        Assert.Equal("1", page.QuerySelector("input[name=quantity]")!.GetAttribute("max"));
    }

    [Theory]
    [InlineData("/market/nothing-of-this-name")]
    [InlineData("/shops/nobody")]
    public async Task What_is_not_there_is_a_friendly_404(string path)
    {
        await using var market = new WebMarket();

        var page = await market.Visitor().Page(path, HttpStatusCode.NotFound);

        Assert.Equal("这里没有东西", page.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.QuerySelector("meta[name=robots][content=noindex]"));
    }

    [Fact]
    public async Task A_public_page_is_the_same_for_a_stranger_and_for_the_owner()
    {
        var (market, scene) = await Open();
        await using var _ = market;
        var owner = await market.SignedIn(scene.Owner);

        foreach (var path in new[] { "/", "/market", "/shops", $"/shops/{scene.Shop}", $"/market/{scene.Listing.Slug}" })
        {
            var seen = await owner.GetStringAsync(path);
            Assert.Equal(await market.Visitor().GetStringAsync(path), seen);
            Assert.DoesNotContain("__RequestVerificationToken", seen, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=", seen, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("zh", "收货后 72 小时内拍照申请")]
    [InlineData("en", "photos within 72 hours of receipt")]
    public async Task A_new_time_for_claims_is_promised_as_soon_as_the_node_has_seen_it(string language, string promise)
    {
        var (market, scene) = await Open();
        await using var _ = market;
        var (visitor, path) = (market.Visitor(language), $"/market/{scene.Listing.Slug}");
        Assert.Contains(" 48 ", (await visitor.Page(path)).QuerySelector(".deal")!.TextContent, StringComparison.Ordinal);

        var said = (await market.Send(new EditListing.Query(scene.Shop, scene.Listing.Slug), scene.Owner)).Content;
        await market.Send(new UpdateListing.Command(scene.Shop, scene.Listing.Slug, said with { ClaimHours = 72 }), scene.Owner);
        await market.Services.GetRequiredService<ListingFollower>().Follow();

        Assert.Contains(promise, (await visitor.Page(path)).QuerySelector(".deal")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shops_figures_stand_beside_its_name_with_the_orders_they_rest_on_and_no_share_of_a_handful()
    {
        var (market, scene) = await Open();
        await using var _ = market;
        string[] paths = [$"/market/{scene.Listing.Slug}", $"/shops/{scene.Shop}", $"/seller/{scene.Shop}/claims"];
        var owner = await market.SignedIn(scene.Owner);
        Task<string[]> Said(HttpClient reader) => Task.WhenAll(paths.Select(async path =>
            string.Join('|', (await reader.Page(path + (path.StartsWith("/seller", StringComparison.Ordinal) ? "" : "?fresh=" + PublicNumbers.Token()))).QuerySelectorAll(".shop-figures span").Select(part => part.TextContent))));

        Assert.Equal(["", "", ""], await Said(owner));
        var quality = new ShopQuality { ShopId = scene.ShopId, Completed = 9, Awarded = 9, Due = 9, InTime = 0 };
        await market.Given(quality);
        Assert.All(await Said(owner), said => Assert.Equal("近 90 天完成 9 单，订单还不多", said));

        await market.Look(db => db.Set<ShopQuality>().ExecuteUpdateAsync(set => set.SetProperty(q => q.Completed, 40).SetProperty(q => q.Awarded, 1).SetProperty(q => q.Due, 39).SetProperty(q => q.InTime, 39)));
        Assert.All(await Said(owner), said => Assert.Equal("近 90 天完成 40 单|按时发货 100%（39/39 单）|包赔率 2.5%（1/40 单）", said));
        Assert.All(await Said(await market.SignedIn(scene.Owner, "en")), said => Assert.Equal("40 orders completed in 90 days|Sent in time 100% (39 of 39)|Claims paid 2.5% (1 of 40)", said));
    }

    [Fact]
    public async Task A_shop_page_tells_who_they_are_and_what_they_sell()
    {
        var (market, scene) = await Open();
        await using var _ = market;

        var page = await market.Visitor().Page($"/shops/{scene.Shop}");
        var list = await market.Visitor().Page("/shops?county=451003");

        Assert.Equal("黄记果园", page.QuerySelector("h1")!.TextContent);
        Assert.Equal($"/market/{scene.Listing.Slug}", page.QuerySelector(".listing-title a")!.GetAttribute("href"));
        Assert.Equal($"/shops/{scene.Shop}", list.QuerySelector(".story a")!.GetAttribute("href"));
        Assert.Contains("1 种在卖", list.QuerySelector(".story")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_market_says_so_and_keeps_what_was_asked()
    {
        await using var market = new WebMarket();

        var page = await market.Visitor().Page("/market?q=%E6%A1%82%E4%B8%83&county=451003&page=0&ships=soon&price=nonsense");

        Assert.NotNull(page.QuerySelector(".empty"));
        Assert.Equal("桂七", page.QuerySelector(".search input")!.GetAttribute("value"));
        Assert.Contains(page.QuerySelectorAll(".chip-on"), chip => chip.TextContent.Contains("田阳区", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_language_once_chosen_stays_and_leads_back_to_the_page()
    {
        await using var market = new WebMarket();
        var visitor = market.Visitor();
        var page = await visitor.Page("/shops");

        var answer = await visitor.Submit(page, "form.language", "/shops", ("to", "en"));
        var after = await visitor.Page(answer.Headers.Location!.OriginalString);

        Assert.Equal("/shops", answer.Headers.Location.OriginalString);
        Assert.Equal("en", after.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("//elsewhere.example/")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    public async Task The_language_switch_leads_nowhere_else(string back)
    {
        await using var market = new WebMarket();

        var answer = await market.Visitor().PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("back", back)]));

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_failure_is_told_with_a_number_to_find_it_by()
    {
        await using var market = new WebMarket();

        var page = await market.Visitor().Page("/errors/500", HttpStatusCode.InternalServerError);

        Assert.NotEmpty(page.QuerySelector(".error-page .fine .code")!.TextContent.Trim());
    }

    [Fact]
    public async Task The_style_guide_is_for_builders_only()
    {
        await using var demo = new WebMarket();
        var environment = demo.Services.GetRequiredService<IWebHostEnvironment>();

        Assert.Equal(HttpStatusCode.OK, (await demo.Visitor().GetAsync("/styleguide")).StatusCode);
        Assert.IsType<NotFoundResult>(new StyleguideModel(Options.Create(new MarketOptions { Demo = false }), environment).OnGet());
    }
}
