using FarmMarket.Audit;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Testing;
using FarmMarket.Tests.Shops;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Catalog;

public sealed class ReviewTests : IAsyncLifetime
{
    private readonly TestMarket market = TestMarket.Start();
    private UserId operating;
    private const string Slug = "tian-yang-a-mei-guo-yuan-mango";

    public async ValueTask InitializeAsync()
    {
        operating = await market.Person("运营");
        await market.OpenedShop(await market.Person());
        await market.Given(async db => (await Whole(db)).Publish(market.Clock.GetUtcNow()));
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private static Task<Listing> Whole(MarketDb db) =>
        db.Set<Listing>().Include(listing => listing.Pools).ThenInclude(pool => pool.Packs).Include(listing => listing.Photos).SingleAsync();

    [Fact]
    public async Task A_listing_is_taken_down_with_a_reason_and_keeps_what_its_card_shows()
    {
        await market.Send(new TakeDownListing.Command(Slug, "照片不是自己的"), operating, isOperator: true);
        var listing = await market.Look(Whole);
        Assert.Equal((ListingStatus.TakenDown, "照片不是自己的", Money.Yuan(39.9m), "photo"), (listing.Status, listing.TakedownReason, listing.FromPrice, listing.CoverKey));
        Assert.Contains("照片不是自己的", Assert.Single((await market.Send(new ListListings.Query(ListingStatus.TakenDown), operating, isOperator: true)).Items).TakedownReason);
        Assert.Equal(operating, (await market.Look(db => db.Set<AuditEntry>().SingleAsync(entry => entry.Action == "listing.taken-down"))).By);

        await market.Send(new PutBackListing.Command(Slug), operating, isOperator: true);
        listing = await market.Look(Whole);
        Assert.Equal((ListingStatus.Paused, null, Money.Yuan(39.9m)), (listing.Status, listing.TakedownReason, listing.FromPrice));
    }

    [Fact]
    public async Task A_listing_taken_down_twice_at_once_is_taken_down_once()
    {
        var outcomes = await Race.All(Enumerable.Range(0, 3).Select(_ => (Func<Task>)(() => market.Send(new TakeDownListing.Command(Slug, "照片不是自己的"), operating, isOperator: true))));
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(1, await market.Look(db => db.Set<AuditEntry>().CountAsync(entry => entry.Action == "listing.taken-down")));
    }

    [Fact]
    public async Task Only_the_operator_takes_down_and_only_with_a_reason()
    {
        await Assert.ThrowsAsync<NotFound>(async () => await market.Send(new TakeDownListing.Command(Slug, "照片不是自己的"), await market.Person()));
        Assert.Equal("Reason", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new TakeDownListing.Command(Slug, "坏"), operating, isOperator: true))).Field);
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new TakeDownListing.Command("no-such", "照片不是自己的"), operating, isOperator: true));
        Assert.Equal("not-taken-down", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new PutBackListing.Command(Slug), operating, isOperator: true))).Code);
    }

    [Theory]
    [InlineData("桂七", 1)]
    [InlineData("guiqi", 0)]
    [InlineData("Guiqi", 1)]
    [InlineData("a-mei-guo", 1)]
    [InlineData("荔枝", 0)]
    public async Task Listings_are_found_by_title_or_address(string words, int found) =>
        Assert.Equal(found, (await market.Send(new ListListings.Query(Search: words), operating, isOperator: true)).Items.Count);

    [Fact]
    public async Task Stock_that_adds_up_shows_no_difference()
    {
        await Move(5000, 5000);
        var found = await market.Send(new ReconcileStock.Query(), operating, isOperator: true);
        Assert.Equal((1, 0), (found.Pools, found.Differences.Count));
    }

    [Fact]
    public async Task A_balance_that_is_not_its_ledgers_sum_is_found_and_written_down_once()
    {
        await Move(balance: 4000, ledger: 5000);
        var difference = Assert.Single((await market.Send(new ReconcileStock.Query(), operating, isOperator: true)).Differences);
        Assert.Equal((4000, 5000, Slug), (difference.Balance, difference.Ledger, difference.ListingSlug));

        await market.Send(new CheckStock.Job(), system: true);
        await market.Send(new CheckStock.Job(), system: true);
        var noted = await market.Look(db => db.Set<AuditEntry>().SingleAsync(entry => entry.Action == CheckStock.Action));
        Assert.Contains("4000", noted.Details, StringComparison.Ordinal);

        await Move(balance: 3000, ledger: 0);
        await market.Send(new CheckStock.Job(), system: true);
        Assert.Equal(2, await market.Look(db => db.Set<AuditEntry>().CountAsync(entry => entry.Action == CheckStock.Action)));
    }

    [Fact]
    public async Task The_check_comes_again_every_hour()
    {
        await market.Send(new PlanSchedules.Command(), system: true);
        await Move(balance: 1, ledger: 0);
        market.Clock.Advance(CheckStock.Every);
        await market.RunJobs();
        Assert.Equal(1, await market.Look(db => db.Set<AuditEntry>().CountAsync(entry => entry.Action == CheckStock.Action)));
        var job = await market.Look(db => db.Set<Job>().SingleAsync(job => job.Key == "schedule:Catalog.CheckStock.Job"));
        Assert.Equal((0, null), (job.Attempts, job.LastError));
    }

    private async Task Move(long balance, long ledger)
    {
        var pool = await market.Look(db => db.Set<StockPool>().AsNoTracking().SingleAsync());
        await market.Look(db => db.Set<StockPool>().ExecuteUpdateAsync(set => set.SetProperty(p => p.Available, balance)));
        if (ledger != 0)
            await market.Given(new StockMove { StockPoolId = pool.Id, ListingId = pool.ListingId, Quantity = ledger, Kind = StockMoveKind.Harvested, At = market.Clock.GetUtcNow() });
    }
}
