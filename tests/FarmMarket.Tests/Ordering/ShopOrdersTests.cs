using FarmMarket.Data;
using FarmMarket.Ordering;
using FarmMarket.Testing;

namespace FarmMarket.Tests.Ordering;

public sealed class ShopOrdersTests
{
    private static async Task<FarmScene> Farm(TestMarket market, Func<FarmScene, MarketDb, Task> given)
    {
        FarmScene farm = null!;
        await market.Given(async db =>
        {
            farm = await FarmScene.Set(db, market.Clock.GetUtcNow());
            await given(farm, db);
        });
        return farm;
    }

    [Fact]
    public async Task Tabs_count_what_is_in_them_and_late_orders_stand_out()
    {
        await using var market = TestMarket.Start();
        var (now, late) = (market.Clock.GetUtcNow(), "");
        var farm = await Farm(market, async (farm, db) =>
        {
            await farm.Ordered(db);
            await farm.Paid(db, now);
            late = (await farm.Paid(db, now.AddHours(-49))).Number;
            await farm.Paid(db, now);
        });
        var other = await Farm(market, (farm, db) => farm.Paid(db, now.AddDays(-9)));
        var board = await market.Send(new ShopOrders.Query(farm.Shop), farm.Packer);
        await market.Send(new StartPacking.Command(farm.Shop, [board.Orders.Items[^1].Number]), farm.Packer);

        board = await market.Send(new ShopOrders.Query(farm.Shop), farm.Packer);

        Assert.Equal((2, 1, 1, 4, 1),
            (board.Counts[ShopOrdersTab.ToPack], board.Counts[ShopOrdersTab.Packing], board.Counts[ShopOrdersTab.Unpaid], board.Counts[ShopOrdersTab.All], board.Late));
        Assert.Equal(late, board.Orders.Items[0].Number);
        Assert.Equal([true, false], board.Orders.Items.Select(row => row.IsLate));
        var onlyLate = await market.Send(new ShopOrders.Query(farm.Shop, ShopOrdersTab.All, Late: true), farm.Packer);
        Assert.Equal([late], onlyLate.Orders.Items.Select(row => row.Number));
        Assert.Single((await market.Send(new ShopOrders.Query(other.Shop), other.Owner)).Orders.Items);
    }

    [Theory]
    [InlineData(ShopOrdersTab.ToPack)]
    [InlineData(ShopOrdersTab.All)]
    public async Task Paging_shows_every_order_once(ShopOrdersTab tab)
    {
        await using var market = TestMarket.Start();
        var now = market.Clock.GetUtcNow();
        var farm = await Farm(market, async (farm, db) =>
        {
            for (var order = 0; order < 11; order++)
                await farm.Paid(db, now.AddHours(-(order / 3)));
        });

        var seen = new List<ShopOrders.Row>();
        string? after = null;
        do
        {
            var board = await market.Send(new ShopOrders.Query(farm.Shop, tab, After: after, Size: 4), farm.Packer);
            seen.AddRange(board.Orders.Items);
            after = board.Orders.Next;
        } while (after is not null);

        Assert.Equal(11, seen.Select(row => row.Number).Distinct().Count());
        Assert.Equal(11, seen.Count);
        if (tab == ShopOrdersTab.ToPack)
            Assert.Equal(seen.Select(row => row.ShipBy).Order(), seen.Select(row => row.ShipBy));
        Assert.Equal(4, (await market.Send(new ShopOrders.Query(farm.Shop, tab, After: "nonsense.cursor", Size: 4), farm.Packer)).Orders.Items.Count);
    }

