using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FarmMarket.Catalog;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Endpoints;

public sealed class CartEndpointTests : IAsyncLifetime
{
    private readonly WebMarket market = new();
    private FarmScene scene = null!;

    public async ValueTask InitializeAsync()
    {
        scene = await market.Look(db => FarmScene.Set(db, market.Clock.GetUtcNow()));
        await market.Look(db => db.Set<StockPool>().ExecuteUpdateAsync(pool => pool.SetProperty(p => p.Available, 100_000)));
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private static HttpRequestMessage Post(string pack, string quantity, string? site = "same-origin", string? origin = null, bool json = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/cart/lines")
        {
            Content = new FormUrlEncodedContent([new("pack", pack), new("quantity", quantity)]),
        };
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        if (json)
            request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    private string FiveJin => scene.FiveJin.Id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Without_a_script_a_listing_goes_into_the_cart_and_leads_there()
    {
        var visitor = market.Visitor();
        var page = await visitor.Page($"/market/{scene.Listing.Slug}");

        var answer = await visitor.Submit(page, "form[data-packs]", "", ("quantity", "2"));

        Assert.Equal("/cart", answer.Headers.Location!.OriginalString);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("cart=", StringComparison.Ordinal) && cookie.Contains("httponly", StringComparison.Ordinal));
        Assert.Equal("1", (await visitor.Page("/fragments/me")).QuerySelector("[data-cart-count]")!.TextContent);
    }

    [Fact]
    public async Task A_script_is_told_what_was_added_and_how_much_is_in_the_cart()
    {
        var answer = await (await market.Visitor().SendAsync(Post(FiveJin, "1", json: true))).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("已放进购物车：田阳桂七芒果 5斤装", answer.GetProperty("message").GetString());
        Assert.Equal(1, answer.GetProperty("cartCount").GetInt32());
        Assert.Equal("/cart", answer.GetProperty("link").GetProperty("href").GetString());
    }

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData(null, "https://elsewhere.example")]
    [InlineData(null, null)]
    public async Task A_form_of_another_site_puts_nothing_into_the_cart(string? site, string? origin)
    {
        var answer = await market.Visitor().SendAsync(Post(FiveJin, "1", site, origin));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task An_older_browser_says_where_it_comes_from_in_Origin()
    {
        var answer = await market.Visitor().SendAsync(Post(FiveJin, "1", site: null, origin: "https://localhost"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("0", "数量至少是 1")]
    [InlineData("-3", "数量至少是 1")]
    [InlineData("many", "数量要写成数字")]
    public async Task A_quantity_that_makes_no_sense_is_refused_with_the_reason(string quantity, string reason)
    {
        var answer = await market.Visitor().SendAsync(Post(FiveJin, quantity, json: true));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(reason, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("first")]
    [InlineData("999999")]
    public async Task An_unknown_pack_is_refused(string pack) =>
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await market.Visitor().SendAsync(Post(pack, "1", json: true))).StatusCode);

    [Fact]
    public async Task A_person_is_called_by_name_and_the_browser_knows_to_ask()
    {
        var buyer = await market.SignedIn(scene.Buyer);

        Assert.Equal("buyer", (await buyer.Page("/fragments/me")).QuerySelector(".me-name")!.TextContent);
        Assert.Equal("/sign-in", (await market.Visitor().Page("/fragments/me")).QuerySelectorAll("a")[^1].GetAttribute("href"));
    }

    [Fact]
    public async Task What_a_stranger_chose_is_in_the_cart_of_the_person_who_signs_in()
    {
        var visitor = market.Visitor();
        await visitor.SendAsync(Post(FiveJin, "2"));

        await visitor.GetAsync($"/test-sign-in/{scene.Buyer.Value}");
        var first = await visitor.Page("/fragments/me");
        var elsewhere = await (await market.SignedIn(scene.Buyer)).Page("/fragments/me");

        Assert.Equal("1", first.QuerySelector("[data-cart-count]")!.TextContent);
        Assert.Equal("1", elsewhere.QuerySelector("[data-cart-count]")!.TextContent);
    }
}
