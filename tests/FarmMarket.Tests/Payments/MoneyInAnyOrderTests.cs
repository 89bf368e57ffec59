using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Tests.Ordering;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Payments;

/// <summary>
/// Whatever buyers, shop, operator, Stripe and banks do one after the other: the books are right after every step, and messages that
/// come late, shuffled and several times lead to the same end as messages that come at once.
/// </summary>
public sealed class MoneyInAnyOrderTests
{
    private const string Photo = "8f3c2a_800x600_abc";
    private const int Orders = 2;
    private const string Shop = "acct_1ShopOfTheTests";

    private enum Act
    {
        Pay,
        Receive,
        RefundByShop,
        RefundAtStripe,
        FailRefundAtBank,
        SendByHand,
        Claim,
        AnswerClaim,
        Cancel,
        OpenDispute,
        CloseDispute,
        Release,
        Settle,
        ReverseTransfer,
        PayOut,
        ReadMovements,
    }

    /// <param name="Which">Of the orders, refunds, claims or disputes there are.</param>
    /// <param name="Share">In percent, of an amount; or which of several answers.</param>
    private readonly record struct Step(Act Act, int Which, int Share);

    private static readonly Gen<Step[]> Steps =
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 3], Gen.Int[1, 100], (act, which, share) => new Step(act, which, share)).Array[6, 18]
            // Half of the time something is paid and received before anything else, so that there is something to do.
            .SelectMany(steps => Gen.Bool.Select(begun => begun ? [new(Act.Pay, 0, 1), new(Act.Receive, 0, 1), .. steps] : steps));

    [Fact]
    public async Task Every_fen_is_accounted_for_and_the_order_of_messages_does_not_matter() =>
        await Steps.SampleAsync(
            async steps =>
            {
                var atOnce = await Live(steps, seed: null);
                var shuffled = await Live(steps, seed: steps.Length + steps.Sum(step => step.Share));
                Assert.Equal(atOnce, shuffled);
                return true;
            },
            iter: 24, threads: 1, print: steps => string.Join(" ", steps.Select(step => $"{step.Act}:{step.Which}:{step.Share}")));

    /// <param name="steps"></param>
    /// <param name="seed">Null: every message comes once and at once. Otherwise they wait for the next thing that happens at the market, and come then in any order, twice, with old ones among them.</param>
    private static async Task<string> Live(Step[] steps, int? seed)
    {
        await using var at = await StripeStall.Open(special: 50_000);
        var world = new World(at, seed is { } known ? new Random(known) : null);
        await world.Begin();
        foreach (var step in steps)
            await world.Do(step);
        return await world.End();
    }

    private sealed class World(StripeStall at, Random? chance)
    {
        private readonly List<(string Checkout, string Order, string Session)> orders = [];
        private readonly List<JsonObject> old = [];
        private int heard;

        private Stall Stall => at.Stall;

        public async Task Begin()
        {
            await at.Market.Given(new Photo { Key = Photo, Hash = "hash", UploadedBy = Stall.Buyer, UploadedAt = at.Market.Clock.GetUtcNow() });
            await at.Market.Send(new ChangeBankAccount.Command(Stall.Farm.Shop, "黄阿妹", "广西农信社 田阳联社", "6228480012345678901"), Stall.Farm.Owner);
            for (var n = 0; n < Orders; n++)
            {
                var placed = await Stall.Place(Stall.FiveJin(2), Stall.TenJin(1));
                orders.Add((placed.Checkout, placed.Orders[0].Number, await at.Session(placed.Checkout)));
            }
        }

        public async Task Do(Step step)
        {
            var (checkout, order, session) = orders[step.Which % Orders];
            switch (step.Act)
            {
                case Act.Pay:
                    at.Stripe.Books.Pay(session);
                    break;
                case Act.RefundAtStripe when IntentOf(session) is { } intent && ChargeOf(intent) is { } left and > 0:
                    try
                    {
                        at.Stripe.Books.RefundByHand(intent, Math.Max(1, left * step.Share / 100));
                    }
                    catch (Exception refused) when (refused.Message.Contains("charged back", StringComparison.Ordinal))
                    {
                        // Stripe's pages refuse it too.
                    }
                    break;
                case Act.FailRefundAtBank when Pick(at.Stripe.Books.All("refund", refund => (string?)refund["status"] == "succeeded"), step) is { } refund:
                    at.Stripe.Books.FailRefund((string)refund["id"]!);
                    break;
                case Act.OpenDispute when IntentOf(session) is { } intent:
                    at.Stripe.Books.OpenDispute(intent);
                    break;
                case Act.CloseDispute when Pick(at.Stripe.Books.All("dispute", dispute => (string?)dispute["status"] == "needs_response"), step) is { } dispute:
                    at.Stripe.Books.CloseDispute((string)dispute["id"]!, won: step.Share > 50);
                    break;
                case Act.ReverseTransfer when Pick(at.Stripe.Books.All("transfer", transfer => !(bool)transfer["reversed"]!), step) is { } transfer:
                    var rest = (long)transfer["amount"]! - (long)transfer["amount_reversed"]!;
                    at.Stripe.Books.ReverseTransfer((string)transfer["id"]!, step.Share > 50 ? rest : Math.Max(1, rest / 3));
                    break;
                case Act.PayOut:
                    at.Stripe.Books.PayOut(step.Share * 10);
                    break;
                default:
                    await Hear();
                    await AtTheMarket(step, checkout, order);
                    break;
            }
            if (chance is null)
                await Hear();
            await TheBooksAreRight();
        }

        /// <summary>A refusal is an answer too: nothing may have changed, which the books show.</summary>
        private async Task AtTheMarket(Step step, string checkout, string order)
        {
            try
            {
                await (step.Act switch
                {
                    Act.Receive => Receive(order),
                    Act.RefundByShop => RefundByShop(order, step),
                    Act.SendByHand => SendByHand(step),
                    Act.Claim => at.Market.Send(new OpenClaim.Command(order, 1, 50 * step.Share, "压烂了", [Photo]), Stall.Buyer),
                    Act.AnswerClaim => AnswerClaim(step),
                    Act.Cancel => at.Market.Send(new CancelOrder.Command(order, null), Stall.Buyer),
                    Act.Release => Release(step),
                    Act.Settle => Settle(step),
                    Act.ReadMovements => at.Market.Send(new ReadStripeMovements.Job(), system: true),
                    _ => Task.CompletedTask,
                });
            }
            catch (Exception refusal) when (refusal is RuleBroken or RulesBroken or NotFound)
            {
            }
            await at.Market.RunJobs();
        }

        private async Task Receive(string order)
        {
            await at.Market.Send(new ShipOrder.Command(Stall.Farm.Shop, order, "sf", "SF1540000" + order[^5..]), Stall.Farm.Owner);
            await at.Market.Send(new ConfirmReceipt.Command(order), Stall.Buyer);
        }

        private async Task RefundByShop(string order, Step step)
        {
            var part = (await at.Market.Send(new ShowRefundable.ForShop(Stall.Farm.Shop, order), Stall.Farm.Owner)).Parts[step.Share % 3];
            await at.Market.Send(
                new RefundOrder.ByShop(Stall.Farm.Shop, order, [new(part.Line, new(Math.Max(1, part.Refundable.Fen * step.Share / 100)))], "压坏了", null), Stall.Farm.Owner);
        }

        /// <summary>The operator has sent by another way what could not be sent by Stripe.</summary>
        private async Task SendByHand(Step step)
        {
            var failed = await at.Market.Send(new RefundsByHand.Query(), Stall.Farm.Owner, isOperator: true);
            if (failed.Count > 0)
                await at.Market.Send(new RefundByHand.Command(failed[step.Which % failed.Count].Key, "招商网银 20260702"), Stall.Farm.Owner, isOperator: true);
        }

        private async Task AnswerClaim(Step step)
        {
            var open = await at.Market.Look(db => db.Set<Claim>().AsNoTracking().Where(claim => claim.EndedAt == null).OrderBy(claim => claim.Id).ToListAsync());
            if (open.Count == 0)
                return;
            var claim = open[step.Which % open.Count];
            var part = new Money(Math.Max(1, claim.Kept.Fen * step.Share / 100));
            await (claim.State switch
            {
                ClaimState.AwaitingShop => at.Market.Send(new AnswerClaim.Command(Stall.Farm.Shop, claim.Number, (ShopAnswer)(step.Share % 3), part, "已经看过"), Stall.Farm.Owner),
                ClaimState.AwaitingBuyer => at.Market.Send(new ReplyToClaim.Command(claim.Number, (BuyerReply)(step.Share % 4), part, "真的坏了"), Stall.Buyer),
                _ => at.Market.Send(new DecideClaim.Command(claim.Number, part, "照片清楚"), Stall.Farm.Owner, isOperator: true),
            });
        }

        private async Task Release(Step step)
        {
            at.Advance(TimeSpan.FromHours(step.Share));
            await at.Market.Send(new ReleaseHoldings.Job(), system: true);
        }

        /// <summary>To the bank or to the shop's account at Stripe; either may send it back.</summary>
        private async Task Settle(Step step)
        {
            at.Advance(TimeSpan.FromDays(1));
            var account = step.Share % 2 == 0 ? Shop : null;
            await at.Market.Send(new ChangeBankAccount.Command(Stall.Farm.Shop, "黄阿妹", "广西农信社 田阳联社", "6228480012345678901", account), Stall.Farm.Owner);
            if (step.Share % 5 == 0)
                at.Stripe.Books.Closed.Add(Shop);
            else
                at.Stripe.Books.Closed.Clear();
            if (await at.Market.Send(new MakeSettlement.Command(), Stall.Farm.Owner, isOperator: true) is { } number)
                await at.Market.Send(new AnswerSettlement.Command(number, 1, Paid: step.Share % 3 > 0, "户名不符"), Stall.Farm.Owner, isOperator: true);
        }

        /// <summary>What Stripe has said since, and what the market does about it.</summary>
        private async Task Hear()
        {
            var all = at.Stripe.Deliveries.Events;
            var fresh = all.Skip(heard).ToList();
            heard = all.Count;
            IEnumerable<JsonObject> messages = fresh;
            if (chance is not null)
            {
                var several = fresh.Concat(fresh).Concat(old.Where(_ => chance.Next(4) == 0)).ToArray();
                chance.Shuffle(several);
                messages = several;
            }
            foreach (var message in messages)
                Assert.NotEqual(ReceiveStripeEvent.Answer.Refused, await at.Tell(message));
            old.AddRange(fresh);
            await at.Market.RunJobs();
            // What the market does may make Stripe speak again.
            if (at.Stripe.Deliveries.Events.Count > heard)
                await Hear();
        }

        private async Task TheBooksAreRight()
        {
            await at.Market.Send(new CheckLedger.Job(), system: true);
            var trial = await at.Market.Send(new ShowTrialBalance.Query(), Stall.Farm.Owner, isOperator: true);
            Assert.Empty(trial.LastCheck!.Findings);
            Assert.Equal(trial.Debits, trial.Credits);
        }

        /// <summary>No job of the market's may have met with an error: it would hide what was to be seen.</summary>
        private async Task NothingWentWrong() =>
            Assert.Empty(await at.Market.Look(db => db.Set<Job>().Where(job => job.LastError != null).Select(job => job.LastError).ToListAsync()));

        /// <summary>Line by line, and to the fen with its fees.</summary>
        private async Task StripeSaysTheSame()
        {
            at.Advance(ReconcileStripe.Lag + TimeSpan.FromMinutes(1));
            await at.Market.Send(new ReadStripeMovements.Job(), system: true);
            await at.Market.Send(new ReadStripeMovements.Job(), system: true);
            var today = Shanghai.Date(at.Market.Clock.GetUtcNow());
            var report = await at.Market.Send(new ReconcileStripe.Query(today.AddDays(-60), today), Stall.Farm.Owner, isOperator: true);
            Assert.Empty(report.Rows);
            Assert.Equal(0, report.Unmatched);
            var lines = at.Stripe.Books.All("balance_transaction");
            Assert.Equal(lines.Sum(line => (long)line["fee"]!), report.Fees.Fen);
            Assert.Equal(lines.Sum(line => (long)line["net"]!), (await at.Balance(LedgerAccount.Gateway)).Fen);
        }

        /// <summary>Everything that the order of messages must not change.</summary>
        public async Task<string> End()
        {
            await Hear();
            await at.TheBooksAreRight();
            await NothingWentWrong();
            await StripeSaysTheSame();
            var lines = new List<string>();
            var balances = await at.Market.Look(db => db.Set<LedgerBalance>().AsNoTracking().ToListAsync());
            lines.AddRange(balances.GroupBy(balance => (balance.Account, balance.Gateway)).OrderBy(group => group.Key)
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key.Account} {group.Key.Gateway} {group.Sum(balance => balance.Amount).Fen}"))
                .Where(line => !line.EndsWith(" 0", StringComparison.Ordinal)));
            foreach (var (_, number, _) in orders)
            {
                var order = await Stall.Stored(number);
                var holding = await at.Market.Look(db => db.Set<Holding>().AsNoTracking().Include(holding => holding.Parts).FirstOrDefaultAsync(holding => holding.OrderNumber == number));
                lines.Add($"{order.State} {order.Refunded.Fen}");
                lines.AddRange(holding?.Parts.OrderBy(part => part.Id.Value).Select(part =>
                    string.Create(CultureInfo.InvariantCulture, $"  {part.Paid.Fen} {part.Refunded.Fen} {part.Released.Fen} {part.Commission.Fen} {part.Frozen.Fen}")) ?? []);
            }
            lines.AddRange((await at.Market.Look(db => db.Set<Claim>().AsNoTracking().OrderBy(claim => claim.Id).ToListAsync())).Select(claim => $"claim {claim.State} {claim.Award?.Fen}"));
            lines.Add("owed " + (await at.Refunds()).Where(refund => refund.DoneAt is null).Sum(refund => refund.Amount).Fen.ToString(CultureInfo.InvariantCulture));
            return string.Join('\n', lines);
        }

        private string? IntentOf(string session) => (string?)at.Stripe.Books.Session(session)["payment_intent"];

        private long? ChargeOf(string intent) => at.Stripe.Books.All("charge", charge => (string?)charge["payment_intent"] == intent)
            .Select(charge => (long?)((long)charge["amount"]! - (long)charge["amount_refunded"]!)).FirstOrDefault();

        private static JsonObject? Pick(List<JsonObject> all, Step step) => all.Count == 0 ? null : all[step.Which % all.Count];
    }
}
