using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Shipping;
using FarmMarket.StripeSandbox;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Hosting;

/// <summary>SIGKILL at the worst moment: Stripe has done what the market asked for, and the market has not heard of it.</summary>
public sealed class KilledAtTheGatewayTests : IDisposable
{
    private const string Secret = "whsec_of_the_killed";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("farmmarket-killed-");

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Between_stripes_deed_and_the_markets_record_nothing_is_lost_or_done_twice(DatabaseProvider provider)
    {
        using var database = TestDatabase.Create(provider);
        await using var stripe = await Sandbox.Start(new() { WebhookSecret = Secret });
        var (farm, mailbox) = await Scene(database);
        string checkout, order, session;

        // A page to pay on.
        using (var market = await Start(database, stripe))
        {
            using var buyer = await Buyer(market, mailbox);
            (checkout, order) = await Place(buyer, farm);
            stripe.Faults.Next("/checkout/sessions", ApiFaults.Kind.LateAnswer);
            await KillWhenDone(market, stripe, () => buyer.PostAsync($"/api/v1/checkouts/{checkout}/stripe-session", content: null));
        }
        using (var market = await Start(database, stripe))
        {
            using var buyer = await Buyer(market, mailbox);
            session = await OpenPage(buyer, checkout);
            Assert.Equal(session, (string?)Assert.Single(stripe.Books.All("checkout.session"))["id"]);
            stripe.Deliveries.Webhook = new(market.Address, "/webhooks/stripe");
            Assert.True(stripe.Books.Pay(session));
            await stripe.Deliveries.Flush();
            await StateIs(database, order, OrderState.Paid);

            // A refund.
            stripe.Faults.Next("/refunds", ApiFaults.Kind.LateAnswer);
            await KillWhenDone(market, stripe, () => buyer.PostAsJsonAsync($"/api/v1/orders/{order}/cancellation", new { reason = "不要了" }));
        }
        stripe.Deliveries.Webhook = null;
        await using (var db = database.Open())
            Assert.Null((await db.Set<Refund>().SingleAsync()).DoneAt);
        await database.HalfAnHourLater();
        using (await Start(database, stripe))
            await database.Comes(db => db.Set<Refund>().AllAsync(refund => refund.DoneAt != null));
        Assert.Single(stripe.Books.All("refund"));

        // A settlement.
        using (var market = await Start(database, stripe))
        {
            using var buyer = await Buyer(market, mailbox);
            (checkout, order) = await Place(buyer, farm);
            session = await OpenPage(buyer, checkout);
            stripe.Deliveries.Webhook = new(market.Address, "/webhooks/stripe");
            Assert.True(stripe.Books.Pay(session));
            await stripe.Deliveries.Flush();
            await StateIs(database, order, OrderState.Paid);
            await ReceivedLongAgo(database, order);
            await Due(database, nameof(ReleaseHoldings));
            await database.Comes(db => db.Set<LedgerBalance>().AnyAsync(balance => balance.Account == LedgerAccount.Payable && balance.Credits > 0));
            stripe.Faults.Next("/transfers", ApiFaults.Kind.LateAnswer);
            await KillWhenDone(market, stripe, () => Due(database, nameof(MakeSettlement)));
        }
        await using (var db = database.Open())
            Assert.Equal(SettlementLineState.Pending, (await db.Set<SettlementLine>().SingleAsync()).State);
        await database.HalfAnHourLater();
        using (await Start(database, stripe))
        {
            await database.Comes(db => db.Set<SettlementLine>().AllAsync(line => line.State == SettlementLineState.Paid));
            await Due(database, nameof(CheckLedger));
            await database.Comes(db => db.Set<LedgerCheck>().AnyAsync());
        }

        Assert.Single(stripe.Books.All("transfer"));
        await using var after = database.Open();
        Assert.All(await after.Set<LedgerCheck>().ToListAsync(), check => Assert.Empty(check.Findings));
        Assert.Equal(2, await after.Set<Payment>().CountAsync(payment => payment.State == PaymentState.Succeeded));
        Assert.Single(await after.Set<Settlement>().ToListAsync());
        var gateway = await after.Set<LedgerBalance>().SingleAsync(balance => balance.Account == LedgerAccount.Gateway);
        Assert.Equal(stripe.Books.All("balance_transaction").Sum(line => (long)line["amount"]!), gateway.Amount.Fen);
    }

