using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Search;
using FarmMarket.Shops;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FarmMarket.Tests.Search;

/// <summary>The index and the page stamps follow what the trade does, through its own commands.</summary>
public sealed class FollowingTests
{
    private static async Task<FarmScene> SetScene(TestMarket market)
    {
        FarmScene scene = null!;
        await market.Given(async db => scene = await FarmScene.Set(db, market.Clock.GetUtcNow()));
        return scene;
    }

    private static async Task<BrowseMarket.Result> Find(TestMarket market, MarketQuery query) => await market.Send(new BrowseMarket.Query(query));

    private static Task<MoveStock.Result> Harvest(TestMarket market, FarmScene scene, long grams) => market.Send(
        new MoveStock.Command(scene.Shop, scene.Listing.Slug, scene.Listing.Pools[0].Id, grams > 0 ? StockMoveKind.Harvested : StockMoveKind.Spoiled, Math.Abs(grams), null),
        scene.Owner);

    [Fact]
    public async Task What_is_on_the_market_when_a_node_starts_is_found()
    {
        await using var market = TestMarket.Start();
        var scene = await SetScene(market);
        await market.Follow();

        var card = Assert.Single((await Find(market, new() { Text = "田阳芒果" })).Cards);
        Assert.Equal(scene.Listing.Slug, card.Slug);
        Assert.Equal("黄记果园", card.ShopName.Zh);
        Assert.False(card.InStock);
    }

    [Fact]
    public async Task A_listing_is_found_when_put_on_sale_and_gone_when_paused()
    {
        await using var market = TestMarket.Start();
        var scene = await SetScene(market);
        await market.Follow();
        foreach (var onSale in (bool[])[false, true, false])
        {
            await market.Send(new ChangeListingStatus.Command(scene.Shop, [scene.Listing.Slug], onSale), scene.Owner);
            await market.Follow();
            Assert.Equal(onSale ? 1 : 0, (await Find(market, new() { Text = "mango" })).Total);
        }
    }

    [Fact]
    public async Task A_shop_that_is_closed_takes_its_listings_along_and_brings_them_back()
    {
        await using var market = TestMarket.Start();
        var scene = await SetScene(market);
        await market.Follow();
        await market.Send(new SuspendShop.Command(scene.Shop, "资质需要核查"), scene.Owner, isOperator: true);
        await market.Follow();
        Assert.Equal(0, (await Find(market, new())).Total);
        await market.Send(new ApproveShop.Command(scene.Shop), scene.Owner, isOperator: true);
        await market.Follow();
        Assert.Equal(1, (await Find(market, new())).Total);
    }

    [Fact]
    public async Task Stock_that_only_moves_changes_the_page_of_the_listing_but_not_the_lists()
    {
        await using var market = TestMarket.Start();
        var stamps = market.Services.GetRequiredService<PageStamps>();
        var scene = await SetScene(market);
        await Harvest(market, scene, 50_000);
        await market.Follow();
        Assert.Equal(1, (await Find(market, new() { InStock = true })).Total);

        var before = (stamps.Market, Listing: stamps.Listing(scene.Listing.Slug), Shop: stamps.Shop(scene.Shop));
        await Harvest(market, scene, -10_000);
        await market.Follow();
        Assert.Equal(before.Market, stamps.Market);
        Assert.NotEqual(before.Listing, stamps.Listing(scene.Listing.Slug));
        Assert.NotEqual(before.Shop, stamps.Shop(scene.Shop));
    }

    [Fact]
    public async Task What_is_sold_out_leaves_what_is_in_stock_and_comes_back_with_the_next_harvest()
    {
        await using var market = TestMarket.Start();
        var stamps = market.Services.GetRequiredService<PageStamps>();
        var scene = await SetScene(market);
        await Harvest(market, scene, 5_000);
        await market.Follow();
        var before = stamps.Market;

        await Harvest(market, scene, -3_000);
        await market.Follow();
        Assert.Equal(0, (await Find(market, new() { InStock = true })).Total);
        Assert.NotEqual(before, stamps.Market);

        await Harvest(market, scene, 3_000);
        await market.Follow();
        Assert.Equal(1, (await Find(market, new() { InStock = true })).Total);
    }

    [Fact]
    public async Task Nothing_new_moves_no_stamp()
    {
        await using var market = TestMarket.Start();
        var stamps = market.Services.GetRequiredService<PageStamps>();
        var scene = await SetScene(market);
        await market.Follow();
        var before = (stamps.Market, stamps.Listing(scene.Listing.Slug));
        await market.Follow();
        Assert.Equal(before, (stamps.Market, stamps.Listing(scene.Listing.Slug)));
    }

