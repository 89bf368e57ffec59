using System.Text.Json.Nodes;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.StripeSandbox;
using FarmMarket.Testing;
using FarmMarket.Tests.Ordering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FarmMarket.Tests.Payments;

/// <summary>A stall whose market is connected to a stand-in for Stripe; its events are handed over by the test, as it likes.</summary>
internal sealed class StripeStall : IAsyncDisposable
{
    public const string Secret = "whsec_of_the_tests";
    private const string Site = "https://market.example";

    private readonly FakeTimeProvider clock;
    private readonly HashSet<string> told = [];

    public Stall Stall { get; }
    public Sandbox Stripe { get; }
    public TestMarket Market => Stall.Market;

    private StripeStall(Stall stall, Sandbox stripe, FakeTimeProvider clock) => (Stall, Stripe, this.clock) = (stall, stripe, clock);

    public static async Task<StripeStall> Open(long special = 25_000)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.FromHours(8)));
        var stripe = await Sandbox.Start(new() { Clock = clock, WebhookSecret = Secret });
        var stall = await Stall.Open(special, also: services => services.Configure<StripeOptions>(options =>
            (options.SecretKey, options.WebhookSecret, options.ApiBase) = ("sk_test_sandbox", Secret, stripe.Address.GetLeftPart(UriPartial.Authority))));
        return new(stall, stripe, clock);
    }

    public void Advance(TimeSpan time)
    {
        clock.Advance(time);
        Market.Clock.Advance(time);
    }

    /// <summary>The buyer goes to Stripe's page; answers its session.</summary>
    public async Task<string> Session(string checkout, UserId? buyer = null) =>
        (await Market.Send(new StartStripeSession.Request(checkout, Site), buyer ?? Stall.Buyer)).Url.Split('/')[^1];

    /// <summary>Tells the market one event.</summary>
    public Task<ReceiveStripeEvent.Answer> Tell(JsonObject message) => Tell(message.ToJsonString());

    public Task<ReceiveStripeEvent.Answer> Tell(string payload) =>
        Market.Send(new ReceiveStripeEvent.Request(payload, Deliveries.Sign(payload, Secret, Market.Clock.GetUtcNow())), system: true);

    /// <summary>Tells everything that was not told yet, in order, and lets the market do what follows.</summary>
    public async Task TellAll()
    {
        foreach (var message in Stripe.Deliveries.Events.Where(message => told.Add((string)message["id"]!)))
            Assert.NotEqual(ReceiveStripeEvent.Answer.Refused, await Tell(message));
        await Market.RunJobs();
    }

    /// <summary>Tells all there ever was once more, in an order of its own.</summary>
    public async Task TellAllAgain(int seed)
    {
        var all = Stripe.Deliveries.Events.ToArray();
        new Random(seed).Shuffle(all);
        foreach (var message in all)
            await Tell(message);
        await Market.RunJobs();
    }

    /// <summary>An order that is paid through Stripe, with what Stripe calls the payment.</summary>
    public async Task<(PlaceOrder.Result Placed, string Intent)> Paid(int boxes = 2)
    {
        var placed = await Stall.Place(Stall.FiveJin(boxes));
        var session = await Session(placed.Checkout);
        Assert.True(Stripe.Books.Pay(session));
        await TellAll();
        return (placed, (string)Stripe.Books.Session(session)["payment_intent"]!);
    }

    public Task<List<Payment>> Payments() => Market.Look(db => db.Set<Payment>().AsNoTracking().OrderBy(payment => payment.Id).ToListAsync());

    public Task<List<Refund>> Refunds() => Market.Look(db => db.Set<Refund>().AsNoTracking().OrderBy(refund => refund.Id).ToListAsync());

    /// <summary>What stands on an account, over all shops.</summary>
    public async Task<Money> Balance(LedgerAccount account) =>
        (await Market.Look(db => db.Set<LedgerBalance>().AsNoTracking().Where(balance => balance.Account == account).ToListAsync())).Sum(balance => balance.Amount);

    /// <summary>The books add up, and what they say is at Stripe is what Stripe holds but for fees: what came less what went.</summary>
    public async Task TheBooksAreRight()
    {
        await Market.Send(new CheckLedger.Job(), system: true);
        var trial = await Market.Send(new ShowTrialBalance.Query(), Stall.Farm.Owner, isOperator: true);
        Assert.Empty(trial.LastCheck!.Findings);
        Assert.Equal(trial.Debits, trial.Credits);
        var there = Stripe.Books.All("balance_transaction").Sum(line => (long)line["amount"]!);
        Assert.Equal(there, (await Balance(LedgerAccount.Gateway) + await Balance(LedgerAccount.GatewayFees)).Fen);
        await Stall.TheLedgerAddsUp();
    }

    public async ValueTask DisposeAsync()
    {
        await Stall.DisposeAsync();
        await Stripe.DisposeAsync();
    }
}