    [Theory]
    [InlineData("李建国", 1)]
    [InlineData("5678", 1)]
    [InlineData("1390000", 0)]
    [InlineData("SF 1540001583806", 1)]
    [InlineData("没有这个人", 0)]
    [InlineData("100%_", 0)]
    public async Task An_order_is_found_by_recipient_phone_tail_or_waybill(string words, int found)
    {
        await using var market = TestMarket.Start();
        var number = "";
        var farm = await Farm(market, async (farm, db) =>
        {
            await farm.Paid(db);
            number = (await farm.Paid(db, recipient: "李建国", phone: "13900005678")).Number;
        });
        await market.Send(new ShipOrder.Command(farm.Shop, number, "sf", "SF1540001583806"), farm.Packer);

        var board = await market.Send(new ShopOrders.Query(farm.Shop, Search: words), farm.Packer);

        Assert.Equal(found, board.Orders.Items.Count);
        Assert.All(board.Orders.Items, row => Assert.Equal(number, row.Number));
        Assert.Single((await market.Send(new ShopOrders.Query(farm.Shop, Search: number), farm.Packer)).Orders.Items);
    }

    [Fact]
    public async Task A_pick_list_adds_up_what_is_still_to_be_sent()
    {
        await using var market = TestMarket.Start();
        Order first = null!;
        var farm = await Farm(market, async (farm, db) =>
        {
            first = await farm.Paid(db, fiveJin: 3, tenJin: 1);
            await farm.Paid(db, fiveJin: 2);
            await farm.Ordered(db, fiveJin: 50);
        });
        await market.Send(new ShipOrder.Command(farm.Shop, first.Number, "sf", "SF1540001583806", [new(farm.FiveJin.Id.Value, 1)]), farm.Packer);

        var list = await market.Send(new PickList.Query(farm.Shop, []), farm.Packer);

        Assert.Equal([(4, 10_000L), (1, 5_000L)], list.Produce.SelectMany(produce => produce.Packs).Select(packs => (packs.Quantity, packs.Units)));
        Assert.Equal([FarmMarket.Catalog.Grade.Special, FarmMarket.Catalog.Grade.First], list.Produce.Select(produce => produce.Grade));
        Assert.Equal([2, 1], list.Slips[0].Lines.Select(line => line.Quantity));
        Assert.Equal(2, list.Slips.Count);
        Assert.Single((await market.Send(new PickList.Query(farm.Shop, [first.Number]), farm.Packer)).Slips);
    }

    [Fact]
    public async Task The_packing_line_goes_from_the_most_urgent_to_the_end()
    {
        await using var market = TestMarket.Start();
        var now = market.Clock.GetUtcNow();
        var numbers = new List<string>();
        var farm = await Farm(market, async (farm, db) =>
        {
            foreach (var hours in (int[])[0, -5, -5, -20])
                numbers.Add((await farm.Paid(db, now.AddHours(hours))).Number);
        });

        var line = new List<string>();
        for (var next = await market.Send(new PackingQueue.Query(farm.Shop), farm.Packer); next.Number is { } number;
             next = await market.Send(new PackingQueue.Query(farm.Shop, number), farm.Packer))
        {
            Assert.Equal(4, next.Waiting);
            line.Add(number);
        }

        Assert.Equal([numbers[3], numbers[1], numbers[2], numbers[0]], line);
    }

    [Fact]
    public async Task Late_orders_are_told_of_once()
    {
        await using var market = TestMarket.Start();
        Order late = null!;
        var farm = await Farm(market, async (farm, db) =>
        {
            late = await farm.Paid(db, market.Clock.GetUtcNow().AddHours(-47));
            await farm.Paid(db);
        });
        Task<int> Told() => market.Look(db => Task.FromResult(db.Set<Order>().Count(order => order.LateToldAt != null)));

        await market.Send(new FindLateOrders.Job(), system: true);
        Assert.Equal(0, await Told());
        market.Clock.Advance(TimeSpan.FromHours(2));
        await market.Send(new FindLateOrders.Job(), system: true);
        await market.Send(new FindLateOrders.Job(), system: true);

        Assert.Equal(1, await Told());
        // Being told of changes nothing that a packer at work could collide with.
        await market.Send(new ShipOrder.Command(farm.Shop, late.Number, "sf", "SF1540001583806"), farm.Packer);
    }
}
