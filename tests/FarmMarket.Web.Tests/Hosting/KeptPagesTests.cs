using System.IO.Compression;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Search;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Web.Tests.Hosting;

/// <summary>Public pages are kept, and never shown once what they show has changed.</summary>
public sealed class KeptPagesTests
{
    private static async Task<FarmScene> Set(WebMarket market)
    {
        var scene = await market.Look(db => FarmScene.Set(db, market.Clock.GetUtcNow()));
        await Stock(market, scene, 100_000);
        await Follow(market.Services);
        return scene;
    }

    private static Task<MoveStock.Result> Stock(WebMarket market, FarmScene scene, long grams) => market.Send(
        new MoveStock.Command(scene.Shop, scene.Listing.Slug, scene.Listing.Pools[0].Id, grams > 0 ? StockMoveKind.Harvested : StockMoveKind.Spoiled, Math.Abs(grams), null),
        scene.Owner);

    private static Task Follow(IServiceProvider services) => services.GetRequiredService<ListingFollower>().Follow();

    private static async Task Reprice(MarketDb db, FarmScene scene, long fen, DateTimeOffset now)
    {
        var listing = await db.Set<Listing>().Include(l => l.Pools).ThenInclude(pool => pool.Packs).Include(l => l.Photos).SingleAsync(l => l.Slug == scene.Listing.Slug);
        foreach (var pack in listing.Pools.SelectMany(pool => pool.Packs))
            pack.Price = new Money(fen);
        listing.Touch(now);
        db.Add(new ListingChange { ListingId = listing.Id, At = now });
        await db.SaveChangesAsync();
    }

    private static bool WasKept(HttpResponseMessage answer) => answer.Headers.Age is not null;

    [Fact]
    public async Task A_new_price_is_on_every_page_as_soon_as_the_node_has_seen_it()
    {
        await using var market = new WebMarket();
        var scene = await Set(market);
        var visitor = market.Visitor();
        string[] paths = ["/", "/market", "/market?q=mangguo", $"/market/{scene.Listing.Slug}", $"/shops/{scene.Shop}"];
        foreach (var path in paths)
        {
            Assert.Contains("39", await visitor.GetStringAsync(path), StringComparison.Ordinal);
            Assert.True(WasKept(await visitor.GetAsync(path)), path);
        }

        await market.Given(db => Reprice(db, scene, 7_654, market.Clock.GetUtcNow()));
        await Follow(market.Services);
        foreach (var path in paths)
            Assert.Contains("76<small>.54", await visitor.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sold_out_says_so_as_soon_as_the_node_has_seen_it()
    {
        await using var market = new WebMarket();
        var scene = await Set(market);
        var visitor = market.Visitor();
        var path = $"/market/{scene.Listing.Slug}";
        Assert.DoesNotContain("已售罄", (await visitor.Page(path)).QuerySelector(".choices, .choice")!.TextContent, StringComparison.Ordinal);
        await Stock(market, scene, -100_000);
        await Follow(market.Services);
        Assert.Empty((await visitor.Page(path)).QuerySelectorAll(".choice input:not([disabled])"));
        Assert.Empty((await visitor.Page("/market?inStock=true")).QuerySelectorAll(".listing-title"));
    }

    [Fact]
    public async Task A_page_made_while_its_listing_changed_is_never_shown_again()
    {
        var meanwhile = new Meanwhile();
        await using var market = new WebMarket { Instead = services => services.AddSingleton<IPipelineBehavior<ShowListing.Query, ShowListing.Result>>(meanwhile) };
        var scene = await Set(market);
        var visitor = market.Visitor();
        meanwhile.Change = async () =>
        {
            await market.Given(db => Reprice(db, scene, 7_654, market.Clock.GetUtcNow()));
            await Follow(market.Services);
        };

        var path = $"/market/{scene.Listing.Slug}";
        Assert.Contains("39<small>.80", await visitor.GetStringAsync(path), StringComparison.Ordinal);
        Assert.Contains("76<small>.54", await visitor.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_language_and_encoding_has_a_page_of_its_own()
    {
        await using var market = new WebMarket();
        var scene = await Set(market);
        var path = $"/market/{scene.Listing.Slug}";
        foreach (var language in (string[])["zh", "en", "zh", "en"])
        {
            var page = await market.Visitor(language).Page(path);
            Assert.StartsWith(language, page.DocumentElement.GetAttribute("lang"), StringComparison.Ordinal);
        }

        var phone = market.Visitor();
        phone.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
        for (var time = 0; time < 2; time++)
        {
            var answer = await phone.GetAsync(path);
            Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
            Assert.Equal(time > 0, WasKept(answer));
            await using var unpacked = new BrotliStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
            Assert.Contains("田阳桂七芒果", await new StreamReader(unpacked).ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_asked_for_with_other_peoples_parameters_is_not_kept()
    {
        await using var market = new WebMarket();
        var scene = await Set(market);
        var visitor = market.Visitor();
        for (var time = 0; time < 2; time++)
            Assert.False(WasKept(await visitor.GetAsync($"/market/{scene.Listing.Slug}?from=chat&token=secret")));
        Assert.DoesNotContain("secret", await visitor.GetStringAsync($"/market/{scene.Listing.Slug}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_kept_when_that_is_switched_off()
    {
        await using var market = new WebMarket(("FarmMarket:KeepPages", "false"));
        await Set(market);
        var visitor = market.Visitor();
        for (var time = 0; time < 2; time++)
            Assert.False(WasKept(await visitor.GetAsync("/market")));
    }

    [Fact]
    public async Task A_node_is_ready_when_it_can_find_everything()
    {
        await using var market = new WebMarket();
        await Set(market);
        Assert.Contains("\"search\":\"Healthy\"", await market.Visitor().GetStringAsync("/health/ready"), StringComparison.Ordinal);
    }

    /// <summary>Changes the data after a page has read it and before it is kept.</summary>
    private sealed class Meanwhile : IPipelineBehavior<ShowListing.Query, ShowListing.Result>
    {
        public Func<Task>? Change { get; set; }

        public async Task<ShowListing.Result> Handle(ShowListing.Query request, CancellationToken cancellationToken, RequestHandlerDelegate<ShowListing.Result> next)
        {
            var read = await next();
            if (Change is { } change)
                await change();
            return read;
        }
    }
}
