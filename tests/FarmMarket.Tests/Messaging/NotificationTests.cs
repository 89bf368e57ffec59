using FarmMarket.Kernel;
using FarmMarket.Messaging;
using FarmMarket.Ordering;
using FarmMarket.Outgoing;
using FarmMarket.Shipping;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Messaging;

public sealed class NotificationTests
{
    private const string Waybill = "SF1540001583806";

    private static async Task<(TestMarket Market, FarmScene Farm, Order Order)> Start()
    {
        var market = TestMarket.Start();
        FarmScene farm = null!;
        Order order = null!;
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            order = await farm.Paid(db);
        });
        return (market, farm, order);
    }

    private static async Task<IReadOnlyList<string>> Told(TestMarket market, UserId user) =>
        [.. (await market.Send(new MyNotifications.Query(), user)).Items.Items.Select(item => item.Kind.Code)];

    private static Task<List<OutboxMessage>> Sent(TestMarket market) => market.Look(db => db.Set<OutboxMessage>().OrderBy(message => message.Id).ToListAsync());

    [Fact]
    public async Task A_buyer_hears_of_each_step_once_in_the_app_and_by_mail()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;

        await market.Send(new StartPacking.Command(farm.Shop, [order.Number]), farm.Packer);
        await market.Send(new StartPacking.Command(farm.Shop, [order.Number]), farm.Packer);
        await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill), farm.Packer);
        var delivered = new RecordTracking.Command("sf", [new(Waybill, TrackingKind.Delivered, market.Clock.GetUtcNow())]);
        await market.Send(delivered, system: true);
        await market.Send(delivered, system: true);
        await market.RunJobs();
        await market.RunJobs();

        Assert.Equal(["order-delivered", "order-shipped", "order-packing"], await Told(market, farm.Buyer));
        Assert.Empty(await Told(market, farm.Packer));
        var sent = await Sent(market);
        Assert.Equal(3, sent.Count);
        Assert.Contains($"{order.Number} 已全部发出：顺丰速运 {Waybill}", sent[1].Body, StringComparison.Ordinal);
        Assert.Contains($"/orders/{order.Number}", sent[1].Body, StringComparison.Ordinal);
        Assert.Contains("/notifications/stop?token=", sent[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_step_tells_nobody()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;
        await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", "1"), farm.Packer));
        await market.RunJobs();
        Assert.Empty(await Told(market, farm.Buyer));
        Assert.Empty(await Sent(market));
    }

    [Fact]
    public async Task When_the_shop_cancels_the_buyer_hears_what_goes_back()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;
        await market.Send(new CancelOrderByShop.Command(farm.Shop, order.Number, "果子卖完了，不够发"), farm.Owner);

        var item = Assert.Single((await market.Send(new MyNotifications.Query(), farm.Buyer)).Items.Items);
        Assert.Equal("cancelled-by-shop", item.Kind.Code);
        Assert.Equal([order.Number, order.Total.ToString(), "黄记果园"], item.Values.Select(value => value.Zh));
        Assert.Empty(await Told(market, farm.Packer));
    }

    [Fact]
    public async Task A_late_order_is_brought_to_the_shops_people_once()
    {
        var (market, farm, _) = await Start();
        await using var __ = market;
        market.Clock.Advance(TimeSpan.FromHours(49));
        await market.RunJobs();
        await market.Send(new FindLateOrders.Job(), system: true);
        await market.Send(new FindLateOrders.Job(), system: true);

        Assert.Equal(["shop-orders-late"], await Told(market, farm.Owner));
        Assert.Equal(["shop-orders-late"], await Told(market, farm.Packer));
        Assert.Empty(await Told(market, farm.Buyer));
    }

    [Fact]
    public async Task Who_muted_a_topic_gets_no_mail_but_still_reads_it_here_and_what_is_essential_always_comes()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;
        await market.Send(new ChooseTopics.Command([]), farm.Buyer);

        await market.Send(new StartPacking.Command(farm.Shop, [order.Number]), farm.Packer);
        await market.Send(new CancelOrderByShop.Command(farm.Shop, order.Number, "果子卖完了，不够发"), farm.Owner);
        await market.RunJobs();

        Assert.Equal(["cancelled-by-shop", "order-packing"], await Told(market, farm.Buyer));
        Assert.Equal(["店家取消了订单"], (await Sent(market)).Select(message => message.Subject));
        var topics = await market.Send(new MyTopics.Query(), farm.Buyer);
        Assert.True(topics[NotificationTopic.Money]);
        Assert.False(topics[NotificationTopic.Parcels]);
        await market.Send(new ChooseTopics.Command([NotificationTopic.Parcels]), farm.Buyer);
        Assert.True((await market.Send(new MyTopics.Query(), farm.Buyer))[NotificationTopic.Parcels]);
    }

    [Fact]
    public async Task The_link_at_the_foot_of_a_mail_stops_that_topic_without_signing_in()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;
        await market.Send(new StartPacking.Command(farm.Shop, [order.Number]), farm.Packer);
        await market.RunJobs();
        var body = Assert.Single(await Sent(market)).Body;
        var token = body[(body.IndexOf("token=", StringComparison.Ordinal) + 6)..].Trim();

        Assert.Equal(NotificationTopic.Parcels, await market.Send(new StopTopic.Command(token)));
        await market.Send(new StopTopic.Command(token));

        Assert.False((await market.Send(new MyTopics.Query(), farm.Buyer))[NotificationTopic.Parcels]);
        await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new StopTopic.Command(token + "x")));
        await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new StopTopic.Command(null)));
    }

    [Fact]
    public async Task Reading_is_ones_own_business()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;
        await market.Send(new StartPacking.Command(farm.Shop, [order.Number]), farm.Packer);
        await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill), farm.Packer);
        var items = (await market.Send(new MyNotifications.Query(), farm.Buyer)).Items.Items;
        Assert.Equal(2, await market.Send(new CountUnread.Query(), farm.Buyer));

        await Assert.ThrowsAsync<NotFound>(() => market.Send(new OpenNotification.Command(items[0].Key), farm.Owner));
        Assert.Equal($"/orders/{order.Number}", await market.Send(new OpenNotification.Command(items[0].Key), farm.Buyer));
        Assert.Equal(1, await market.Send(new CountUnread.Query(), farm.Buyer));
        // Up to the older of the two.
        await market.Send(new MarkNotificationsRead.Command(items[0].Key), farm.Owner);
        Assert.Equal(1, await market.Send(new CountUnread.Query(), farm.Buyer));
        await market.Send(new MarkNotificationsRead.Command(items[1].Key), farm.Buyer);
        Assert.Equal(0, await market.Send(new CountUnread.Query(), farm.Buyer));
        await Assert.ThrowsAsync<SignInNeeded>(() => market.Send(new MyNotifications.Query()));
    }

    [Fact]
    public async Task A_carriers_trouble_reaches_buyer_and_shop()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;
        await market.Send(new ShipOrder.Command(farm.Shop, order.Number, "sf", Waybill), farm.Packer);
        await market.Send(new RecordTracking.Command("sf", [new(Waybill, TrackingKind.Problem, market.Clock.GetUtcNow())]), system: true);

        Assert.Equal(["parcel-in-trouble", "order-shipped"], await Told(market, farm.Buyer));
        Assert.Equal(["shop-parcel-in-trouble"], await Told(market, farm.Owner));
    }

    [Fact]
    public async Task Old_news_goes()
    {
        var (market, farm, order) = await Start();
        await using var _ = market;
        await market.Send(new StartPacking.Command(farm.Shop, [order.Number]), farm.Packer);
        market.Clock.Advance(ForgetOldNotifications.KeptFor + TimeSpan.FromDays(1));
        await market.Send(new ForgetOldNotifications.Job(), system: true);
        Assert.Empty(await Told(market, farm.Buyer));
    }

    [Fact]
    public void Every_kind_can_be_found_again() => Assert.All(NotificationKinds.All, kind => Assert.Same(kind, NotificationKinds.Find(kind.Code)));
}
