using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Ordering;

public sealed class MyOrdersTests
{
    private static async Task<string> Paid(Stall stall, params WantedLine[] lines)
    {
        var placed = await stall.Place(lines);
        await stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer);
        return placed.Orders[0].Number;
    }

    private static Task Ship(Stall stall, string number) =>
        stall.Market.Send(new ShipOrder.Command(stall.Farm.Shop, number, "sf", "SF1540001583806"), stall.Farm.Packer);

    private static async Task<IReadOnlyList<string>> Numbers(Stall stall, MyOrders.Query query) =>
        [.. (await stall.Market.Send(query, stall.Buyer)).Items.Select(order => order.Number)];

    [Fact]
    public async Task Orders_are_listed_newest_first_a_page_at_a_time()
    {
        await using var stall = await Stall.Open();
        var numbers = new List<string>();
        for (var n = 0; n < 5; n++)
            numbers.Insert(0, (await stall.Place(stall.FiveJin(1))).Orders[0].Number);

        var read = new List<string>();
        string? after = null;
        do
        {
            var slice = await stall.Market.Send(new MyOrders.Query(After: after, Size: 2), stall.Buyer);
            read.AddRange(slice.Items.Select(order => order.Number));
            after = slice.Next;
        }
        while (after is not null);

        Assert.Equal(numbers, read);
        Assert.Empty(await Numbers(stall, new() { Search = "nothing like it" }));
        Assert.Equal([numbers[2]], await Numbers(stall, new() { Search = numbers[2] }));
        Assert.Equal(5, (await Numbers(stall, new() { Search = "桂七" })).Count);
        Assert.Empty((await stall.Market.Send(new MyOrders.Query(), await stall.Market.Person())).Items);
    }

    [Fact]
    public async Task Tabs_tell_orders_apart_by_what_the_buyer_waits_for()
    {
        await using var stall = await Stall.Open();
        var unpaid = (await stall.Place(stall.FiveJin(1))).Orders[0].Number;
        var paid = await Paid(stall, stall.FiveJin(1));
        var shipped = await Paid(stall, stall.TenJin(1));
        await Ship(stall, shipped);
        var cancelled = await Paid(stall, stall.FiveJin(1));
        await stall.Market.Send(new CancelOrder.Command(cancelled, null), stall.Buyer);

        Assert.Equal([unpaid], await Numbers(stall, new(MyOrdersTab.Unpaid)));
        Assert.Equal([paid], await Numbers(stall, new(MyOrdersTab.ToShip)));
        Assert.Equal([shipped], await Numbers(stall, new(MyOrdersTab.OnTheWay)));
        Assert.Equal([cancelled], await Numbers(stall, new(MyOrdersTab.Closed)));
        await stall.Market.Send(new ConfirmReceipt.Command(shipped), stall.Buyer);
        Assert.Equal([shipped], await Numbers(stall, new(MyOrdersTab.Completed)));
    }

    [Fact]
    public async Task An_order_shows_its_lines_timeline_and_parcels_to_its_buyer_and_to_nobody_else()
    {
        await using var stall = await Stall.Open();
        var number = await Paid(stall, stall.FiveJin(2), stall.TenJin(1));
        await Ship(stall, number);

        var order = await stall.Market.Send(new MyOrder.Query(number), stall.Buyer);

        Assert.Equal([2, 1], order.Lines.Select(line => line.Quantity));
        Assert.Equal([OrderEventKind.Placed, OrderEventKind.Paid, OrderEventKind.Shipped], order.Timeline.Select(happened => happened.Kind));
        Assert.Equal("SF1540001583806", Assert.Single(order.Parcels).Waybill);
        Assert.Equal((false, false, true), (order.MayPay, order.MayCancel, order.MayConfirm));
        var other = await stall.Market.Person();
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(new MyOrder.Query(number), other));
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(new ConfirmReceipt.Command(number), other));
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(new CancelOrder.Command(number, null), other));
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(new Reorder.Command(number), other));
    }

    [Fact]
    public async Task Confirming_receipt_completes_once_and_counts_the_sale_once()
    {
        await using var stall = await Stall.Open();
        var number = await Paid(stall, stall.FiveJin(2), stall.TenJin(1));
        await Ship(stall, number);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => stall.Market.Send(new ConfirmReceipt.Command(number), stall.Buyer))));

        var order = await stall.Stored(number);
        Assert.Equal((OrderState.Completed, null), (order.State, order.CompletesAt));
        Assert.Equal(10_000, await stall.Market.Look(db => db.Set<Listing>().Select(listing => listing.SoldCount).SingleAsync()));
    }

    [Fact]
    public async Task Receipt_cannot_be_confirmed_before_it_was_sent()
    {
        await using var stall = await Stall.Open();
        var number = await Paid(stall, stall.FiveJin(1));
        Assert.Equal("not-in-this-state", (await Assert.ThrowsAsync<RuleBroken>(() => stall.Market.Send(new ConfirmReceipt.Command(number), stall.Buyer))).Code);
    }

    [Fact]
    public async Task What_nobody_confirms_completes_by_itself_in_bounded_steps()
    {
        await using var stall = await Stall.Open(special: 2_500 * 200);
        var first = await Paid(stall, stall.FiveJin(1));
        await Ship(stall, first);
        await stall.Market.Send(new CompleteOrders.Job(), system: true);
        Assert.Equal(OrderState.Shipped, (await stall.Stored(first)).State);

        stall.Market.Clock.Advance(Order.CompletesAfterShipping);
        await stall.Market.Send(new CompleteOrders.Job(), system: true);

        var order = await stall.Stored(first);
        Assert.Equal(OrderState.Completed, order.State);
        Assert.Equal(OrderActor.System, order.Timeline.MaxBy(happened => happened.Id.Value)!.By);
        Assert.False(await stall.Market.Look(db => db.Set<Job>().AnyAsync(job => job.Type == "Ordering.CompleteOrders.Job" && job.Every == null)));
    }

    [Fact]
    public async Task Reordering_puts_into_the_cart_what_can_be_had_and_names_the_rest()
    {
        await using var stall = await Stall.Open(special: 25_000, first: 5_000);
        var number = await Paid(stall, stall.FiveJin(2), stall.TenJin(1));

        var again = await stall.Market.Send(new Reorder.Command(number), stall.Buyer);
        await stall.Market.Send(new Reorder.Command(number), stall.Buyer);

        Assert.Equal(1, again.Added);
        Assert.Equal("out-of-stock", Assert.Single(again.Missing).Why.Code);
        Assert.Equal(2, Assert.Single((await stall.Market.Send(new ShowCart.Query(null), stall.Buyer)).Wanted).Quantity);
    }

    [Fact]
    public async Task The_account_stays_while_an_order_is_under_way_and_takes_the_cart_along_when_it_goes()
    {
        await using var stall = await Stall.Open();
        var number = await Paid(stall, stall.FiveJin(1));
        await stall.Market.Send(new AddToCart.Command(null, stall.Farm.FiveJin.Id, 1), stall.Buyer);
        await Ship(stall, number);
        var refused = await Assert.ThrowsAsync<RulesBroken>(() => stall.Market.Send(new DeleteAccount.Command(), stall.Buyer));
        Assert.Equal("orders-unfinished", Assert.Single(refused.Rules).Code);
        Assert.Equal(1, await stall.Market.Send(new CountCart.Query(null), stall.Buyer));

        await stall.Market.Send(new ConfirmReceipt.Command(number), stall.Buyer);
        await stall.Market.Send(new DeleteAccount.Command(), stall.Buyer);
        Assert.Equal(0, await stall.Market.Look(db => db.Set<Cart>().CountAsync()));
    }
}
