using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Ordering;

public sealed class CartTests
{
    private const string Cookie = "browser-one";

    private static Task<AddToCart.Result> Add(Stall stall, Pack pack, int quantity = 1, string? token = Cookie, UserId? user = null) =>
        stall.Market.Send(new AddToCart.Command(token, pack.Id, quantity), user);

    private static Task<ShowCart.View> Shown(Stall stall, string? token = Cookie, UserId? user = null) => stall.Market.Send(new ShowCart.Query(token), user);

    private static async Task<string> Refused(Func<Task> act) => (await Assert.ThrowsAsync<RuleBroken>(act)).Code;

    [Fact]
    public async Task A_stranger_can_fill_a_cart_that_no_other_browser_sees()
    {
        await using var stall = await Stall.Open();
        await Add(stall, stall.Farm.FiveJin, 2);
        Assert.Equal(2, (await Add(stall, stall.Farm.TenJin)).Count);

        var view = await Shown(stall);
        var shop = Assert.Single(view.Shops);
        Assert.Equal([2, 1], shop.Lines.Select(line => line.Quantity));
        Assert.Equal(new Money(147_60), view.Goods);
        Assert.True(view.CanCheckOut);
        Assert.Equal(0, (await Shown(stall, token: "browser-two")).Count);
        Assert.Equal(0, (await Shown(stall, token: null)).Count);
        Assert.Equal(2, await stall.Market.Send(new CountCart.Query(Cookie)));
        var stored = await stall.Market.Look(db => db.Set<Cart>().AsNoTracking().SingleAsync());
        Assert.DoesNotContain(Cookie, stored.TokenHash);
    }

    [Fact]
    public async Task Adding_the_same_pack_again_adds_to_its_line()
    {
        await using var stall = await Stall.Open();
        await Add(stall, stall.Farm.FiveJin, 2);
        Assert.Equal((5, 1), await Add(stall, stall.Farm.FiveJin, 3) is var added ? (added.Quantity, added.Count) : default);
    }

