using System.Text.Json.Nodes;
using FarmMarket.Kernel;
using FarmMarket.Messaging;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.StripeSandbox;
using FarmMarket.Tests.Ordering;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Payments;

/// <summary>Payments through Stripe, against a stand-in that speaks its protocol and is as strict.</summary>
public sealed class StripeTests
{
    [Fact]
    public async Task A_payment_on_stripes_page_pays_the_order_when_stripe_says_so_and_not_before()
    {
        await using var at = await StripeStall.Open();
        var placed = await at.Stall.Place(at.Stall.FiveJin(2));
        var session = await at.Session(placed.Checkout);
        Assert.Equal(session, await at.Session(placed.Checkout));
        Assert.True(at.Stripe.Books.Pay(session));
        Assert.Equal(OrderState.AwaitingPayment, (await at.Stall.Stored(placed.Orders[0].Number)).State);

        await at.TellAll();

        Assert.Equal(OrderState.Paid, (await at.Stall.Stored(placed.Orders[0].Number)).State);
        var payment = Assert.Single(await at.Payments());
        Assert.Equal((PaymentState.Succeeded, placed.Total, session), (payment.State, payment.Amount, payment.Session));
        Assert.StartsWith("pi_", payment.Reference, StringComparison.Ordinal);
        Assert.Equal(placed.Total, await at.Balance(LedgerAccount.Gateway));
        Assert.Equal(placed.Total, await at.Balance(LedgerAccount.Held));
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task When_stripes_messages_get_lost_the_buyers_return_and_then_the_market_itself_ask()
    {
        await using var at = await StripeStall.Open();
        var first = await at.Stall.Place(at.Stall.FiveJin(1));
        var second = await at.Stall.Place(at.Stall.FiveJin(1));
        var session = await at.Session(first.Checkout);
        at.Stripe.Books.Pay(session);
        await at.Market.Send(new AskStripe.Request(first.Checkout), at.Stall.Buyer);
        Assert.Equal(OrderState.Paid, (await at.Stall.Stored(first.Orders[0].Number)).State);

        at.Stripe.Books.Pay(await at.Session(second.Checkout));
        at.Advance(TimeSpan.FromMinutes(3));
        await at.Market.Send(new AskStripe.Job(), system: true);
        Assert.Equal(OrderState.Paid, (await at.Stall.Stored(second.Orders[0].Number)).State);

        // And the messages come after all.
        await at.TellAll();
        Assert.Equal(2, (await at.Payments()).Count);
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task An_answer_that_got_lost_is_asked_for_again_and_is_the_same_page()
    {
        await using var at = await StripeStall.Open();
        var placed = await at.Stall.Place(at.Stall.FiveJin(1));
        at.Stripe.Faults.Next("/checkout/sessions", ApiFaults.Kind.LostAnswer, times: 10);
        await Assert.ThrowsAsync<RuleBroken>(() => at.Session(placed.Checkout));
        at.Stripe.Faults.Next("/checkout/sessions", ApiFaults.Kind.LostAnswer, times: 0);

        var session = await at.Session(placed.Checkout);

        Assert.Equal(session, (string?)Assert.Single(at.Stripe.Books.All("checkout.session"))["id"]);
        Assert.Single(await at.Payments());
        at.Stripe.Books.Pay(session);
        await at.TellAll();
        Assert.Equal(OrderState.Paid, (await at.Stall.Stored(placed.Orders[0].Number)).State);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    public async Task While_stripe_is_out_the_buyer_is_told_and_nothing_is_lost(int status)
    {
        await using var at = await StripeStall.Open();
        var placed = await at.Stall.Place(at.Stall.FiveJin(1));
        at.Stripe.Faults.Next("/checkout/sessions", ApiFaults.Kind.Status, times: 10, status);
        Assert.Equal("gateway-unreachable", (await Assert.ThrowsAsync<RuleBroken>(() => at.Session(placed.Checkout))).Code);
        at.Stripe.Faults.Next("", ApiFaults.Kind.Status, times: 0);
        Assert.NotEmpty(await at.Session(placed.Checkout));
    }

    [Fact]
    public async Task When_the_time_is_over_stripes_page_closes_and_the_fruit_goes_back()
    {
        await using var at = await StripeStall.Open();
        var placed = await at.Stall.Place(at.Stall.FiveJin(1));
        var session = await at.Session(placed.Checkout);
        at.Advance(Checkout.ReservedFor);
        await at.Market.RunJobs();
        Assert.False(at.Stripe.Books.Pay(session));
        await at.TellAll();
        Assert.Equal(PaymentState.Declined, Assert.Single(await at.Payments()).State);
        Assert.Equal(OrderState.Expired, (await at.Stall.Stored(placed.Orders[0].Number)).State);
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task Money_that_comes_late_takes_the_fruit_again_if_it_is_there()
    {
        await using var at = await StripeStall.Open();
        var placed = await at.Stall.Place(at.Stall.FiveJin(2));
        var session = await at.Session(placed.Checkout);
        at.Stripe.Books.Pay(session, later: true);
        await at.TellAll();
        at.Advance(TimeSpan.FromHours(5));
        await at.Market.RunJobs();
        Assert.Equal(OrderState.Expired, (await at.Stall.Stored(placed.Orders[0].Number)).State);
        Assert.Equal(25_000, await at.Stall.Left(at.Stall.Farm.FiveJin));

        at.Stripe.Books.Settle(session, succeeds: true);
        await at.TellAll();

        var order = await at.Stall.Stored(placed.Orders[0].Number);
        Assert.Equal((OrderState.Paid, null), (order.State, order.EndedAt));
        Assert.Equal(20_000, await at.Stall.Left(at.Stall.Farm.FiveJin));
        await at.TheBooksAreRight();

        // And it can still be cancelled, which gives the fruit back a second time.
        await at.Market.Send(new CancelOrder.Command(order.Number, null), at.Stall.Buyer);
        await at.Market.RunJobs();
        Assert.Equal(25_000, await at.Stall.Left(at.Stall.Farm.FiveJin));
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task Money_that_comes_late_for_fruit_that_is_gone_goes_back_whole_and_the_buyer_is_told()
    {
        await using var at = await StripeStall.Open(special: 5_000);
        var placed = await at.Stall.Place(at.Stall.FiveJin(2));
        var session = await at.Session(placed.Checkout);
        at.Stripe.Books.Pay(session, later: true);
        await at.TellAll();
        at.Advance(TimeSpan.FromHours(5));
        await at.Market.RunJobs();
        await at.Stall.Place(at.Stall.FiveJin(1));

        at.Stripe.Books.Settle(session, succeeds: true);
        await at.TellAll();
        await at.TellAll();

        Assert.Equal(OrderState.Expired, (await at.Stall.Stored(placed.Orders[0].Number)).State);
        Assert.Equal(PaymentState.Returned, Assert.Single(await at.Payments()).State);
        var refund = Assert.Single(await at.Refunds());
        Assert.Equal((RefundReason.TooLate, placed.Total, null), (refund.Reason, refund.Amount, refund.OrderNumber));
        Assert.NotNull(refund.DoneAt);
        Assert.Equal(placed.Total, Assert.Single(await at.Market.Send(new MyRefunds.OfCheckout(placed.Checkout), at.Stall.Buyer)).Amount);
        Assert.Equal(1, await at.Market.Look(db => db.Set<Notification>().CountAsync(told => told.Kind == NotificationKinds.PaidTooLate.Code)));
        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.Gateway));
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task Who_pays_on_two_pages_pays_once()
    {
        await using var at = await StripeStall.Open();
        var placed = await at.Stall.Place(at.Stall.FiveJin(1));
        var first = await at.Session(placed.Checkout);
        at.Advance(TimeSpan.FromMinutes(25));
        var second = await at.Session(placed.Checkout);
        Assert.NotEqual(first, second);
        at.Stripe.Books.Pay(first);
        at.Stripe.Books.Pay(second);
        await at.TellAll();
        await at.TellAll();

        Assert.Equal([PaymentState.Succeeded, PaymentState.Returned], (await at.Payments()).Select(payment => payment.State));
        Assert.Equal(RefundReason.Twice, Assert.Single(await at.Refunds()).Reason);
        Assert.Equal(placed.Total, await at.Balance(LedgerAccount.Gateway));
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task Who_gives_up_while_the_money_is_on_its_way_gets_it_back()
    {
        await using var at = await StripeStall.Open();
        var placed = await at.Stall.Place(at.Stall.FiveJin(1));
        var session = await at.Session(placed.Checkout);
        at.Stripe.Books.Pay(session);
        await at.Market.Send(new CancelOrder.Command(placed.Orders[0].Number, null), at.Stall.Buyer);
        await at.Market.RunJobs();
        await at.TellAll();
        Assert.Equal(OrderState.Cancelled, (await at.Stall.Stored(placed.Orders[0].Number)).State);
        Assert.Equal(RefundReason.TooLate, Assert.Single(await at.Refunds()).Reason);
        Assert.Equal(25_000, await at.Stall.Left(at.Stall.Farm.FiveJin));
        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.Gateway));
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task Refunds_of_ours_and_of_stripes_own_pages_come_together_to_the_fen()
    {
        await using var at = await StripeStall.Open();
        var (placed, intent) = await at.Paid();
        var order = placed.Orders[0].Number;
        var line = (await at.Stall.Stored(order)).Lines[0].Id;
        await at.Market.Send(new RefundOrder.ByShop(at.Stall.Farm.Shop, order, [new(line, new(500))], "压坏了一个", "k1"), at.Stall.Farm.Owner);
        await at.Market.RunJobs();
        await at.TellAll();
        at.Stripe.Books.RefundByHand(intent, 300);
        await at.TellAll();
        await at.TellAllAgain(seed: 5);

        var refunds = await at.Refunds();
        Assert.Equal([(RefundReason.Shop, 500L), (RefundReason.Gateway, 300L)], refunds.Select(refund => (refund.Reason, refund.Amount.Fen)));
        Assert.All(refunds, refund => Assert.NotNull(refund.DoneAt));
        Assert.Equal(new(800), (await at.Stall.Stored(order)).Refunded);
        Assert.Equal(placed.Total - new Money(800), await at.Balance(LedgerAccount.Held));
        await at.TheBooksAreRight();

        // The rest of it, too much for the books only if someone had counted twice.
        await at.Market.Send(new CancelOrder.Command(order, null), at.Stall.Buyer);
        await at.Market.RunJobs();
        await at.TellAllAgain(seed: 6);
        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.Gateway));
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task A_refund_that_fails_at_the_bank_is_owed_again_and_shown_to_the_operator()
    {
        await using var at = await StripeStall.Open();
        var (placed, _) = await at.Paid();
        await at.Market.Send(new CancelOrder.Command(placed.Orders[0].Number, null), at.Stall.Buyer);
        await at.Market.RunJobs();
        await at.TellAll();
        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.RefundsDue));

        at.Stripe.Books.FailRefund((string)at.Stripe.Books.All("refund")[0]["id"]!);
        await at.TellAll();
        await at.TellAllAgain(seed: 7);

        Assert.Equal(placed.Total, await at.Balance(LedgerAccount.RefundsDue));
        Assert.Equal("lost_or_stolen_card", Assert.Single(await at.Market.Send(new RefundsByHand.Query(), at.Stall.Farm.Owner, isOperator: true)).Because);
        await at.TheBooksAreRight();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_dispute_keeps_the_money_from_the_shop_until_the_bank_has_decided(bool won)
    {
        await using var at = await StripeStall.Open();
        var (placed, intent) = await at.Paid();
        var dispute = at.Stripe.Books.OpenDispute(intent);
        await at.TellAll();
        Assert.Equal(placed.Total, await at.Balance(LedgerAccount.Disputed));
        await at.TheBooksAreRight();

        await Receive(at, placed.Orders[0].Number);
        at.Advance(TimeSpan.FromDays(10));
        await at.Market.Send(new ReleaseHoldings.Job(), system: true);
        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.Payable));

        at.Stripe.Books.CloseDispute(dispute!, won);
        await at.TellAll();
        await at.TellAllAgain(seed: 8);
        await at.Market.Send(new ReleaseHoldings.Job(), system: true);

        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.Disputed));
        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.Held));
        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.RefundsDue));
        Assert.Equal(won, await at.Balance(LedgerAccount.Payable) > Money.Zero);
        Assert.Equal(won ? Money.Zero : placed.Total, (await at.Stall.Stored(placed.Orders[0].Number)).Refunded);
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task A_dispute_whose_end_is_told_before_its_beginning_ends_the_same()
    {
        await using var at = await StripeStall.Open();
        var (_, intent) = await at.Paid();
        var dispute = at.Stripe.Books.OpenDispute(intent);
        at.Stripe.Books.CloseDispute(dispute!, won: false);
        foreach (var message in at.Stripe.Deliveries.Events.Reverse())
            await at.Tell(message);
        await at.Market.RunJobs();
        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.Disputed));
        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.Held));
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task What_stripe_pays_out_stands_in_the_bank()
    {
        await using var at = await StripeStall.Open();
        await at.Paid();
        at.Stripe.Books.PayOut(1_000);
        await at.TellAll();
        await at.TellAllAgain(seed: 9);
        Assert.Equal(new(1_000), await at.Balance(LedgerAccount.Bank));
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task A_shop_with_an_account_at_stripe_is_paid_there_and_what_comes_back_is_owed_again()
    {
        await using var at = await StripeStall.Open();
        var number = await Settled(at);
        var line = Assert.Single((await at.Market.Send(new ShowSettlement.Query(number), at.Stall.Farm.Owner, isOperator: true)).Lines);
        Assert.Equal((SettlementLineState.Paid, "acct_1ShopOfTheTests"), (line.State, line.StripeAccount));
        var transfer = Assert.Single(at.Stripe.Books.All("transfer"));
        Assert.Equal((line.Amount.Fen, "acct_1ShopOfTheTests", number), ((long)transfer["amount"]!, (string?)transfer["destination"], (string?)transfer["transfer_group"]));
        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.SettlementsDue));
        Assert.Equal(Money.Zero, await at.Balance(LedgerAccount.Bank));
        // The bank has nothing to do with it.
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => at.Market.Send(new AnswerSettlement.Command(number, 1, Paid: false, "户名不符"), at.Stall.Farm.Owner, isOperator: true));
        Assert.Equal("line-of-stripe", refused.Code);
        await at.TheBooksAreRight();

        at.Stripe.Books.ReverseTransfer((string)transfer["id"]!, 700);
        at.Stripe.Books.ReverseTransfer((string)transfer["id"]!, 300);
        await at.TellAll();
        await at.TellAllAgain(seed: 11);
        Assert.Equal(new(1_000), await at.Balance(LedgerAccount.Payable));
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task A_transfer_that_stripe_refuses_stays_owed_to_the_shop()
    {
        await using var at = await StripeStall.Open();
        at.Stripe.Books.Closed.Add("acct_1ShopOfTheTests");
        var number = await Settled(at);
        var line = Assert.Single((await at.Market.Send(new ShowSettlement.Query(number), at.Stall.Farm.Owner, isOperator: true)).Lines);
        Assert.Equal((SettlementLineState.Failed, "account_invalid"), (line.State, line.FailedBecause));
        Assert.Equal(line.Amount, await at.Balance(LedgerAccount.Payable));
        await at.TheBooksAreRight();
    }

    /// <summary>An order is paid, received and released, and the day settled.</summary>
    private static async Task<string> Settled(StripeStall at)
    {
        await at.Market.Send(
            new ChangeBankAccount.Command(at.Stall.Farm.Shop, "黄阿妹", "广西农信社 田阳联社", "6228480012345678901", "acct_1ShopOfTheTests"), at.Stall.Farm.Owner);
        var (placed, _) = await at.Paid();
        await Receive(at, placed.Orders[0].Number);
        at.Advance(TimeSpan.FromDays(4));
        await at.Market.Send(new ReleaseHoldings.Job(), system: true);
        var number = (await at.Market.Send(new MakeSettlement.Command(), at.Stall.Farm.Owner, isOperator: true))!;
        await at.Market.RunJobs();
        return number;
    }

    [Fact]
    public async Task Stripes_account_and_ours_are_compared_line_by_line()
    {
        await using var at = await StripeStall.Open();
        var (_, intent) = await at.Paid();
        at.Stripe.Books.RefundByHand(intent, 300);
        at.Stripe.Books.Adjust(-4_200, fee: 0);
        // Stripe says that it refunded, and the market has not heard of it.
        at.Advance(TimeSpan.FromHours(3));
        await at.Market.Send(new ReadStripeMovements.Job(), system: true);
        var report = await Report(at);
        Assert.Equal((1, 2), (report.Matched, report.Unmatched));
        Assert.All(report.Rows, row => Assert.Equal((ReconciliationState.MissingHere, Money.Zero), (row.State, row.Here)));
        Assert.Equal([-4_200, -300], report.Rows.Select(row => row.There.Fen).Order());

        await at.TellAll();
        Assert.Equal(-4_200, Assert.Single((await Report(at)).Rows).There.Fen);

        // And the other way round: what nobody but the market knows of.
        await at.Market.Given(async db => await new Ledger(db, at.Market.Clock).Post("gateway-payout", "po_nobody", null,
            [Posting.ToDebit(LedgerAccount.Bank, new(900)), Posting.FromGateway("stripe", new(900), "po_nobody")], CancellationToken.None));
        Assert.DoesNotContain((await Report(at)).Rows, row => row.Reference == "po_nobody");
        at.Advance(TimeSpan.FromHours(3));
        Assert.Equal(ReconciliationState.MissingThere, (await Report(at)).Rows.Single(row => row.Reference == "po_nobody").State);
    }

    private static Task<ReconcileStripe.Result> Report(StripeStall at)
    {
        var today = Shanghai.Date(at.Market.Clock.GetUtcNow());
        return at.Market.Send(new ReconcileStripe.Query(today.AddDays(-7), today), at.Stall.Farm.Owner, isOperator: true);
    }

    [Fact]
    public async Task What_is_not_signed_by_stripe_or_does_not_fit_is_refused_and_changes_nothing()
    {
        await using var at = await StripeStall.Open();
        var placed = await at.Stall.Place(at.Stall.FiveJin(1));
        var other = await at.Stall.Place(at.Stall.FiveJin(1));
        var session = await at.Session(placed.Checkout);
        at.Stripe.Books.Pay(session);
        at.Stripe.Books.Pay(await at.Session(other.Checkout));
        var completed = at.Stripe.Deliveries.Events.Where(message => (string?)message["type"] == "checkout.session.completed").ToList();
        var (mine, theirs) = (completed[0], completed[1]);
        var payload = mine.ToJsonString();
        var now = at.Market.Clock.GetUtcNow();

        Task<ReceiveStripeEvent.Answer> Send(string json, string? signature) => at.Market.Send(new ReceiveStripeEvent.Request(json, signature), system: true);
        Assert.Equal(ReceiveStripeEvent.Answer.Refused, await Send(payload, null));
        Assert.Equal(ReceiveStripeEvent.Answer.Refused, await Send(payload, "t=1,v1=00"));
        Assert.Equal(ReceiveStripeEvent.Answer.Refused, await Send(payload, Deliveries.Sign(payload, "whsec_of_somebody_else", now)));
        Assert.Equal(ReceiveStripeEvent.Answer.Refused, await Send(payload, Deliveries.Sign(payload, StripeStall.Secret, now - ReceiveStripeEvent.Tolerance - TimeSpan.FromSeconds(1))));
        Assert.Equal(ReceiveStripeEvent.Answer.Refused, await Send(payload.Replace("\"paid\"", "\"paid \"", StringComparison.Ordinal), Deliveries.Sign(payload, StripeStall.Secret, now)));

        Assert.Equal(ReceiveStripeEvent.Answer.Refused, await at.Tell(Changed(mine, about => about["amount_total"] = 1)));
        Assert.Equal(ReceiveStripeEvent.Answer.Refused, await at.Tell(Changed(mine, about => about["currency"] = "usd")));
        Assert.Equal(ReceiveStripeEvent.Answer.Refused, await at.Tell(Changed(mine, about => about["metadata"] = theirs["data"]!["object"]!["metadata"]!.DeepClone())));
        Assert.Equal(ReceiveStripeEvent.Answer.Refused, await at.Tell(Changed(mine, about => about["metadata"]!["payment"] = "nobodys")));

        Assert.Equal(OrderState.AwaitingPayment, (await at.Stall.Stored(placed.Orders[0].Number)).State);
        Assert.Equal(OrderState.AwaitingPayment, (await at.Stall.Stored(other.Orders[0].Number)).State);
        Assert.Equal(0, await at.Market.Look(db => db.Set<LedgerTransaction>().CountAsync()));

        // None of it stands in the way of the real ones.
        await at.TellAll();
        Assert.Equal(OrderState.Paid, (await at.Stall.Stored(placed.Orders[0].Number)).State);
        await at.TheBooksAreRight();
    }

    [Fact]
    public async Task What_is_new_old_or_not_about_us_is_ignored()
    {
        await using var at = await StripeStall.Open();
        await at.Paid();
        var message = at.Stripe.Deliveries.Events[^1];
        Assert.Equal(ReceiveStripeEvent.Answer.Ignored, await at.Tell(Changed(message, about => about["metadata"] = new JsonObject())));
        var strange = (JsonObject)message.DeepClone();
        (strange["id"], strange["type"], strange["data"]) = ("evt_strange", "orchard.ripened", new JsonObject { ["object"] = new JsonObject { ["object"] = "orchard", ["id"] = "or_1" } });
        Assert.Equal(ReceiveStripeEvent.Answer.Ignored, await at.Tell(strange));
        Assert.Equal(ReceiveStripeEvent.Answer.Ignored, await at.Tell("""{"id":"evt_1","object":"event"}"""));
        Assert.Equal(ReceiveStripeEvent.Answer.Ignored, await at.Tell("not json"));
        foreach (var version in (string[])["2019-02-19", "2031-01-01.lychee"])
        {
            var other = (JsonObject)message.DeepClone();
            (other["id"], other["api_version"]) = ("evt_" + version, version);
            Assert.Equal(ReceiveStripeEvent.Answer.Done, await at.Tell(other));
        }
        await at.TheBooksAreRight();
    }

    private static JsonObject Changed(JsonObject message, Action<JsonObject> change)
    {
        var copy = (JsonObject)message.DeepClone();
        copy["id"] = "evt_changed_" + PublicNumbers.Token();
        change((JsonObject)copy["data"]!["object"]!);
        return copy;
    }

    /// <summary>Ships and confirms.</summary>
    private static async Task Receive(StripeStall at, string order)
    {
        await at.Market.Send(new ShipOrder.Command(at.Stall.Farm.Shop, order, "sf", "SF154000036011", null), at.Stall.Farm.Owner);
        await at.Market.Send(new ConfirmReceipt.Command(order), at.Stall.Buyer);
    }

    [Fact]
    public async Task Two_hundred_pay_for_the_last_box_one_gets_it_and_everybody_else_keeps_their_money()
    {
        const int Buyers = 200;
        await using var at = await StripeStall.Open(special: 2_500);
        var buyers = new List<(UserId Id, string Checkout, string Session)>();
        for (var n = 0; n < Buyers; n++)
        {
            // Each in turn holds the last box, opens Stripe's page, and is too late with the money: the bank takes hours.
            var buyer = await at.Market.Person();
            var placed = await at.Market.Send(Stall.Wish(at.Stall.FiveJin(1)), buyer);
            var session = await at.Session(placed.Checkout, buyer);
            Assert.True(at.Stripe.Books.Pay(session, later: true));
            buyers.Add((buyer, placed.Checkout, session));
            at.Advance(Checkout.ReservedFor);
            await at.Market.RunJobs();
        }
        foreach (var (_, _, session) in buyers)
            at.Stripe.Books.Settle(session, succeeds: true);

        // Everything twice, in any order, many at once.
        var messages = at.Stripe.Deliveries.Events.Concat(at.Stripe.Deliveries.Events).ToArray();
        new Random(11).Shuffle(messages);
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (message, _) =>
        {
            // Stripe sends again what could not be taken at the moment.
            for (var tries = 0; tries < 50; tries++)
            {
                try
                {
                    Assert.NotEqual(ReceiveStripeEvent.Answer.Refused, await at.Tell(message));
                    return;
                }
                catch (RuleBroken busy) when (busy.Code == "changed-meanwhile")
                {
                }
            }
            Assert.Fail("An event could not be taken in fifty tries.");
        });
        await at.Market.RunJobs();
        await at.TellAllAgain(seed: 12);

        var payments = await at.Payments();
        Assert.Equal(Buyers, payments.Count);
        Assert.Single(payments, payment => payment.State == PaymentState.Succeeded);
        Assert.Equal(Buyers - 1, payments.Count(payment => payment.State == PaymentState.Returned));
        var refunds = await at.Refunds();
        Assert.Equal(Buyers - 1, refunds.Count(refund => refund is { Reason: RefundReason.TooLate, DoneAt: not null }));
        Assert.Equal(1, await at.Market.Look(db => db.Set<Order>().CountAsync(order => order.State == OrderState.Paid)));
        Assert.Equal(0, await at.Stall.Left(at.Stall.Farm.FiveJin));
        // Nobody is left without an answer.
        var told = await at.Market.Look(db => db.Set<Notification>().Where(each => each.Kind == NotificationKinds.PaidTooLate.Code || each.Kind == NotificationKinds.OrderPaid.Code)
            .Select(each => each.UserId).Distinct().CountAsync());
        Assert.Equal(Buyers, told);
        await at.TheBooksAreRight();
    }
}
