using FarmMarket.Accounts;
using FarmMarket.Audit;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Tests.Ordering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Tests.Payments;

public sealed class RefundTests
{
    private static async Task<(Stall Stall, string Number)> Paid(Action<IServiceCollection>? also = null)
    {
        var stall = await Stall.Open(also: also);
        var placed = await stall.Place(stall.FiveJin(2));
        await stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer);
        return (stall, placed.Orders[0].Number);
    }

    private static Task<List<Refund>> Refunds(Stall stall) => stall.Market.Look(db => db.Set<Refund>().AsNoTracking().ToListAsync());

    [Fact]
    public async Task A_buyer_who_cancels_before_packing_gets_all_of_it_back_and_the_fruit_returns_to_the_shelf()
    {
        var (stall, number) = await Paid();
        await using var _ = stall;

        await stall.Market.Send(new CancelOrder.Command(number, " 数量选错了 "), stall.Buyer);

        var order = await stall.Stored(number);
        Assert.Equal((OrderState.Cancelled, order.Total), (order.State, order.Refunded));
        Assert.Equal("数量选错了", order.Timeline.Single(happened => happened.Kind == OrderEventKind.Cancelled).Detail);
        var owed = Assert.Single(await Refunds(stall));
        Assert.Equal((order.Total, null), (owed.Amount, owed.DoneAt));
        Assert.Null(Assert.Single(await stall.Market.Send(new MyRefunds.Query(number), stall.Buyer)).DoneAt);

        await stall.Market.RunJobs();

        Assert.Equal(stall.Market.Clock.GetUtcNow(), Assert.Single(await Refunds(stall)).DoneAt);
        Assert.Equal(["payment.succeeded", "refund.owed", "refund.done"],
            await stall.Market.Look(db => db.Set<AuditEntry>().OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
        Assert.Equal(25_000, await stall.Left(stall.Farm.FiveJin));
        await stall.TheLedgerAddsUp();
    }

    [Fact]
    public async Task Before_payment_the_whole_checkout_is_cancelled_and_nothing_is_owed()
    {
        await using var stall = await Stall.Open();
        var neighbour = await stall.Neighbour();
        var placed = await stall.Place(stall.FiveJin(1), new(neighbour.FiveJin.Id, 1));

        await stall.Market.Send(new CancelOrder.Command(placed.Orders[0].Number, null), stall.Buyer);

        Assert.Equal(OrderState.Cancelled, (await stall.Stored(placed.Orders[1].Number)).State);
        Assert.Empty(await Refunds(stall));
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer));
        Assert.Equal("checkout-over", refused.Code);
        await stall.TheLedgerAddsUp();
    }

    [Fact]
    public async Task Of_cancelling_and_starting_to_pack_at_the_same_moment_exactly_one_happens()
    {
        await using var stall = await Stall.Open(special: 2_500 * 40);
        var numbers = new List<string>();
        for (var n = 0; n < 16; n++)
        {
            var placed = await stall.Place(stall.FiveJin(1));
            await stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer);
            numbers.Add(placed.Orders[0].Number);
        }

        var cancelled = await Task.WhenAll(numbers.Select(number => Task.Run(async () =>
        {
            var pack = Task.Run(async () =>
            {
                try
                {
                    await stall.Market.Send(new StartPacking.Command(stall.Farm.Shop, [number]), stall.Farm.Packer);
                }
                catch (RuleBroken)
                {
                    // The buyer was first.
                }
            });
            bool gone;
            try
            {
                await stall.Market.Send(new CancelOrder.Command(number, null), stall.Buyer);
                gone = true;
            }
            catch (RuleBroken refused)
            {
                Assert.Equal("not-in-this-state", refused.Code);
                gone = false;
            }
            await pack;
            return gone;
        })));
        await stall.Market.RunJobs();

        for (var n = 0; n < numbers.Count; n++)
            Assert.Equal(cancelled[n] ? OrderState.Cancelled : OrderState.Packing, (await stall.Stored(numbers[n])).State);
        Assert.Equal(cancelled.Count(yes => yes), (await Refunds(stall)).Count(refund => refund.DoneAt is not null));
        await stall.TheLedgerAddsUp();
    }

    [Fact]
    public async Task Cancelling_many_times_at_once_refunds_once()
    {
        var (stall, number) = await Paid();
        await using var _ = stall;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                await stall.Market.Send(new CancelOrder.Command(number, null), stall.Buyer);
                return true;
            }
            catch (RuleBroken)
            {
                return false;
            }
        })));
        Assert.Single(answers, yes => yes);
        Assert.Single(await Refunds(stall));
        Assert.Equal(25_000, await stall.Left(stall.Farm.FiveJin));
        await stall.TheLedgerAddsUp();
    }

    [Fact]
    public async Task A_gateway_that_is_down_is_asked_again_with_the_same_key_until_it_is_done()
    {
        var gateway = new Flaky();
        var (stall, number) = await Paid(services => services.AddSingleton<IPaymentGateway>(gateway));
        await using var _ = stall;
        await stall.Market.Given(db => db.Set<Holding>().ExecuteUpdateAsync(set => set.SetProperty(holding => holding.Gateway, gateway.Name)));
        await stall.Market.Send(new CancelOrder.Command(number, null), stall.Buyer);

        await stall.Market.RunJobs();
        Assert.Null(Assert.Single(await Refunds(stall)).DoneAt);
        stall.Market.Clock.Advance(TimeSpan.FromMinutes(1));
        await stall.Market.RunJobs();
        await stall.Market.Send(new CarryOutRefund.Job("cancelled-" + number), system: true);

        Assert.Equal("r2", Assert.Single(await Refunds(stall)).Reference);
        Assert.Equal(["cancelled-" + number, "cancelled-" + number], gateway.Keys);
        Assert.False(await stall.Market.Look(db => db.Set<Job>().AnyAsync(job => job.Type.Contains("Refund"))));
    }

    [Fact]
    public async Task Who_is_owed_money_gets_it_before_the_account_goes()
    {
        var (stall, number) = await Paid();
        await using var _ = stall;
        await stall.Market.Send(new CancelOrder.Command(number, null), stall.Buyer);

        var refused = await Assert.ThrowsAsync<RulesBroken>(() => stall.Market.Send(new DeleteAccount.Command(), stall.Buyer));
        Assert.Equal("refund-pending", Assert.Single(refused.Rules).Code);

        await stall.Market.RunJobs();
        await stall.Market.Send(new DeleteAccount.Command(), stall.Buyer);
    }

    private sealed class Flaky : IPaymentGateway
    {
        public List<string> Keys { get; } = [];
        public string Name => "flaky";

        public Task<string> Refund(string paymentReference, Money amount, string key, CancellationToken cancellation)
        {
            Keys.Add(key);
            return Keys.Count == 1 ? throw new HttpRequestException("Gateway timeout") : Task.FromResult("r" + Keys.Count);
        }
    }
}
