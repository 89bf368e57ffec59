using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Shipping;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Shipping;

public sealed class RecordTrackingTests
{
    private const string Waybill = "SF1540001583806";

    private static RecordTracking.Report Report(TestMarket market, TrackingKind kind, int hour, string waybill = Waybill) =>
        new(waybill, kind, market.Clock.GetUtcNow().AddHours(hour - 24).AddTicks(7));

    private static Task<int> Count(TestMarket market) => market.Look(db => db.Set<TrackingEvent>().CountAsync());

    private static Task<OrderState> State(TestMarket market, Order order) =>
        market.Look(db => db.Set<Order>().Where(o => o.Id == order.Id).Select(o => o.State).SingleAsync());

    private static async Task<(FarmScene Farm, Order Order)> Shipped(TestMarket market, bool ship = true)
    {
        FarmScene farm = null!;
        Order order = null!;
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            order = await farm.Paid(db, fiveJin: 2);
        });
        if (ship)
            await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill), farm.Packer);
        return (farm, order);
    }

    [Fact]
    public async Task Reports_that_come_twice_late_and_shuffled_make_one_journey()
    {
        await using var market = TestMarket.Start();
        var (farm, order) = await Shipped(market);
        RecordTracking.Report[] journey =
        [
            Report(market, TrackingKind.PickedUp, 1), Report(market, TrackingKind.InTransit, 5),
            Report(market, TrackingKind.OutForDelivery, 20), Report(market, TrackingKind.Delivered, 22),
        ];

        await market.Send(new RecordTracking.Command("sf", [journey[3], journey[1], journey[3]]), system: true);
        Assert.Equal(OrderState.Delivered, await State(market, order));
        var again = await market.Send(new RecordTracking.Command("sf", [journey[0], journey[2], journey[3]]), system: true);
        Assert.Equal(2, again.New);

        Assert.Equal(4, await Count(market));
        var seen = await market.Send(new ShopOrder.Query(farm.Shop, order.Number), farm.Packer);
        Assert.Equal(
            [TrackingKind.Delivered, TrackingKind.OutForDelivery, TrackingKind.InTransit, TrackingKind.PickedUp],
            Assert.Single(seen.Parcels).Steps.Select(step => step.Kind));
        Assert.Single(seen.Timeline, entry => entry.Kind == OrderEventKind.Delivered);
    }

    [Fact]
    public async Task The_same_report_from_many_sides_at_once_is_one_event()
    {
        await using var market = TestMarket.Start();
        var (_, order) = await Shipped(market);
        var report = new RecordTracking.Command("sf", [Report(market, TrackingKind.Delivered, 22)]);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => market.Send(report, system: true)));

        Assert.Equal(1, await Count(market));
        Assert.Equal(OrderState.Delivered, await State(market, order));
    }

    [Fact]
    public async Task A_delivery_reported_before_the_shop_wrote_down_the_waybill_counts_when_it_does()
    {
        await using var market = TestMarket.Start();
        var (farm, order) = await Shipped(market, ship: false);
        await market.Send(new RecordTracking.Command("sf", [Report(market, TrackingKind.Delivered, 22)]), system: true);

        var result = await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill), farm.Packer);

        Assert.Equal(OrderState.Delivered, result.State);
    }

    [Fact]
    public async Task An_order_in_two_parcels_is_delivered_with_the_last()
    {
        await using var market = TestMarket.Start();
        var (farm, order) = await Shipped(market, ship: false);
        var one = new ShipOrder.Line(farm.FiveJin.Id.Value, 1);
        await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill, [one]), farm.Packer);
        await market.Send(new RecordTracking.Command("sf", [Report(market, TrackingKind.Delivered, 20)]), system: true);
        Assert.Equal(OrderState.PartlyShipped, await State(market, order));

        await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", "SF1540001583807", [one]), farm.Packer);
        Assert.Equal(OrderState.Shipped, await State(market, order));
        await market.Send(new RecordTracking.Command("sf", [Report(market, TrackingKind.Delivered, 23, "SF1540001583807")]), system: true);

        Assert.Equal(OrderState.Delivered, await State(market, order));
    }

    [Fact]
    public async Task A_report_of_an_unknown_waybill_or_carrier_harms_nothing()
    {
        await using var market = TestMarket.Start();
        await market.Send(new RecordTracking.Command("sf", [Report(market, TrackingKind.Delivered, 1, "SF0000000000000")]), system: true);
        Assert.Equal(1, await Count(market));
        await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new RecordTracking.Command("pigeon", [Report(market, TrackingKind.Delivered, 1)]), system: true));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new RecordTracking.Command("sf", [Report(market, TrackingKind.Delivered, 1)]), new UserId(1), isOperator: true));
    }
}
