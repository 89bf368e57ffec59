using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Shops;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Ordering;

public sealed class PlaceOrderTests
{
    private static async Task<IReadOnlyList<RuleBroken>> Refused(Func<Task> act)
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(act);
        return refused switch
        {
            RulesBroken many => many.Rules,
            RuleBroken one => [one],
            _ => throw refused,
        };
    }

    private static async Task RefusedWith(Func<Task> act, params (string? Field, string Code)[] expected) =>
        Assert.Equal(expected, (await Refused(act)).Select(rule => (rule.Field, rule.Code)));

    [Fact]
    public async Task An_order_takes_its_fruit_and_waits_for_payment()
    {
        await using var stall = await Stall.Open();

        var placed = await stall.Place(stall.FiveJin(2), stall.TenJin(1));

        // 2 × ¥39.80 + ¥68.00; 11.4 kg gross: ¥8 + 11 × ¥2.
        Assert.Equal((new Money(147_60), new Money(30_00), new Money(177_60)), (placed.Goods, placed.Freight, placed.Total));
        Assert.Equal(stall.Market.Clock.GetUtcNow() + Checkout.ReservedFor, placed.ExpiresAt);
        var order = await stall.Stored(Assert.Single(placed.Orders).Number);
        Assert.Equal(OrderState.AwaitingPayment, order.State);
        Assert.Equal("广东省 广州市 天河区", order.Delivery.Region);
        Assert.Equal([2, 1], order.Lines.Select(line => line.Quantity));
        Assert.Equal(OrderEventKind.Placed, Assert.Single(order.Timeline).Kind);
        Assert.Equal(20_000, await stall.Left(stall.Farm.FiveJin));
        Assert.Equal(45_000, await stall.Left(stall.Farm.TenJin));
        await stall.TheLedgerAddsUp();
    }

    [Fact]
    public async Task A_basket_over_two_shops_is_two_orders_under_one_payment()
    {
        await using var stall = await Stall.Open();
        var neighbour = await stall.Neighbour();

        var placed = await stall.Market.Send(
            Stall.Wish(stall.FiveJin(1), new(neighbour.TenJin.Id, 2), stall.TenJin(1)) with { Shops = [new(neighbour.Shop, Note: " 要硬一点的 ")] }, stall.Buyer);

        Assert.Equal([stall.Farm.Shop, neighbour.Shop], placed.Orders.Select(order => order.Shop));
        Assert.Equal(placed.Total, placed.Orders.Sum(order => order.Total));
        var theirs = await stall.Stored(placed.Orders[1].Number);
        Assert.Equal("要硬一点的", theirs.Note);
        Assert.Equal(theirs.Goods + theirs.Freight, theirs.Total);
        var checkout = await stall.Market.Look(db => db.Set<Checkout>().AsNoTracking().Include(c => c.Orders).SingleAsync());
        Assert.Equal(checkout.Total, checkout.Orders.Sum(order => order.Total));
    }

    [Fact]
    public async Task Goods_above_the_shops_sum_travel_free()
    {
        await using var stall = await Stall.Open();
        var placed = await stall.Place(stall.TenJin(3));
        Assert.Equal((new Money(204_00), Money.Zero), (placed.Goods, placed.Freight));
    }

    [Fact]
    public async Task Fetched_at_the_shop_it_costs_no_freight_and_needs_no_address()
    {
        await using var stall = await Stall.Open(pickup: true);
        var wish = Stall.Wish(stall.FiveJin(1)) with { To = new(null, new("陈小雨", "13800001234", "", "")), Shops = [new(stall.Farm.Shop, Pickup: true)] };

        var placed = await stall.Market.Send(wish, stall.Buyer);

        Assert.Equal(Money.Zero, placed.Freight);
        var order = await stall.Stored(placed.Orders[0].Number);
        Assert.True(order.Delivery.Pickup);
        Assert.Equal("那坡镇果园，下午 3 点以后", order.Delivery.Detail);
    }

    [Fact]
    public async Task Pickup_from_a_shop_that_offers_none_is_refused()
    {
        await using var stall = await Stall.Open();
        await RefusedWith(() => stall.Market.Send(Stall.Wish(stall.FiveJin(1)) with { Shops = [new(stall.Farm.Shop, Pickup: true)] }, stall.Buyer),
            ("lines[0].packId", "no-pickup"));
    }

    [Fact]
    public async Task More_than_there_is_is_refused_line_by_line_and_takes_nothing()
    {
        await using var stall = await Stall.Open(special: 5_000, first: 4_999);

        var refused = await Refused(() => stall.Place(stall.FiveJin(3), stall.TenJin(1)));

        Assert.Equal([("lines[0].quantity", "out-of-stock"), ("lines[1].quantity", "out-of-stock")], refused.Select(rule => (rule.Field!, rule.Code)));
        Assert.Equal(2L, Assert.Single(refused[0].Values));
        Assert.Equal("已经卖完了", refused[1].Message);
        Assert.Equal(5_000, await stall.Left(stall.Farm.FiveJin));
        Assert.Equal(0, await stall.Market.Look(db => db.Set<Checkout>().CountAsync()));
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(10_000), InlineData(int.MaxValue), InlineData(int.MinValue)]
    public async Task An_absurd_quantity_is_refused(int quantity)
    {
        await using var stall = await Stall.Open();
        var rule = Assert.Single(await Refused(() => stall.Place(stall.TenJin(1), stall.FiveJin(quantity))));
        Assert.Equal("Lines[1].Quantity", rule.Field);
    }

    [Fact]
    public async Task More_than_the_shop_sells_in_one_order_is_refused()
    {
        await using var stall = await Stall.Open(special: 100_000_000);
        await RefusedWith(() => stall.Place(stall.FiveJin(1_000)), ("lines[0].quantity", "too-many"));
    }

    [Fact]
    public async Task An_unknown_pack_is_refused()
    {
        await using var stall = await Stall.Open();
        await RefusedWith(() => stall.Place(stall.FiveJin(1), new(new PackId(987_654_321), 1)), ("lines[1].packId", "unknown-pack"));
    }

    [Fact]
    public async Task The_same_pack_on_two_lines_is_refused()
    {
        await using var stall = await Stall.Open();
        Assert.Equal("同一种规格请合并成一行", Assert.Single(await Refused(() => stall.Place(stall.FiveJin(1), stall.FiveJin(2)))).Message);
    }

    [Fact]
    public async Task Nothing_at_all_is_refused()
    {
        await using var stall = await Stall.Open();
        Assert.Equal("还没有选商品", Assert.Single(await Refused(() => stall.Place())).Message);
    }

    [Fact]
    public async Task A_listing_paused_since_is_refused_with_its_line()
    {
        await using var stall = await Stall.Open();
        await stall.Market.Given(async db => (await db.Set<Listing>().Include(l => l.Pools).ThenInclude(p => p.Packs).Include(l => l.Photos).SingleAsync()).Pause(stall.Market.Clock.GetUtcNow()));
        await RefusedWith(() => stall.Place(stall.FiveJin(1), stall.TenJin(1)), ("lines[0].packId", "listing-paused"), ("lines[1].packId", "listing-paused"));
    }

    [Fact]
    public async Task A_shop_on_holiday_takes_no_orders()
    {
        await using var stall = await Stall.Open();
        await stall.Market.Given(async db => (await db.Set<Shop>().SingleAsync()).TakeHoliday(new(2026, 7, 5), new("回老家"), new(2026, 7, 1)));
        await RefusedWith(() => stall.Place(stall.FiveJin(1)), ("lines[0].packId", "shop-on-holiday"));
    }

    [Fact]
    public async Task A_retired_pack_is_refused()
    {
        await using var stall = await Stall.Open();
        await stall.Market.Given(db => db.Set<Pack>().Where(pack => pack.Id == stall.Farm.FiveJin.Id).ExecuteUpdateAsync(set => set.SetProperty(pack => pack.Retired, true)));
        await RefusedWith(() => stall.Place(stall.FiveJin(1)), ("lines[0].packId", "pack-retired"));
    }

    [Fact]
    public async Task A_price_changed_since_it_was_seen_is_refused_and_told()
    {
        await using var stall = await Stall.Open();
        var rule = Assert.Single(await Refused(() => stall.Place(stall.FiveJin(1, seen: new(35_00)))));
        Assert.Equal(("lines[0].price", "price-changed"), (rule.Field!, rule.Code));
        Assert.Equal([new Money(35_00), new Money(39_80)], rule.Values);
    }

    [Fact]
    public async Task A_total_other_than_the_one_agreed_to_is_refused()
    {
        await using var stall = await Stall.Open();
        await RefusedWith(() => stall.Market.Send(Stall.Wish(stall.FiveJin(1)) with { ExpectedTotal = new(39_80) }, stall.Buyer), ("expectedTotal", "total-changed"));
    }

    [Fact]
    public async Task Where_the_shop_does_not_send_it_says_which_line_and_where_it_does()
    {
        await using var stall = await Stall.Open();
        var rule = Assert.Single(await Refused(() => stall.Market.Send(Stall.Wish(stall.FiveJin(1)) with { To = new(null, Stall.Lhasa) }, stall.Buyer)));
        Assert.Equal(("lines[0].packId", "not-served"), (rule.Field!, rule.Code));
        Assert.Contains("广西", rule.Values[2].ToString());
        Assert.DoesNotContain("西藏", rule.Values[2].ToString());
    }

    [Theory]
    [InlineData("999999"), InlineData("44"), InlineData("4401"), InlineData(""), InlineData(null), InlineData("'; DROP TABLE")]
    public async Task An_address_outside_the_tree_is_refused(string? region)
    {
        await using var stall = await Stall.Open();
        await RefusedWith(() => stall.Market.Send(Stall.Wish(stall.FiveJin(1)) with { To = new(null, Stall.Guangzhou with { RegionCode = region! }) }, stall.Buyer),
            ("to.regionCode", "address-outside-the-tree"));
    }

    [Fact]
    public async Task An_address_of_somebody_elses_book_does_not_exist()
    {
        await using var stall = await Stall.Open();
        var other = await stall.Market.Person();
        var theirs = await stall.Market.Send(new SaveAddress.Command(null, Stall.Guangzhou, IsDefault: true), other);
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(Stall.Wish(stall.FiveJin(1)) with { To = new(theirs, null) }, stall.Buyer));
        Assert.Single((await stall.Market.Send(Stall.Wish(stall.FiveJin(1)) with { To = new(theirs, null) }, other)).Orders);
    }

    [Fact]
    public async Task The_same_request_twice_is_one_order_even_when_all_is_sold_by_then()
    {
        await using var stall = await Stall.Open(special: 5_000);
        var wish = Stall.Wish(stall.FiveJin(2)) with { IdempotencyKey = "tap" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => stall.Market.Send(wish, stall.Buyer)));

        Assert.Single(answers.Select(answer => answer.Checkout).Distinct());
        Assert.Equal(0, await stall.Left(stall.Farm.FiveJin));
        Assert.Equal(1, await stall.Market.Look(db => db.Set<Order>().CountAsync()));
    }

    [Fact]
    public async Task A_price_that_changes_while_orders_stream_in_is_never_charged_wrong()
    {
        await using var stall = await Stall.Open(special: 25_000_000);
        var seen = stall.Farm.FiveJin.Price;
        var orders = Enumerable.Range(0, 60).Select(async number =>
        {
            if (number == 30)
            {
                await stall.Market.Given(async db =>
                {
                    var listing = await db.Set<Listing>().Include(l => l.Pools).ThenInclude(p => p.Packs).Include(l => l.Photos).SingleAsync();
                    listing.Pools.SelectMany(pool => pool.Packs).Single(pack => pack.Id == stall.Farm.FiveJin.Id).Price = new(45_00);
                    listing.Touch(stall.Market.Clock.GetUtcNow());
                    db.Entry(listing).Property(l => l.Version).CurrentValue++;
                });
                return;
            }
            try
            {
                await stall.Place(stall.FiveJin(1, seen));
            }
            catch (RulesBroken refused)
            {
                Assert.Equal("price-changed", Assert.Single(refused.Rules).Code);
            }
        });
        await Task.WhenAll(orders);
        var paid = await stall.Market.Look(db => db.Set<OrderLine>().Select(line => line.UnitPrice).Distinct().ToListAsync());
        Assert.Equal([seen], paid);
    }
}
