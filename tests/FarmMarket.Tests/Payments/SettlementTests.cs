using System.Text;
using FarmMarket.Accounts;
using FarmMarket.Audit;
using FarmMarket.Kernel;
using FarmMarket.Messaging;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Tables;
using FarmMarket.Testing;
using FarmMarket.Tests.Ordering;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Payments;

public sealed class SettlementTests
{
    private const string Account = "6228480012345678901";

    /// <summary>The shop has earned the money of one order and said where it is to be paid.</summary>
    private static async Task<(Stall Stall, Money Earned)> Earned(bool account = true)
    {
        var stall = await Stall.Open();
        await Earn(stall, stall.Farm, stall.FiveJin(2));
        if (account)
            await Says(stall, stall.Farm);
        return (stall, await Payable(stall, stall.Farm));
    }

    private static async Task<string> Earn(Stall stall, FarmScene farm, WantedLine line)
    {
        var placed = await stall.Place(line);
        await stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer);
        var number = placed.Orders[0].Number;
        await stall.Market.Send(new ShipOrder.Command(farm.Shop, number, "sf", "SF15400" + number[^6..]), farm.Owner);
        await stall.Market.Send(new ConfirmReceipt.Command(number), stall.Buyer);
        stall.Market.Clock.Advance(TimeSpan.FromHours(48));
        await stall.Market.Send(new ReleaseHoldings.Job(), system: true);
        return number;
    }

    private static Task Says(Stall stall, FarmScene farm) =>
        stall.Market.Send(new ChangeBankAccount.Command(farm.Shop, "黄阿妹", "广西农信社 田阳联社", Account), farm.Owner);

    private static async Task<Money> Payable(Stall stall, FarmScene farm) => (await stall.Market.Send(new ShopStatement.Query(farm.Shop), farm.Owner)).Payable;

    private static Task<string?> Make(Stall stall) => stall.Market.Send(new MakeSettlement.Command(), stall.Farm.Packer, isOperator: true);

    private static Task<ShowSettlement.Result> Shown(Stall stall, string number) => stall.Market.Send(new ShowSettlement.Query(number), stall.Farm.Packer, isOperator: true);

    private static Task<ReadSettlementFile.Result> Read(Stall stall, string number, string file) =>
        stall.Market.Send(new ReadSettlementFile.Command(number, Encoding.UTF8.GetBytes(file)), stall.Farm.Packer, isOperator: true);

    private static async Task TheBooksAreRight(Stall stall)
    {
        await stall.Market.Send(new CheckLedger.Job(), system: true);
        Assert.Empty((await stall.Market.Send(new ShowTrialBalance.Query(), stall.Farm.Packer, isOperator: true)).LastCheck!.Findings);
    }

    [Fact]
    public async Task What_a_shop_has_earned_is_paid_once_however_often_the_day_is_settled()
    {
        var (stall, earned) = await Earned();
        await using var _ = stall;
        Assert.True(earned > new SettlementOptions().Least);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Make(stall))));

        var number = Assert.Single(numbers.Distinct())!;
        var line = Assert.Single((await Shown(stall, number)).Lines);
        Assert.Equal((earned, "8901", SettlementLineState.Pending), (line.Amount, line.LastFour, line.State));
        Assert.Equal(Money.Zero, await Payable(stall, stall.Farm));

        await stall.Market.Send(new AnswerSettlement.Command(number, 1, Paid: true), stall.Farm.Packer, isOperator: true);
        await stall.Market.Send(new AnswerSettlement.Command(number, 1, Paid: true), stall.Farm.Packer, isOperator: true);

        Assert.Equal(SettlementState.Closed, (await Shown(stall, number)).State);
        Assert.Equal(1, await stall.Market.Look(db => db.Set<Notification>().CountAsync(told => told.Kind == "shop-paid-out" && told.UserId == stall.Farm.Owner)));
        await TheBooksAreRight(stall);
    }

    [Fact]
    public async Task What_the_bank_sends_back_is_paid_with_the_next_settlement()
    {
        var (stall, earned) = await Earned();
        await using var _ = stall;
        var first = (await Make(stall))!;
        await stall.Market.Send(new AnswerSettlement.Command(first, 1, Paid: false, " 户名不符 "), stall.Farm.Packer, isOperator: true);
        Assert.Equal(earned, await Payable(stall, stall.Farm));
        Assert.Equal("户名不符", Assert.Single((await stall.Market.Send(new ShopSettlements.Query(stall.Farm.Shop), stall.Farm.Owner)).Items).FailedBecause);
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => stall.Market.Send(new AnswerSettlement.Command(first, 1, Paid: true), stall.Farm.Packer, isOperator: true));
        Assert.Equal("line-over", refused.Code);

        stall.Market.Clock.Advance(TimeSpan.FromDays(1));
        var second = (await Make(stall))!;
        Assert.NotEqual(first, second);
        Assert.Equal(earned, Assert.Single((await Shown(stall, second)).Lines).Amount);
        await TheBooksAreRight(stall);
    }

    [Fact]
    public async Task A_refund_after_settlement_is_taken_from_what_the_shop_earns_next()
    {
        await using var stall = await Stall.Open(special: 250_000);
        var order = await Earn(stall, stall.Farm, stall.FiveJin(2));
        await Says(stall, stall.Farm);
        var number = (await Make(stall))!;
        await stall.Market.Send(new AnswerSettlement.Command(number, 1, Paid: true), stall.Farm.Packer, isOperator: true);
        var line = await stall.Market.Look(db => db.Set<HoldingPart>().AsNoTracking().FirstAsync(part => part.OrderLineId != null));

        await stall.Market.Send(new RefundOrder.ByOperator(order, [new(line.OrderLineId, new(1_000))], "仲裁", null), stall.Farm.Packer, isOperator: true);

        Assert.Equal(-980, (await Payable(stall, stall.Farm)).Fen);
        stall.Market.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await Make(stall));
        await Earn(stall, stall.Farm, stall.FiveJin(2));
        var next = Assert.Single((await Shown(stall, (await Make(stall))!)).Lines);
        Assert.Equal((await Shown(stall, number)).Lines[0].Amount - new Money(980), next.Amount);
        await TheBooksAreRight(stall);
    }

    [Fact]
    public async Task A_file_of_results_is_read_once_and_its_bad_rows_are_named()
    {
        var (stall, _) = await Earned();
        await using var __ = stall;
        var number = (await Make(stall))!;
        var wrong = await Read(stall, number, $"批次号,序号,结果,原因\n{number},7,成功,\nS20000101,1,成功,\n{number},1,也许,");
        Assert.Equal([(2, "unknown-line"), (3, "other-settlement"), (4, "unknown-result")], wrong.Refused.Select(refused => (refused.Row, refused.Why.Code!)));
        Assert.Equal(SettlementLineState.Pending, (await Shown(stall, number)).Lines[0].State);

        var good = $"批次号,序号,结果,原因\n{number},1,成功,";
        Assert.Equal((1, 0, 0), Counts(await Read(stall, number, good)));
        Assert.Equal("file-twice", (await Assert.ThrowsAsync<RuleBroken>(() => Read(stall, number, good))).Code);
        Assert.Equal((0, 0, 1), Counts(await Read(stall, number, good + "\n")));
        Assert.Equal("line-over", (await Read(stall, number, $"{number},1,失败,户名不符")).Refused[0].Why.Code);
        await TheBooksAreRight(stall);

        static (int, int, int) Counts(ReadSettlementFile.Result result) => (result.Paid, result.Failed, result.Known);
    }

    [Fact]
    public async Task The_banks_file_has_the_whole_number_that_nobody_else_sees_and_leaves_an_audit_row()
    {
        var (stall, earned) = await Earned();
        await using var _ = stall;
        var number = (await Make(stall))!;
        var file = Encoding.UTF8.GetString(await stall.Market.Send(new WriteBankFile.Command(number, TableFormat.Csv), stall.Farm.Packer, isOperator: true));
        Assert.Contains(Account, file, StringComparison.Ordinal);
        Assert.Contains((earned.Fen / 100m).ToString(System.Globalization.CultureInfo.InvariantCulture), file, StringComparison.Ordinal);
        var kept = await stall.Market.Look(db => db.Set<BankAccount>().AsNoTracking().SingleAsync());
        Assert.DoesNotContain(Account, kept.NumberProtected, StringComparison.Ordinal);
        Assert.Equal("8901", (await stall.Market.Send(new ShowBankAccount.Query(stall.Farm.Shop), stall.Farm.Owner))!.LastFour);
        var audits = await stall.Market.Look(db => db.Set<AuditEntry>().ToListAsync());
        Assert.Contains(audits, entry => entry.Action == "settlement.file");
        Assert.DoesNotContain(audits, entry => entry.Details?.Contains(Account, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Without_an_account_or_below_the_least_amount_nothing_is_paid()
    {
        var (stall, earned) = await Earned(account: false);
        await using var _ = stall;
        Assert.Null(await Make(stall));
        Assert.Equal(earned, await Payable(stall, stall.Farm));
    }

    [Fact]
    public async Task The_account_changes_only_with_two_steps_and_only_by_the_owner()
    {
        await using var stall = await Stall.Open();
        var request = new ChangeBankAccount.Request(stall.Farm.Shop, "黄阿妹", "农行", "6228 4800 1234 5678 901", "123456");
        Assert.Equal("two-factor-off", (await Assert.ThrowsAsync<RuleBroken>(() => stall.Market.Send(request, stall.Farm.Owner))).Code);
        Assert.Equal("role-too-low", (await Assert.ThrowsAsync<RuleBroken>(() => stall.Market.Send(request, stall.Farm.Packer))).Code);
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(request, stall.Buyer));

        var key = (await stall.Market.Send(new StartAuthenticator.Command(), stall.Farm.Owner)).Key;
        await stall.Market.Given(db => db.Users.Where(user => user.Id == stall.Farm.Owner.Value).ExecuteUpdateAsync(set => set.SetProperty(user => user.TwoFactorEnabled, true)));
        Assert.Equal("second-step-wrong", (await Assert.ThrowsAsync<RuleBroken>(() => stall.Market.Send(request, stall.Farm.Owner))).Code);
        var broken = await Assert.ThrowsAsync<RuleBroken>(() => stall.Market.Send(request with { Number = "6228-x" }, stall.Farm.Owner));
        Assert.Equal("Number", broken.Field);

        await stall.Market.Send(request with { Code = Authenticator.CodeAt(key, stall.Market.Clock.GetUtcNow()) }, stall.Farm.Owner);
        Assert.Equal("8901", (await stall.Market.Send(new ShowBankAccount.Query(stall.Farm.Shop), stall.Farm.Owner))!.LastFour);
    }
}
