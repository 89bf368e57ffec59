using System.Xml.Linq;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Support;

namespace FarmMarket.Web.Tests.Endpoints;

public sealed class SitemapEndpointTests
{
    private static async Task<string[]> Addresses(HttpClient client, string file) =>
        [.. XDocument.Parse(await client.GetStringAsync(file)).Descendants().Where(element => element.Name.LocalName == "loc").Select(element => element.Value)];

    [Fact]
    public async Task Search_engines_find_every_open_shop_and_every_listing_on_sale()
    {
        await using var market = new WebMarket(("FarmMarket:PublicUrl", "https://market.example/"));
        var scene = await market.Look(db => FarmScene.Set(db, market.Clock.GetUtcNow()));
        var paused = await market.Look(db => FarmScene.Set(db, market.Clock.GetUtcNow()));
        await market.Look(async db =>
        {
            db.Attach(paused.Listing).Entity.Pause(market.Clock.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        var engine = market.Visitor();

        var files = await Addresses(engine, "/sitemap.xml");

        Assert.Equal(["https://market.example/sitemap/shops.xml", "https://market.example/sitemap/listings-0.xml"], files);
        Assert.Equal([$"https://market.example/market/{scene.Listing.Slug}"], await Addresses(engine, "/sitemap/listings-0.xml"));
        Assert.Equal([$"https://market.example/shops/{scene.Shop}", $"https://market.example/shops/{paused.Shop}"], await Addresses(engine, "/sitemap/shops.xml"));
        Assert.Contains("Sitemap: https://market.example/sitemap.xml", await engine.GetStringAsync("/robots.txt"), StringComparison.Ordinal);
    }
}