    [Fact]
    public async Task Adding_at_the_same_moment_from_two_tabs_makes_one_cart()
    {
        await using var stall = await Stall.Open(special: 2_500 * 100);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => Add(stall, stall.Farm.FiveJin))));
        Assert.Equal(10, Assert.Single(Assert.Single((await Shown(stall)).Shops).Lines).Quantity);
        Assert.Equal(1, await stall.Market.Look(db => db.Set<Cart>().CountAsync()));
    }

    [Fact]
    public async Task What_cannot_be_bought_does_not_get_in()
    {
        await using var stall = await Stall.Open(special: 5_000, first: 0);
        Assert.Equal("out-of-stock", await Refused(() => Add(stall, stall.Farm.FiveJin, 3)));
        Assert.Equal("out-of-stock", await Refused(() => Add(stall, stall.Farm.TenJin)));
        Assert.Equal("too-many", await Refused(() => Add(stall, stall.Farm.FiveJin, 1_000)));
        Assert.Equal("invalid", await Refused(() => Add(stall, stall.Farm.FiveJin, 0)));
        Assert.Equal("invalid", await Refused(() => Add(stall, stall.Farm.FiveJin, int.MaxValue)));
        Assert.Equal("unknown-pack", await Refused(() => stall.Market.Send(new AddToCart.Command(Cookie, new(424242)))));
        Assert.Equal(0, (await Shown(stall)).Count);
    }

    [Fact]
    public async Task At_sign_in_the_browsers_cart_joins_the_persons_own()
    {
        await using var stall = await Stall.Open();
        await Add(stall, stall.Farm.FiveJin, 1, token: null, stall.Buyer);
        await Add(stall, stall.Farm.FiveJin, 3);
        await Add(stall, stall.Farm.TenJin, 2);

        await stall.Market.Send(new MergeCart.Command(Cookie), stall.Buyer);
        await stall.Market.Send(new MergeCart.Command(Cookie), stall.Buyer);

        Assert.Equal([3, 2], (await Shown(stall, token: null, stall.Buyer)).Shops[0].Lines.Select(line => line.Quantity));
        Assert.Equal(0, (await Shown(stall)).Count);
        Assert.Equal(1, await stall.Market.Look(db => db.Set<Cart>().CountAsync()));
    }

    [Fact]
    public async Task A_changed_price_is_flagged_until_the_line_is_touched()
    {
        await using var stall = await Stall.Open();
        await Add(stall, stall.Farm.FiveJin);
        await stall.Market.Given(db => db.Set<Pack>().Where(pack => pack.Id == stall.Farm.FiveJin.Id).ExecuteUpdateAsync(set => set.SetProperty(pack => pack.Price, new Money(45_00))));

        var line = (await Shown(stall)).Shops[0].Lines[0];
        Assert.True(line.PriceChanged);
        Assert.Equal((new Money(39_80), new Money(45_00)), (line.PriceSeen, line.Sum));
        await stall.Market.Send(new ChangeCartLine.Command(Cookie, stall.Farm.FiveJin.Id, 2));
        Assert.False((await Shown(stall)).Shops[0].Lines[0].PriceChanged);
    }

    [Fact]
    public async Task What_is_gone_stands_apart_and_does_not_hinder_the_rest()
    {
        await using var stall = await Stall.Open();
        await Add(stall, stall.Farm.FiveJin);
        await Add(stall, stall.Farm.TenJin, 2);
        await stall.Bring(stall.Farm.Listing.Pools[0], -25_000);

        var view = await Shown(stall);
        Assert.Equal("已经卖完了", Assert.Single(Assert.Single(view.Gone).Problems).Message);
        Assert.True(view.CanCheckOut);
        Assert.Equal([stall.Farm.TenJin.Id], view.Wanted.Select(line => line.Pack));
    }

    [Fact]
    public async Task More_than_is_left_must_be_lowered_before_checkout()
    {
        await using var stall = await Stall.Open(special: 10_000);
        await Add(stall, stall.Farm.FiveJin, 4);
        await stall.Bring(stall.Farm.Listing.Pools[0], -5_000);

        var view = await Shown(stall);
        Assert.False(view.CanCheckOut);
        Assert.Equal(2, view.Shops[0].Lines[0].Most);
        await stall.Market.Send(new ChangeCartLine.Command(Cookie, stall.Farm.FiveJin.Id, 2));
        Assert.True((await Shown(stall)).CanCheckOut);
    }

    [Fact]
    public async Task Lines_are_changed_and_taken_out_of_ones_own_cart_only()
    {
        await using var stall = await Stall.Open();
        await Add(stall, stall.Farm.FiveJin, 2);
        await Add(stall, stall.Farm.TenJin, 2);

        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(new ChangeCartLine.Command("browser-two", stall.Farm.FiveJin.Id, 1)));
        await stall.Market.Send(new DropFromCart.Command("browser-two", [stall.Farm.FiveJin.Id]));
        Assert.Equal(2, (await Shown(stall)).Count);
        await stall.Market.Send(new ChangeCartLine.Command(Cookie, stall.Farm.FiveJin.Id, 0));
        await stall.Market.Send(new DropFromCart.Command(Cookie, [stall.Farm.TenJin.Id, new(7)]));
        Assert.Equal(0, (await Shown(stall)).Count);
    }

    [Fact]
    public async Task Ordering_from_the_cart_takes_out_what_was_ordered_and_leaves_the_rest()
    {
        await using var stall = await Stall.Open();
        await Add(stall, stall.Farm.FiveJin, 1, user: stall.Buyer);
        await Add(stall, stall.Farm.TenJin, 1, user: stall.Buyer);
        await stall.Market.Send(Stall.Wish(stall.FiveJin(1)) with { FromCart = true }, stall.Buyer);
        Assert.Equal([stall.Farm.TenJin.Id], (await Shown(stall, user: stall.Buyer)).Wanted.Select(line => line.Pack));
    }

    [Fact]
    public async Task A_refused_order_leaves_the_cart_as_it_was()
    {
        await using var stall = await Stall.Open(special: 5_000);
        await Add(stall, stall.Farm.FiveJin, 2, user: stall.Buyer);
        await stall.Bring(stall.Farm.Listing.Pools[0], -2_500);
        await Assert.ThrowsAsync<RulesBroken>(() => stall.Market.Send(Stall.Wish(stall.FiveJin(2)) with { FromCart = true }, stall.Buyer));
        Assert.Equal(2, Assert.Single(Assert.Single((await Shown(stall, user: stall.Buyer)).Shops).Lines).Quantity);
    }

    [Fact]
    public async Task Carts_of_strangers_are_forgotten_after_a_month_those_of_people_stay()
    {
        await using var stall = await Stall.Open();
        await Add(stall, stall.Farm.FiveJin, user: stall.Buyer);
        await Add(stall, stall.Farm.FiveJin);
        stall.Market.Clock.Advance(ForgetCarts.After - TimeSpan.FromMinutes(1));
        await Add(stall, stall.Farm.FiveJin, token: "browser-two");
        stall.Market.Clock.Advance(TimeSpan.FromMinutes(2));

        await stall.Market.Send(new ForgetCarts.Job(), system: true);

        Assert.Equal(0, (await Shown(stall)).Count);
        Assert.Equal(1, (await Shown(stall, token: "browser-two")).Count);
        Assert.Equal(1, (await Shown(stall, user: stall.Buyer)).Count);
    }

    [Fact]
    public async Task A_cart_holds_a_bounded_number_of_lines()
    {
        await using var stall = await Stall.Open();
        var packs = Enumerable.Range(0, PlaceOrder.MostLines).Select(n => new Pack
        {
            StockPoolId = stall.Farm.Listing.Pools[0].Id,
            Name = new("装"),
            BaseUnits = 1,
            GrossWeight = new(1),
            Price = new(1),
        }).ToArray();
        await stall.Market.Given([.. packs]);
        var cart = new Cart { UserId = stall.Buyer };
        cart.Lines.AddRange(packs.Select(pack => new CartLine { PackId = pack.Id, Quantity = 1, PriceSeen = pack.Price }));
        await stall.Market.Given(cart);
        Assert.Equal("cart-full", await Refused(() => Add(stall, stall.Farm.FiveJin, user: stall.Buyer)));
        await Add(stall, stall.Farm.FiveJin);
        await stall.Market.Send(new MergeCart.Command(Cookie), stall.Buyer);
        Assert.Equal(PlaceOrder.MostLines, (await Shown(stall, user: stall.Buyer)).Count);
    }
}
