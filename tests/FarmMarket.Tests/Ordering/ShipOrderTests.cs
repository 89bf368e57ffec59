using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Ordering;

public sealed class ShipOrderTests
{
    private const string Waybill = "SF1540001583806";

    private static async Task<(TestMarket Market, FarmScene Farm, Order Order)> Start(int fiveJin = 2, int tenJin = 0, bool pickup = false)
    {
        var market = TestMarket.Start();
        FarmScene farm = null!;
        Order order = null!;
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            order = await farm.Paid(db, fiveJin: fiveJin, tenJin: tenJin, pickup: pickup);
        });
        return (market, farm, order);
    }

    private static Task<Order> Stored(TestMarket market, Order order) => market.Look(db => db.Set<Order>().AsNoTracking()
        .Include(o => o.Lines).Include(o => o.Shipments).ThenInclude(s => s.Lines).Include(o => o.Timeline).SingleAsync(o => o.Id == order.Id));

    [Fact]
    public async Task Sending_all_of_an_order_ships_it()
    {
        var (market, farm, order) = await Start(fiveJin: 2, tenJin: 1);
        await using var _ = market;

        var result = await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", " sf 1540-0015 83806 "), farm.Packer);

        Assert.Equal(new(OrderState.Shipped, "sf", Waybill), result);
        var stored = await Stored(market, order);
        Assert.Equal(OrderState.Shipped, stored.State);
        var parcel = Assert.Single(stored.Shipments);
        Assert.Equal([2, 1], parcel.Lines.OrderBy(line => line.Id.Value).Select(line => line.Quantity));
        Assert.Equal(market.Clock.GetUtcNow() + Order.CompletesAfterShipping, stored.CompletesAt);
    }

    [Fact]
    public async Task A_part_can_go_first_and_the_rest_later()
    {
        var (market, farm, order) = await Start(fiveJin: 2, tenJin: 1);
        await using var _ = market;

        var first = await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill, [new(farm.FiveJin.Id.Value, 1)]), farm.Packer);
        Assert.Equal(OrderState.PartlyShipped, first.State);
        var rest = await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "zto", "78154000061510"), farm.Packer);
        Assert.Equal(OrderState.Shipped, rest.State);

        var stored = await Stored(market, order);
        Assert.Equal([1, 2], stored.Shipments.OrderBy(s => s.Id.Value).Select(s => s.Lines.Sum(line => line.Quantity)));
        Assert.All(stored.Lines, line => Assert.Equal(line.Quantity, line.Shipped));
    }

    [Fact]
    public async Task More_than_is_left_is_refused()
    {
        var (market, farm, order) = await Start(fiveJin: 2);
        await using var _ = market;

        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill, [new(farm.FiveJin.Id.Value, 3)]), farm.Packer));

        Assert.Equal("too-many-shipped", refused.Code);
        Assert.Empty((await Stored(market, order)).Shipments);
    }

    [Fact]
    public async Task Two_packers_who_ship_the_same_boxes_at_once_ship_them_once()
    {
        var (market, farm, order) = await Start(fiveJin: 2);
        await using var _ = market;
        string[] waybills = [.. Enumerable.Range(0, 8).Select(n => $"SF154000158380{n}")];

        var outcomes = await Task.WhenAll(waybills.Select(async waybill =>
        {
            try
            {
                await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", waybill), farm.Packer);
                return "shipped";
            }
            catch (RuleBroken rule)
            {
                return rule.Code;
            }
        }));

        Assert.Single(outcomes, outcome => outcome == "shipped");
        Assert.All(outcomes.Where(outcome => outcome != "shipped"), code => Assert.Contains(code, (string[])["empty-shipment", "not-in-this-state", "changed-meanwhile"]));
        var stored = await Stored(market, order);
        Assert.Single(stored.Shipments);
        Assert.Equal(2, stored.Lines.Single().Shipped);
        Assert.Single(stored.Timeline, entry => entry.Kind == OrderEventKind.Shipped);
    }

    [Fact]
    public async Task A_second_tap_with_the_same_key_ships_once_and_answers_the_same()
    {
        var (market, farm, order) = await Start(fiveJin: 3);
        await using var _ = market;
        var tap = new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill, [new(farm.FiveJin.Id.Value, 1)], IdempotencyKey: "tap-1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => market.Send(tap, farm.Packer)));

        Assert.All(answers, answer => Assert.Equal(OrderState.PartlyShipped, answer.State));
        Assert.Single((await Stored(market, order)).Shipments);
    }

    [Fact]
    public async Task When_one_cancels_as_another_ships_exactly_one_of_them_wins()
    {
        for (var round = 0; round < 5; round++)
        {
            var (market, farm, order) = await Start(fiveJin: 1);
            await using var _ = market;

            async Task<bool> Try<T>(MediatR.IRequest<T> request, UserId user)
            {
                try
                {
                    await market.Send(request, user);
                    return true;
                }
                catch (RuleBroken)
                {
                    return false;
                }
            }

            var done = await Task.WhenAll(
                Try(new CancelOrderByShop.Command(farm.Shop, order.Number, "果子卖完了，不够发"), farm.Owner),
                Try(new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill), farm.Packer));

            Assert.Single(done, won => won);
            var stored = await Stored(market, order);
            Assert.Equal(done[0] ? OrderState.Cancelled : OrderState.Shipped, stored.State);
            Assert.Equal(done[0] ? 0 : 1, stored.Shipments.Count);
        }
    }

    [Theory]
    [InlineData("sf", "", "waybill-missing")]
    [InlineData("sf", "顺丰123", "waybill-invalid")]
    [InlineData("sf", "12345", "waybill-unusual")]
    [InlineData("pigeon", Waybill, "carrier-unknown")]
    [InlineData("pickup", Waybill, "carrier-unknown")]
    public async Task A_label_that_can_not_be_right_is_refused(string carrier, string waybill, string code)
    {
        var (market, farm, order) = await Start();
        await using var _ = market;

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new ShipOrder.Command(farm.Shop, order.Number, carrier, waybill), farm.Packer));

        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public async Task A_number_of_an_unknown_series_ships_once_it_was_looked_at_again()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;

        var result = await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", "SFX99", WaybillChecked: true), farm.Packer);

        Assert.Equal("SFX99", result.Waybill);
    }

    [Fact]
    public async Task A_waybill_of_another_buyers_order_is_a_slip_of_the_pen()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;
        Order other = null!, own = null!;
        var someone = await market.Person();
        await market.Given(async db =>
        {
            var farmAgain = await FarmScene.Set(db, market.Clock.GetUtcNow());
            other = await farmAgain.Paid(db, buyer: someone);
            await market.Send(new ShipOrder.Command(farmAgain.Shop, other.Number, "sf", Waybill), farmAgain.Packer);
            own = await farm.Paid(db);
        });

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill), farm.Packer));
        Assert.Equal("waybill-elsewhere", refused.Code);

        // Two orders of one buyer may travel in one box.
        await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", "SF1540001583899"), farm.Packer);
        await market.Send(new ShipOrder.Command(farm.Shop, own.Number, "sf", "SF1540001583899"), farm.Packer);
    }

    [Fact]
    public async Task What_the_buyer_fetches_at_the_shop_is_delivered_when_handed_over()
    {
        var (market, farm, order) = await Start(pickup: true);
        await using var _ = market;

        var result = await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "", ""), farm.Packer);

        Assert.Equal(OrderState.Delivered, result.State);
        Assert.NotNull((await Stored(market, order)).Shipments.Single().DeliveredAt);
    }

    [Fact]
    public async Task To_people_outside_the_shop_its_orders_do_not_exist()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;
        FarmScene other = null!;
        await market.Given(async db => other = await FarmScene.Set(db, market.Clock.GetUtcNow()));
        var ship = new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill);

        await Assert.ThrowsAsync<NotFound>(() => market.Send(ship, farm.Buyer));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(ship, other.Owner));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(ship with { Shop = other.Shop }, other.Owner));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new ShopOrder.Query(other.Shop, order.Number), other.Owner));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new StartPacking.Command(other.Shop, [order.Number]), other.Owner));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new CancelOrderByShop.Command(other.Shop, order.Number, "无"), other.Owner));
        await Assert.ThrowsAsync<SignInNeeded>(() => market.Send(ship));
    }

    [Fact]
    public async Task A_packer_packs_and_ships_but_does_not_cancel()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;
        var cancel = new CancelOrderByShop.Command(farm.Shop, order.Number, "果子卖完了，不够发");

        await market.Send(new StartPacking.Command(farm.Shop, [order.Number]), farm.Packer);
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => market.Send(cancel, farm.Packer));
        Assert.Equal("role-too-low", refused.Code);
        Assert.False((await market.Send(new ShopOrder.Query(farm.Shop, order.Number), farm.Packer)).MayCancel);
        Assert.True((await market.Send(new ShopOrder.Query(farm.Shop, order.Number), farm.Owner)).MayCancel);

        await market.Send(cancel, farm.Owner);
        var stored = await Stored(market, order);
        Assert.Equal((OrderState.Cancelled, order.Total), (stored.State, stored.Refunded));
        Assert.Equal("果子卖完了，不够发", stored.Timeline.Single(entry => entry.Kind == OrderEventKind.Cancelled).Detail);
    }

    [Fact]
    public async Task Many_orders_start_packing_together_and_those_already_packed_stay_as_they_are()
    {
        var (market, farm, first) = await Start();
        await using var _ = market;
        Order second = null!, unpaid = null!;
        await market.Given(async db => (second, unpaid) = (await farm.Paid(db), await farm.Ordered(db)));
        await market.Send(new StartPacking.Command(farm.Shop, [first.Number]), farm.Packer);

        var result = await market.Send(new StartPacking.Command(farm.Shop, [first.Number, second.Number, unpaid.Number]), farm.Packer);

        Assert.Equal(1, result.Started);
        Assert.Equal([new(unpaid.Number, OrderState.AwaitingPayment)], result.Left);
        Assert.Equal(OrderState.Packing, (await Stored(market, second)).State);
        Assert.Single((await Stored(market, first)).Timeline, entry => entry.Kind == OrderEventKind.PackingStarted);
        await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new StartPacking.Command(farm.Shop, [unpaid.Number]), farm.Packer));
    }
}