    /// <summary>Asks for something, and kills the market when Stripe has done it and holds the answer back.</summary>
    private static async Task KillWhenDone(MarketProcess market, Sandbox stripe, Func<Task> ask)
    {
        var asked = Task.Run(ask);
        await stripe.Faults.KeepsBack.WaitAsync(TimeSpan.FromMinutes(1));
        market.Kill();
        await asked.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private Task<MarketProcess> Start(TestDatabase database, Sandbox stripe) => MarketProcess.Start(folder.FullName, new Dictionary<string, string>
    {
        ["FarmMarket:Seed"] = "empty",
        ["FarmMarket:PublicUrl"] = "https://market.example",
        ["Database:Provider"] = database.Provider.ToString(),
        ["ConnectionStrings:Market"] = database.ConnectionString,
        ["Logging:LogLevel:Default"] = "Error",
        ["Stripe:SecretKey"] = "sk_test_sandbox",
        ["Stripe:WebhookSecret"] = Secret,
        ["Stripe:ApiBase"] = stripe.Address.GetLeftPart(UriPartial.Authority),
    });

    private static async Task<(FarmScene Farm, string Mailbox)> Scene(TestDatabase database)
    {
        await using var db = database.Open();
        var now = TimeProvider.System.GetUtcNow();
        var farm = await FarmScene.Set(db, now);
        var template = new FreightTemplate { ShopId = farm.ShopId };
        template.Ask(null, null, [new() { Provinces = "", FirstWeight = new(1_000), FirstPrice = new(800), AdditionalWeight = new(1_000), AdditionalPrice = new(200) }], now);
        db.Add(template);
        db.Add(new BankAccount { ShopId = farm.ShopId, Holder = "黄阿妹", Bank = "农信社", NumberProtected = "-", LastFour = "8901", StripeAccount = "acct_1KilledShop", ChangedAt = now });
        await new Stock(db, new Actor(), TimeProvider.System).Move(farm.Listing.Pools[0].Id, farm.Listing.Id, 50_000, StockMoveKind.Harvested, null, CancellationToken.None);
        var buyer = await db.Users.SingleAsync(user => user.Id == farm.Buyer.Value);
        buyer.PasswordHash = new PasswordHasher<User>().HashPassword(null!, Killing.Password);
        await db.SaveChangesAsync();
        return (farm, buyer.Email!);
    }

    private static async Task<HttpClient> Buyer(MarketProcess market, string mailbox)
    {
        var client = new HttpClient { BaseAddress = market.Address };
        await client.SignIn(mailbox);
        return client;
    }

    private static async Task<(string Checkout, string Order)> Place(HttpClient buyer, FarmScene farm)
    {
        using var answer = await buyer.PostAsJsonAsync("/api/v1/orders", new
        {
            lines = new[] { new { packId = farm.FiveJin.Id.Value, quantity = 2 } },
            address = new { recipient = "陈小雨", phone = "13800001234", regionCode = "440106", detail = "石牌街道 88 号" },
        });
        var placed = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.True(answer.IsSuccessStatusCode, placed?.ToJsonString());
        return ((string)placed!["number"]!, (string)placed["orders"]![0]!["number"]!);
    }

    private static async Task<string> OpenPage(HttpClient buyer, string checkout)
    {
        using var answer = await buyer.PostAsync($"/api/v1/checkouts/{checkout}/stripe-session", content: null);
        var opened = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.True(answer.IsSuccessStatusCode, opened?.ToJsonString());
        return ((string)opened!["url"]!).Split('/')[^1];
    }

    private static Task StateIs(TestDatabase database, string order, OrderState state) => database.Comes(db => db.Set<Order>().AnyAsync(each => each.Number == order && each.State == state));

    /// <summary>The time for claims is over.</summary>
    private static async Task ReceivedLongAgo(TestDatabase database, string order)
    {
        await using var db = database.Open();
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        Assert.Equal(1, await db.Set<Holding>().Where(holding => holding.OrderNumber == order).ExecuteUpdateAsync(set => set.SetProperty(holding => holding.ReleaseAt, past)));
    }

    /// <summary>The hour of a schedule has come.</summary>
    private static async Task Due(TestDatabase database, string job)
    {
        await using var db = database.Open();
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        Assert.Equal(1, await db.Set<Job>().Where(each => each.Every != null && each.Type.Contains(job)).ExecuteUpdateAsync(set => set.SetProperty(each => each.DueAt, past)));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
