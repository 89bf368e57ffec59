using System.Text;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Tests.Ordering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Tests.Payments;

public sealed class BankTransferTests
{
    private static async Task<(Stall Stall, PlaceOrder.Result Placed, MyBankTransfer.Result Transfer)> Chosen(string number = "450100123456")
    {
        var stall = await Stall.Open(also: services => services.Configure<BankTransferOptions>(bank => (bank.Holder, bank.Bank, bank.Number) = ("田头市集", "农行百色分行", number)));
        var placed = await stall.Place(stall.FiveJin(2));
        await stall.Market.Send(new ChooseBankTransfer.Command(placed.Checkout), stall.Buyer);
        await stall.Market.Send(new ChooseBankTransfer.Command(placed.Checkout), stall.Buyer);
        return (stall, placed, await stall.Market.Send(new MyBankTransfer.Query(placed.Checkout), stall.Buyer));
    }

    private static Task<ProposeMatches.Result> Propose(Stall stall, string statement, Encoding? encoding = null) =>
        stall.Market.Send(new ProposeMatches.Query((encoding ?? Encoding.UTF8).GetBytes(statement)), stall.Farm.Owner, isOperator: true);

    private static Task Confirm(Stall stall, string reference, string? hash = null) =>
        stall.Market.Send(new ConfirmBankTransfer.Command(reference, hash), stall.Farm.Owner, isOperator: true);

    [Fact]
    public async Task The_fruit_is_held_for_a_day_and_the_arrival_pays_the_orders_once()
    {
        var (stall, placed, transfer) = await Chosen();
        await using var _ = stall;
        Assert.Matches("^FM[2-9A-HJKMNP-Z]{6}$", transfer.Reference);
        stall.Market.Clock.Advance(TimeSpan.FromHours(23));
        await stall.Market.RunJobs();
        Assert.Equal(20_000, await stall.Left(stall.Farm.FiveJin));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                await Confirm(stall, transfer.Reference);
            }
            catch (RuleBroken conflict)
            {
                Assert.Equal("changed-meanwhile", conflict.Code);
            }
        })));

        Assert.Equal(OrderState.Paid, (await stall.Stored(placed.Orders[0].Number)).State);
        Assert.Equal(1, await stall.Market.Look(db => db.Set<Payment>().CountAsync()));
        Assert.True((await stall.Market.Send(new MyBankTransfer.Query(placed.Checkout), stall.Buyer)).Arrived);
    }

    [Fact]
    public async Task Nobody_transfers_within_the_day_and_the_fruit_goes_back()
    {
        var (stall, placed, _) = await Chosen();
        await using var __ = stall;
        stall.Market.Clock.Advance(ChooseBankTransfer.HeldFor);
        await stall.Market.RunJobs();
        Assert.Equal(OrderState.Expired, (await stall.Stored(placed.Orders[0].Number)).State);
        Assert.Equal(25_000, await stall.Left(stall.Farm.FiveJin));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    public async Task A_statement_proposes_and_a_person_agrees_and_a_row_pays_once(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var (stall, placed, transfer) = await Chosen();
        await using var _ = stall;
        var yuan = (transfer.Amount.Fen / 100m).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var statement = $"交易日期,借方发生额,贷方发生额,对方户名,摘要\n"
            + $"2026-07-01,,{yuan},陈小雨,货款 {transfer.Reference.ToLowerInvariant()}\n"
            + $"2026-07-01,,{yuan},陈小雨,水果\n"
            + $"2026-07-01,,1.00,陈小雨,{transfer.Reference}\n"
            + "2026-07-01,88.00,,电费,\n2026-07-01,,7.77,别人,还钱\n";

        var rows = (await Propose(stall, statement, Encoding.GetEncoding(encoding))).Rows;

        Assert.Equal(
            [ProposeMatches.Likeness.Sure, ProposeMatches.Likeness.Likely, ProposeMatches.Likeness.WrongAmount, ProposeMatches.Likeness.Nothing],
            rows.Select(row => row.Likeness));
        Assert.Equal(transfer.Reference, rows[0].Reference);
        Assert.Equal(OrderState.AwaitingPayment, (await stall.Stored(placed.Orders[0].Number)).State);

        await Confirm(stall, rows[0].Reference!, rows[0].Hash);
        Assert.Equal(OrderState.Paid, (await stall.Stored(placed.Orders[0].Number)).State);
        Assert.Equal(ProposeMatches.Likeness.Known, (await Propose(stall, statement, Encoding.GetEncoding(encoding))).Rows[0].Likeness);

        var second = await stall.Place(stall.FiveJin(2));
        await stall.Market.Send(new ChooseBankTransfer.Command(second.Checkout), stall.Buyer);
        var other = await stall.Market.Send(new MyBankTransfer.Query(second.Checkout), stall.Buyer);
        Assert.Equal("receipt-used", (await Assert.ThrowsAsync<RuleBroken>(() => Confirm(stall, other.Reference, rows[0].Hash))).Code);
        Assert.Equal(OrderState.AwaitingPayment, (await stall.Stored(second.Orders[0].Number)).State);
    }

    [Fact]
    public async Task A_refund_waits_for_the_person_who_sends_it()
    {
        var (stall, placed, transfer) = await Chosen();
        await using var _ = stall;
        await Confirm(stall, transfer.Reference);
        await stall.Market.Send(new CancelOrder.Command(placed.Orders[0].Number, null), stall.Buyer);
        await stall.Market.RunJobs();

        var row = Assert.Single(await stall.Market.Send(new RefundsByHand.Query(), stall.Farm.Owner, isOperator: true));
        Assert.Equal((transfer.Amount, "bank"), (row.Amount, row.Gateway));
        await Assert.ThrowsAsync<RuleBroken>(() => stall.Market.Send(new RefundByHand.Command(row.Key, " "), stall.Farm.Owner, isOperator: true));
        await stall.Market.Send(new RefundByHand.Command(row.Key, "20260701-0001"), stall.Farm.Owner, isOperator: true);
        await stall.Market.Send(new RefundByHand.Command(row.Key, "20260701-0001"), stall.Farm.Owner, isOperator: true);

        Assert.Empty(await stall.Market.Send(new RefundsByHand.Query(), stall.Farm.Owner, isOperator: true));
        await stall.Market.Send(new CheckLedger.Job(), system: true);
        var trial = await stall.Market.Send(new ShowTrialBalance.Query(), stall.Farm.Owner, isOperator: true);
        Assert.Empty(trial.LastCheck!.Findings);
        Assert.All(trial.Rows, account => Assert.Equal(Money.Zero, account.Amount));
    }

    [Fact]
    public async Task Without_an_account_of_the_platform_it_is_not_offered_and_other_peoples_transfers_do_not_exist()
    {
        await using var stall = await Stall.Open();
        var placed = await stall.Place(stall.FiveJin(1));
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(new ChooseBankTransfer.Command(placed.Checkout), stall.Buyer));

        var (other, theirs, _) = await Chosen();
        await using var __ = other;
        await Assert.ThrowsAsync<NotFound>(async () => await other.Market.Send(new MyBankTransfer.Query(theirs.Checkout), await other.Market.Person()));
        await Assert.ThrowsAsync<NotFound>(async () => await other.Market.Send(new ChooseBankTransfer.Command(theirs.Checkout), await other.Market.Person()));
    }
}
