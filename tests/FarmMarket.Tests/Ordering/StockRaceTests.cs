using FarmMarket.Catalog;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Ordering;

/// <summary>Many hands on the same fruit at the same time.</summary>
public sealed class StockRaceTests
{
    [Fact]
    public async Task Two_hundred_buyers_for_the_last_twenty_packs_of_mixed_sizes_get_exactly_what_the_pool_holds()
    {
        // 20 packs of 5斤 in the pool, but half of the buyers want the 10斤 box that takes two of them.
        await using var stall = await Stall.Open(special: 20 * 2_500);
        var box = new Pack { StockPoolId = stall.Farm.Listing.Pools[0].Id, Name = new("10斤箱"), BaseUnits = 5_000, GrossWeight = new(5_500), Price = new(75_00) };
        await stall.Market.Given(box);
        var buyers = new List<UserId>();
        for (var n = 0; n < 200; n++)
            buyers.Add(await stall.Market.Person());

        var units = await Task.WhenAll(buyers.Select((buyer, n) => Task.Run(async () =>
        {
            try
            {
                await stall.Market.Send(Stall.Wish(n % 2 == 0 ? stall.FiveJin(1) : new WantedLine(box.Id, 1)), buyer);
                return n % 2 == 0 ? 2_500 : 5_000;
            }
            catch (RulesBroken refused)
            {
                Assert.Equal(("lines[0].quantity", "out-of-stock"), refused.Rules.Select(rule => (rule.Field!, rule.Code)).Single());
                return 0;
            }
        })));

        Assert.Equal(20 * 2_500, units.Sum());
        Assert.Equal(0, await stall.Left(box));
        Assert.Equal(units.Count(taken => taken > 0), await stall.Market.Look(db => db.Set<Order>().CountAsync()));
        await stall.TheLedgerAddsUp();
    }

    [Fact]
    public async Task Orders_that_want_the_same_pools_in_opposite_order_all_go_through()
    {
        await using var stall = await Stall.Open(special: 2_500 * 80, first: 5_000 * 80);
        await Task.WhenAll(Enumerable.Range(0, 80).Select(n => Task.Run(() =>
            n % 2 == 0 ? stall.Place(stall.FiveJin(1), stall.TenJin(1)) : stall.Place(stall.TenJin(1), stall.FiveJin(1)))));
        Assert.Equal(0, await stall.Left(stall.Farm.FiveJin));
        Assert.Equal(0, await stall.Left(stall.Farm.TenJin));
        await stall.TheLedgerAddsUp();
    }

    [Fact]
    public async Task What_an_order_held_is_given_back_once_however_often_and_however_simultaneously()
    {
        await using var stall = await Stall.Open(special: 25_000);
        var placed = await stall.Place(stall.FiveJin(4));
        Assert.Equal(15_000, await stall.Left(stall.Farm.FiveJin));

        stall.Market.Clock.Advance(Checkout.ReservedFor);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => stall.Market.Send(new ExpireCheckout.Job(placed.Checkout), system: true))));
        await stall.Market.RunJobs();

        Assert.Equal(25_000, await stall.Left(stall.Farm.FiveJin));
        Assert.Equal(OrderState.Expired, (await stall.Stored(placed.Orders[0].Number)).State);
        await stall.TheLedgerAddsUp();
    }

    [Fact]
    public async Task An_unpaid_order_frees_its_fruit_after_thirty_minutes_and_not_before()
    {
        await using var stall = await Stall.Open(special: 5_000);
        await stall.Place(stall.FiveJin(2));

        stall.Market.Clock.Advance(Checkout.ReservedFor - TimeSpan.FromSeconds(1));
        await stall.Market.RunJobs();
        Assert.Equal(0, await stall.Left(stall.Farm.FiveJin));

        stall.Market.Clock.Advance(TimeSpan.FromSeconds(1));
        await stall.Market.RunJobs();
        Assert.Equal(5_000, await stall.Left(stall.Farm.FiveJin));
        await stall.TheLedgerAddsUp();
    }

    [Fact]
    public async Task An_expiry_that_runs_on_a_fast_clock_is_put_off_not_lost()
    {
        await using var stall = await Stall.Open(special: 5_000);
        var placed = await stall.Place(stall.FiveJin(2));
        await stall.Market.Look(db => db.Set<Job>().ExecuteDeleteAsync());

        await stall.Market.Send(new ExpireCheckout.Job(placed.Checkout), system: true);
        stall.Market.Clock.Advance(Checkout.ReservedFor);
        await stall.Market.RunJobs();

        Assert.Equal(5_000, await stall.Left(stall.Farm.FiveJin));
    }

    [Fact]
    public async Task A_shop_cannot_write_off_fruit_that_orders_hold()
    {
        await using var stall = await Stall.Open(special: 5_000);
        await stall.Place(stall.FiveJin(1));
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => stall.Bring(stall.Farm.Listing.Pools[0], -2_501));
        Assert.Equal("below-zero", refused.Code);
        await stall.Bring(stall.Farm.Listing.Pools[0], -2_500);
        Assert.Equal(0, await stall.Left(stall.Farm.FiveJin));
        await stall.TheLedgerAddsUp();
    }
}
