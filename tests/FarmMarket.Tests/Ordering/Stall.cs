using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Shipping;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Tests.Ordering;

/// <summary>A market with one open shop that has fruit and a freight template: where buying starts from.</summary>
internal sealed class Stall : IAsyncDisposable
{
    public static readonly PostalAddress Guangzhou = new("陈小雨", "13800001234", "440106", "石牌街道 88 号");
    public static readonly PostalAddress Lhasa = new("卓玛", "13800004321", "540102", "八廓街 1 号");

    public required TestMarket Market { get; init; }
    public required FarmScene Farm { get; init; }
    public UserId Buyer => Farm.Buyer;

    /// <summary>Special and first grade in grams; freight ¥8 + ¥2/kg, free from ¥200, not to Tibet and Xinjiang.</summary>
    public static async Task<Stall> Open(long special = 25_000, long first = 50_000, bool pickup = false, Action<IServiceCollection>? also = null)
    {
        var market = TestMarket.Start(also);
        var stall = new Stall { Market = market, Farm = await Shop(market, pickup) };
        await stall.Bring(stall.Farm.Listing.Pools[0], special);
        await stall.Bring(stall.Farm.Listing.Pools[1], first);
        return stall;
    }

    /// <summary>Another shop on the same market.</summary>
    public async Task<FarmScene> Neighbour()
    {
        var farm = await Shop(Market, pickup: false);
        await Bring(farm.Listing.Pools[0], 25_000);
        await Bring(farm.Listing.Pools[1], 50_000);
        return farm;
    }

    private static async Task<FarmScene> Shop(TestMarket market, bool pickup)
    {
        FarmScene farm = null!;
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            var template = new FreightTemplate { ShopId = farm.ShopId };
            template.Ask(
                new Money(200_00),
                pickup ? new LocalText("那坡镇果园，下午 3 点以后", "Napo orchard, after 3 pm") : null,
                [
                    new() { Provinces = "", FirstWeight = new(1_000), FirstPrice = new(800), AdditionalWeight = new(1_000), AdditionalPrice = new(200) },
                    new() { Provinces = "54,65", Served = false, Position = 1 },
                ],
                market.Clock.GetUtcNow());
            db.Add(template);
        });
        return farm;
    }

    public Task Bring(StockPool pool, long units) => Market.Given(db =>
        new Stock(db, new Actor(), Market.Clock).Move(pool.Id, pool.ListingId, units, StockMoveKind.Harvested, null, CancellationToken.None));

    public WantedLine FiveJin(int quantity, Money? seen = null) => new(Farm.FiveJin.Id, quantity, seen);

    public WantedLine TenJin(int quantity, Money? seen = null) => new(Farm.TenJin.Id, quantity, seen);

    public static PlaceOrder.Command Wish(params WantedLine[] lines) => new() { Lines = lines, To = new(null, Guangzhou) };

    public Task<PlaceOrder.Result> Place(params WantedLine[] lines) => Market.Send(Wish(lines), Buyer);

    public Task<long> Left(Pack pack) =>
        Market.Look(db => db.Set<StockPool>().Where(pool => pool.Id == pack.StockPoolId).Select(pool => pool.Available).SingleAsync());

    public Task<Order> Stored(string number) => Market.Look(db => db.Set<Order>().AsNoTracking()
        .Include(order => order.Lines).Include(order => order.Timeline).SingleAsync(order => order.Number == number));

    /// <summary>What must hold at any moment: every pool is the sum of its ledger and not below zero.</summary>
    public async Task TheLedgerAddsUp()
    {
        var pools = await Market.Look(db => db.Set<StockPool>().AsNoTracking().Select(pool => new { pool.Id, pool.Available }).ToListAsync());
        var moves = await Market.Look(db => db.Set<StockMove>().AsNoTracking().GroupBy(move => move.StockPoolId)
            .Select(group => new { group.Key, Sum = group.Sum(move => move.Quantity) }).ToDictionaryAsync(group => group.Key, group => group.Sum));
        Assert.All(pools, pool =>
        {
            Assert.True(pool.Available >= 0, $"Pool {pool.Id.Value} stands at {pool.Available}.");
            Assert.Equal(moves.GetValueOrDefault(pool.Id), pool.Available);
        });
    }

    public ValueTask DisposeAsync() => Market.DisposeAsync();
}
