using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Tests.Ordering;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Payments;

/// <summary>The books, from the payment to the shop's money.</summary>
public sealed class LedgerTests
{
    private static async Task<string> Paid(Stall stall, int packs = 2)
    {
        var placed = await stall.Place(stall.FiveJin(packs));
        await stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer);
        return placed.Orders[0].Number;
    }

    private static async Task<string> Received(Stall stall)
    {
        var number = await Paid(stall);
        await stall.Market.Send(new StartPacking.Command(stall.Farm.Shop, [number]), stall.Farm.Owner);
        await stall.Market.Send(new ShipOrder.Command(stall.Farm.Shop, number, "sf", "SF15400" + number[^6..], null), stall.Farm.Owner);
        await stall.Market.Send(new ConfirmReceipt.Command(number), stall.Buyer);
        return number;
    }

    private static Task<Dictionary<LedgerAccount, long>> Balances(Stall stall) => stall.Market.Look(async db =>
        (await db.Set<LedgerBalance>().AsNoTracking().ToListAsync()).GroupBy(balance => balance.Account).ToDictionary(group => group.Key, group => group.Sum(balance => balance.Amount).Fen));

    private static async Task TheBooksAreRight(Stall stall)
    {
        await stall.Market.Send(new CheckLedger.Job(), system: true);
        var trial = await stall.Market.Send(new ShowTrialBalance.Query(), isOperator: true, user: stall.Farm.Owner);
        Assert.Empty(trial.LastCheck!.Findings);
        Assert.Equal(trial.Debits, trial.Credits);
    }

    private static async Task<HoldingPart> Goods(Stall stall, string order) =>
        await stall.Market.Look(db => db.Set<HoldingPart>().AsNoTracking()
            .FirstAsync(part => part.OrderLineId != null && db.Set<Holding>().Any(holding => holding.Id == part.HoldingId && holding.OrderNumber == order)));

    [Fact]
    public async Task What_is_paid_is_held_until_the_time_for_claims_has_passed_and_then_the_shops_less_commission()
    {
        await using var stall = await Stall.Open();
        var number = await Received(stall);
        var order = await stall.Stored(number);
        var before = await Balances(stall);
        Assert.Equal((order.Total.Fen, order.Total.Fen), (before[LedgerAccount.Gateway], before[LedgerAccount.Held]));

        stall.Market.Clock.Advance(TimeSpan.FromHours(48) - TimeSpan.FromSeconds(1));
        await stall.Market.Send(new ReleaseHoldings.Job(), system: true);
        Assert.Equal(order.Total.Fen, (await Balances(stall))[LedgerAccount.Held]);

        stall.Market.Clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => stall.Market.Send(new ReleaseHoldings.Job(), system: true))).Select(Quietly));

        var after = await Balances(stall);
        var commission = Money.Round(order.Goods.Fen * 0.02m);
        Assert.Equal((0, order.Total.Fen - commission, commission), (after[LedgerAccount.Held], after[LedgerAccount.Payable], after[LedgerAccount.Commission]));
        await TheBooksAreRight(stall);

        var statement = await stall.Market.Send(new ShopStatement.Query(stall.Farm.Shop), stall.Farm.Owner);
        Assert.Equal((Money.Zero, new Money(order.Total.Fen - commission)), (statement.Held, statement.Payable));
        Assert.Equal(["order-released", "order-released", "order-paid"], statement.Entries.Items.Select(row => row.Name));
    }

    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (RuleBroken conflict)
        {
            Assert.Equal("changed-meanwhile", conflict.Code);
        }
    }

    [Fact]
    public async Task A_shop_refunds_a_part_and_the_buyer_reads_why()
    {
        await using var stall = await Stall.Open();
        var number = await Paid(stall);
        var goods = await Goods(stall, number);

        var amount = await stall.Market.Send(
            new RefundOrder.ByShop(stall.Farm.Shop, number, [new(goods.OrderLineId, new(1_000)), new(null, new(200))], " 有两个压坏了 ", "key"), stall.Farm.Owner);
        var again = await stall.Market.Send(
            new RefundOrder.ByShop(stall.Farm.Shop, number, [new(goods.OrderLineId, new(1_000)), new(null, new(200))], " 有两个压坏了 ", "key"), stall.Farm.Owner);
        await stall.Market.RunJobs();

        Assert.Equal((new Money(1_200), new Money(1_200)), (amount, again));
        var refund = Assert.Single(await stall.Market.Send(new MyRefunds.Query(number), stall.Buyer));
        Assert.Equal((new Money(1_200), "有两个压坏了", true), (refund.Amount, refund.Note, refund.DoneAt is not null));
        var order = await stall.Stored(number);
        Assert.Equal((OrderState.Paid, new Money(1_200)), (order.State, order.Refunded));
        Assert.Equal(0, (await Balances(stall))[LedgerAccount.RefundsDue]);
        await TheBooksAreRight(stall);

        // The rest goes back with the cancellation, no more.
        await stall.Market.Send(new CancelOrder.Command(number, null), stall.Buyer);
        await stall.Market.RunJobs();
        Assert.Equal(order.Total - new Money(1_200), (await stall.Market.Send(new MyRefunds.Query(number), stall.Buyer))[^1].Amount);
        Assert.All(await Balances(stall), balance => Assert.Equal(0, balance.Value));
        await TheBooksAreRight(stall);
    }

    [Fact]
    public async Task Refunds_at_the_same_moment_never_give_back_more_than_was_paid()
    {
        await using var stall = await Stall.Open();
        var number = await Paid(stall);
        var goods = await Goods(stall, number);
        var part = new Money(goods.Paid.Fen * 2 / 5);

        var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            try
            {
                return await stall.Market.Send(new RefundOrder.ByShop(stall.Farm.Shop, number, [new(goods.OrderLineId, part)], "坏果", "key-" + n), stall.Farm.Owner);
            }
            catch (RuleBroken refused)
            {
                Assert.Contains(refused.Code, new[] { "more-than-left", "changed-meanwhile" });
                return Money.Zero;
            }
        })));
        await stall.Market.RunJobs();

        Assert.InRange(given.Sum().Fen, part.Fen, part.Fen * 2);
        Assert.Equal(given.Sum(), (await stall.Stored(number)).Refunded);
        await TheBooksAreRight(stall);
    }

    [Fact]
    public async Task Another_shops_order_and_a_packers_hand_are_refused()
    {
        await using var stall = await Stall.Open();
        var neighbour = await stall.Neighbour();
        var number = await Paid(stall);
        var goods = await Goods(stall, number);
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(new RefundOrder.ByShop(neighbour.Shop, number, [new(goods.OrderLineId, new(100))], "x", null), neighbour.Owner));
        await Assert.ThrowsAsync<RuleBroken>(() => stall.Market.Send(new RefundOrder.ByShop(stall.Farm.Shop, number, [new(goods.OrderLineId, new(100))], "x", null), stall.Farm.Packer));
        await Assert.ThrowsAsync<RulesBroken>(() => stall.Market.Send(new RefundOrder.ByShop(stall.Farm.Shop, number, [new(goods.OrderLineId, new(-100))], "x", null), stall.Farm.Owner));
        Assert.Empty(await stall.Market.Send(new MyRefunds.Query(number), stall.Buyer));
    }

    [Fact]
    public async Task The_check_sees_a_balance_that_was_tampered_with()
    {
        await using var stall = await Stall.Open();
        await Paid(stall);
        await stall.Market.Given(db => db.Set<LedgerBalance>().Where(balance => balance.Account == LedgerAccount.Held).ExecuteUpdateAsync(set => set.SetProperty(balance => balance.Credits, 1)));
        await stall.Market.Send(new CheckLedger.Job(), system: true);
        Assert.NotEmpty((await stall.Market.Send(new ShowTrialBalance.Query(), isOperator: true, user: stall.Farm.Owner)).LastCheck!.Findings);
    }
}
