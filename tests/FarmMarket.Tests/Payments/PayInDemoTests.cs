using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Tests.Ordering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Tests.Payments;

public sealed class PayInDemoTests
{
    private static Task<List<PaymentState>> Attempts(Stall stall) =>
        stall.Market.Look(db => db.Set<Payment>().AsNoTracking().OrderBy(payment => payment.Id).Select(payment => payment.State).ToListAsync());

    [Fact]
    public async Task Paying_makes_all_orders_of_the_checkout_paid_and_promises_a_day_of_shipping()
    {
        await using var stall = await Stall.Open();
        var neighbour = await stall.Neighbour();
        var placed = await stall.Place(stall.FiveJin(1), new(neighbour.FiveJin.Id, 1));

        var paid = await stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer);

        Assert.Equal(CheckoutState.Paid, paid.State);
        foreach (var number in placed.Orders.Select(order => order.Number))
        {
            var order = await stall.Stored(number);
            Assert.Equal(OrderState.Paid, order.State);
            Assert.Equal(stall.Market.Clock.GetUtcNow().AddHours(48), order.ShipBy);
            Assert.Equal([OrderEventKind.Placed, OrderEventKind.Paid], order.Timeline.OrderBy(happened => happened.Id.Value).Select(happened => happened.Kind));
        }
        var payment = await stall.Market.Look(db => db.Set<Payment>().AsNoTracking().SingleAsync());
        Assert.Equal((PaymentState.Succeeded, placed.Total), (payment.State, payment.Amount));
        Assert.Equal(1, await stall.Market.Look(db => db.Set<AuditEntry>().CountAsync(entry => entry.Action == "payment.succeeded")));
    }

    [Fact]
    public async Task Paying_many_times_at_once_pays_once()
    {
        await using var stall = await Stall.Open();
        var placed = await stall.Place(stall.FiveJin(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer))));

        Assert.All(answers, answer => Assert.Equal(CheckoutState.Paid, answer.State));
        Assert.Equal([PaymentState.Succeeded], await Attempts(stall));
        Assert.Equal(2, (await stall.Stored(placed.Orders[0].Number)).Timeline.Count);
    }

    [Fact]
    public async Task A_declined_payment_can_be_tried_again()
    {
        await using var stall = await Stall.Open();
        var placed = await stall.Place(stall.FiveJin(1));
        Assert.Equal(CheckoutState.AwaitingPayment, (await stall.Market.Send(new PayInDemo.Command(placed.Checkout, Decline: true), stall.Buyer)).State);
        Assert.Equal(CheckoutState.Paid, (await stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer)).State);
        Assert.Equal([PaymentState.Declined, PaymentState.Succeeded], await Attempts(stall));
    }

    [Fact]
    public async Task Paying_after_the_time_is_refused_even_before_the_stock_went_back()
    {
        await using var stall = await Stall.Open();
        var placed = await stall.Place(stall.FiveJin(1));
        stall.Market.Clock.Advance(Checkout.ReservedFor);
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer));
        Assert.Equal("checkout-over", refused.Code);
        Assert.Empty(await Attempts(stall));
    }

    [Fact]
    public async Task Paying_and_expiring_at_the_same_moment_exactly_one_wins()
    {
        await using var stall = await Stall.Open(special: 2_500 * 30);
        var checkouts = new List<PlaceOrder.Result>();
        for (var n = 0; n < 20; n++)
            checkouts.Add(await stall.Place(stall.FiveJin(1)));

        // Half of the hands see the clock a moment before the end, half a moment after; the work is the same.
        stall.Market.Clock.Advance(Checkout.ReservedFor - TimeSpan.FromTicks(1));
        var paid = await Task.WhenAll(checkouts.Select((checkout, n) => Task.Run(async () =>
        {
            if (n % 2 == 1)
                stall.Market.Clock.Advance(TimeSpan.FromTicks(1));
            var pay = Task.Run(async () =>
            {
                try
                {
                    await stall.Market.Send(new PayInDemo.Command(checkout.Checkout), stall.Buyer);
                    return true;
                }
                catch (RuleBroken refused)
                {
                    Assert.Equal("checkout-over", refused.Code);
                    return false;
                }
            });
            await Task.WhenAll(pay, Task.Run(() => stall.Market.Send(new ExpireCheckout.Job(checkout.Checkout), system: true)));
            return await pay;
        })));
        stall.Market.Clock.Advance(TimeSpan.FromMinutes(1));
        await stall.Market.RunJobs();

        for (var n = 0; n < checkouts.Count; n++)
            Assert.Equal(paid[n] ? OrderState.Paid : OrderState.Expired, (await stall.Stored(checkouts[n].Orders[0].Number)).State);
        Assert.Equal(2_500 * 30 - 2_500 * paid.Count(yes => yes), await stall.Left(stall.Farm.FiveJin));
        Assert.Equal(paid.Count(yes => yes), (await Attempts(stall)).Count);
        await stall.TheLedgerAddsUp();
    }

    [Fact]
    public async Task Somebody_elses_checkout_does_not_exist()
    {
        await using var stall = await Stall.Open();
        var placed = await stall.Place(stall.FiveJin(1));
        await Assert.ThrowsAsync<NotFound>(async () => await stall.Market.Send(new PayInDemo.Command(placed.Checkout), await stall.Market.Person()));
    }

    [Fact]
    public async Task Outside_demo_mode_the_demo_gateway_does_not_exist()
    {
        await using var stall = await Stall.Open(also: services => services.Configure<MarketOptions>(market => market.Demo = false));
        var placed = await stall.Place(stall.FiveJin(1));
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer));
    }
}
