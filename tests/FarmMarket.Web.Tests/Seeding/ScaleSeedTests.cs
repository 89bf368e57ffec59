using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Testing;
using FarmMarket.Web.Seeding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Web.Tests.Seeding;

public sealed class ScaleSeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 2, 0, 0, TimeSpan.Zero);

    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    [Theory, MemberData(nameof(Databases))]
    public async Task Every_ledger_of_the_made_up_market_adds_up(DatabaseProvider provider)
    {
        await using var market = await Seeded(provider, listings: 600, orders: 900);
        var db = market.Db;

        Assert.Equal(600, await db.Set<Listing>().CountAsync(Cancel));
        Assert.Equal(900, await db.Set<Order>().CountAsync(Cancel));
        Assert.Equal(0, await db.Set<StockPool>().CountAsync(
            pool => pool.Available != db.Set<StockMove>().Where(move => move.StockPoolId == pool.Id).Sum(move => move.Quantity), Cancel));
        var orders = await db.Set<Order>().AsNoTracking().Include(order => order.Lines).ToListAsync(Cancel);
        Assert.All(orders, order => Assert.Equal(order.Total.Fen, order.Freight.Fen + order.Lines.Sum(line => line.Sum.Fen)));
        var paid = await db.Set<Payment>().AsNoTracking().ToDictionaryAsync(payment => payment.CheckoutId, payment => payment.Amount, Cancel);
        Assert.All(orders, order => Assert.Equal(order.PaidAt is not null, paid.ContainsKey(order.CheckoutId)));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task New_rows_can_be_saved_after_it(DatabaseProvider provider)
    {
        await using var market = await Seeded(provider, listings: 60, orders: 0);
        var pool = await market.Db.Set<StockPool>().AsNoTracking().FirstAsync(Cancel);
        market.Db.Add(new StockMove { StockPoolId = pool.Id, ListingId = pool.ListingId, Quantity = 1, Kind = StockMoveKind.Correction, At = Now });
        Assert.Equal(1, await market.Db.SaveChangesAsync(Cancel));
    }

    [Fact]
    public async Task A_third_of_the_listings_are_mangoes_and_one_in_thirty_three_are_Orah_mandarins()
    {
        await using var market = await Seeded(DatabaseProvider.Sqlite, listings: 4000, orders: 0);
        var titles = await market.Db.Set<Listing>().Select(listing => listing.Title.Zh).ToListAsync(Cancel);
        Assert.InRange(titles.Count(title => title.Contains("芒果", StringComparison.Ordinal)) / 4000.0, 0.31, 0.36);
        Assert.InRange(titles.Count(title => title.Contains("沃柑", StringComparison.Ordinal)) / 4000.0, 0.02, 0.04);
    }

    [Fact]
    public async Task The_same_counts_give_the_same_market()
    {
        await using var one = await Seeded(DatabaseProvider.Sqlite, listings: 120, orders: 80);
        await using var other = await Seeded(DatabaseProvider.Sqlite, listings: 120, orders: 80);
        Assert.Equal(await Written(one.Db), await Written(other.Db));

        static async Task<List<string>> Written(MarketDb db) =>
        [
            .. await db.Set<Listing>().OrderBy(listing => listing.Id).Select(listing => listing.Slug + listing.Title.Zh + listing.FromPrice).ToListAsync(Cancel),
            .. await db.Set<Order>().OrderBy(order => order.Id).Select(order => order.Number + order.State + order.Total).ToListAsync(Cancel),
        ];
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<SeededMarket> Seeded(DatabaseProvider provider, int listings, int orders)
    {
        var market = new SeededMarket(provider);
        await ScaleSeed.Run(market.Db, Now, listings, orders, "no password", _ => { });
        return market;
    }

    private sealed class SeededMarket : IAsyncDisposable
    {
        private readonly TestDatabase database;
        private readonly ServiceProvider services;

        public SeededMarket(DatabaseProvider provider)
        {
            database = TestDatabase.Create(provider);
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Database:Provider"] = provider.ToString(),
                ["ConnectionStrings:Market"] = database.ConnectionString,
            }).Build();
            services = new ServiceCollection().AddMarketData(configuration).BuildServiceProvider();
            Db = services.CreateScope().ServiceProvider.GetRequiredService<MarketDb>();
        }

        public MarketDb Db { get; }

        public async ValueTask DisposeAsync()
        {
            await Db.DisposeAsync();
            await services.DisposeAsync();
            database.Dispose();
        }
    }
}