    [Fact]
    public async Task A_change_that_becomes_visible_after_a_later_one_is_not_missed()
    {
        await using var market = TestMarket.Start();
        var (early, late) = (await SetScene(market), await SetScene(market));
        await market.Given(Change(late, 3));
        await market.Follow();
        Assert.Equal(2, (await Find(market, new())).Total);

        async Task Gone(FarmScene scene, long number)
        {
            await market.Look(db => db.Set<Listing>().Where(listing => listing.Id == scene.Listing.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(listing => listing.Status, ListingStatus.Paused)));
            await market.Given(Change(scene, number));
            await market.Follow();
        }
        await Gone(late, 20);
        Assert.Equal(1, (await Find(market, new())).Total);
        market.Clock.Advance(TimeSpan.FromSeconds(20));
        await Gone(early, 10);
        Assert.Equal(0, (await Find(market, new())).Total);

        ListingChange Change(FarmScene scene, long number) => new() { Id = new(number), ListingId = scene.Listing.Id, At = market.Clock.GetUtcNow() };
    }

    [Fact]
    public async Task Old_numbers_are_forgotten_but_never_the_last()
    {
        await using var market = TestMarket.Start();
        var scene = await SetScene(market);
        foreach (var onSale in (bool[])[false, true])
            await market.Send(new ChangeListingStatus.Command(scene.Shop, [scene.Listing.Slug], onSale), scene.Owner);
        market.Clock.Advance(ForgetOldChanges.Kept + TimeSpan.FromDays(1));
        await market.Send(new ForgetOldChanges.Job(), system: true);
        Assert.Equal(1, await market.Look(db => db.Set<ListingChange>().CountAsync()));
    }

    [Fact]
    public async Task A_node_goes_on_where_its_index_ends()
    {
        await using var node = new Node();
        var scene = await node.Begin();
        node.Stop();
        await node.Market.Send(new ChangeListingStatus.Command(scene.Shop, [scene.Listing.Slug], OnSale: false), scene.Owner);
        await node.Start();
        Assert.False(node.Follower.WasBuilt);
        Assert.Equal(0, node.Index.Count);
    }

    [Fact]
    public async Task An_index_of_a_database_that_was_put_back_is_built_again()
    {
        await using var node = new Node();
        await node.Begin();
        node.Index.Commit("999999 999999");
        node.Stop();
        await node.Start();
        Assert.True(node.Follower.WasBuilt);
        Assert.Equal(1, node.Index.Count);
    }

    [Fact]
    public async Task An_index_that_lost_listings_is_built_again()
    {
        await using var node = new Node();
        var scene = await node.Begin();
        node.Index.Apply([], [scene.Listing.Id.Value]);
        node.Index.Commit(node.Index.Position!);
        node.Stop();
        await node.Start();
        Assert.True(node.Follower.WasBuilt);
        Assert.Equal(1, node.Index.Count);
    }

    [Fact]
    public async Task Public_pages_cost_few_statements()
    {
        await using var market = TestMarket.Start();
        var scene = await SetScene(market);
        await market.Follow();
        Assert.Equal(1, await Statements(() => market.Send(new BrowseMarket.Query(new() { Text = "mangguo", Counties = ["451003"] }))));
        Assert.Equal(0, await Statements(() => market.Send(new BrowseMarket.Query(new() { Text = "nothing" }))));
        Assert.InRange(await Statements(() => market.Send(new ShowHome.Query())), 1, 2);
        Assert.InRange(await Statements(() => market.Send(new ShowListing.Query(scene.Listing.Slug))), 1, 3);
        Assert.InRange(await Statements(() => market.Send(new ShowShop.Query(scene.Shop))), 1, 2);

        static async Task<int> Statements(Func<Task> act)
        {
            var count = StatementCount.Start();
            await act();
            return count();
        }
    }

    /// <summary>A node whose index can be closed and opened again on one database.</summary>
    private sealed class Node : IAsyncDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("farmmarket-index-");

        public TestMarket Market { get; } = TestMarket.Start();
        public ListingIndex Index { get; private set; } = null!;
        public ListingFollower Follower { get; private set; } = null!;
        public async Task<FarmScene> Begin()
        {
            var scene = await SetScene(Market);
            await Start();
            Assert.True(Follower.WasBuilt);
            Follower.Commit();
            return scene;
        }

        public async Task Start()
        {
            Index = ListingIndex.Open(folder.FullName);
            Follower = new(Market.Services.GetRequiredService<IServiceScopeFactory>(), () => Index, new PageStamps(), Market.Clock, NullLogger<ListingFollower>.Instance);
            await Follower.Follow();
        }

        public void Stop()
        {
            Follower.Dispose();
            Index.Dispose();
        }

        public async ValueTask DisposeAsync()
        {
            Stop();
            await Market.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }
}
