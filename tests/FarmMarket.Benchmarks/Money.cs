using System.Globalization;
using FarmMarket.StripeSandbox;
using Microsoft.Data.Sqlite;

namespace FarmMarket.Benchmarks;

/// <summary>What Stripe's messages cost, and what a long ledger costs.</summary>
internal sealed class Money(string path)
{
    private const string Secret = "whsec_of_the_benchmark";
    private const int Buyers = 16;

    /// <summary>Orders wait for Stripe's word; each gets it once, and then everything that Stripe ever said comes twice more in any order.</summary>
    public async Task Webhooks(int orders, double rawCommits)
    {
        await using var stripe = await Sandbox.Start(new() { WebhookSecret = Secret });
        using var server = await Server.Start(path, new Dictionary<string, string>
        {
            ["Stripe:SecretKey"] = "sk_test_sandbox",
            ["Stripe:WebhookSecret"] = Secret,
            ["Stripe:ApiBase"] = stripe.Address.GetLeftPart(UriPartial.Authority),
        }, "/health/ready");
        var shopping = await Shopping.Prepare(server.Port, Buyers);
        await shopping.GoToStripe(orders);
        foreach (var session in stripe.Books.All("checkout.session"))
            stripe.Books.Pay((string)session["id"]!);

        var load = new Load(server, Buyers);
        var table = new Table("Stripe's messages, SQLite");
        var events = stripe.Deliveries.Events;
        var settles = events.Where(message => (string?)message["type"] == "checkout.session.completed").Select(message => message.ToJsonString()).ToArray();
        var settled = await load.All("a webhook that settles an order", settles.Length, n => Webhook(settles[n]));
        table.Add(settled);

        var again = events.Where(message => (string?)message["type"] is "checkout.session.completed" or "payment_intent.succeeded").Select(message => message.ToJsonString()).ToArray();
        again = [.. again, .. again];
        new Random(1).Shuffle(again);
        table.Add(await load.All("the same and those of the intents, twice, shuffled", again.Length, n => Webhook(again[n])));
        table.Print();
        Run.Say($"settled/s {settled.PerSecond:#,0} = {settled.PerSecond / rawCommits:0.00} of {rawCommits:#,0} raw durable commits/s (at least 0.25)");
        var (paid, posted) = (Count("SELECT COUNT(*) FROM Payments WHERE Gateway = 'stripe' AND State = 'Succeeded'"), Count("SELECT COUNT(*) FROM LedgerTransactions WHERE Name = 'order-paid' AND Id IN (SELECT LedgerTransactionId FROM LedgerEntries WHERE Gateway = 'stripe')"));
        Run.Say($"{again.Length + settles.Length:#,0} webhooks: {settles.Length:#,0} payments, {paid:#,0} settled, {posted:#,0} postings of them{(paid == settles.Length && posted == paid ? "" : " WRONG")}");
    }

    private static byte[] Webhook(string payload) =>
        Load.Post("/webhooks/stripe", payload, $"Stripe-Signature: {Deliveries.Sign(payload, Secret, TimeProvider.System.GetUtcNow())}\r\n");

    /// <summary>The first page of a shop's statement and the trial balance, over so many entries.</summary>
    public async Task<List<Measured>> Ledger(int entries, TimeSpan warmUp, TimeSpan duration)
    {
        var shop = Prepare(entries);
        using var server = await Server.Start(path, new Dictionary<string, string>(), "/health/ready");
        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{server.Port}")) };
        var token = "Authorization: Bearer " + await Shopping.SignIn(client, 0) + "\r\n";
        var load = new Load(server);
        var table = new Table(string.Create(CultureInfo.InvariantCulture, $"A ledger of {entries:#,0} entries, SQLite"));
        List<Measured> measured =
        [
            table.Add(await load.Run("a shop's statement, first page", (_, _) => Load.Get("/api/v1/shop-statement?shop=" + shop, token), warmUp, duration)),
            table.Add(await load.Run("trial balance", (_, _) => Load.Get("/api/v1/trial-balance", token), warmUp, duration)),
        ];
        table.Print();
        return measured;
    }

    /// <summary>Half of the entries are one shop's, whose owner, an operator too, is the first buyer. Answers the shop's slug.</summary>
    private string Prepare(int entries)
    {
        using var connection = Open();
        var transactions = entries / 2;
        foreach (var sql in new[]
        {
            "INSERT INTO AspNetRoles(Name, NormalizedName, ConcurrencyStamp) SELECT 'operator', 'OPERATOR', 'operator' WHERE NOT EXISTS (SELECT 1 FROM AspNetRoles WHERE NormalizedName = 'OPERATOR')",
            $"INSERT OR IGNORE INTO AspNetUserRoles(UserId, RoleId) SELECT u.Id, r.Id FROM AspNetUsers u, AspNetRoles r WHERE u.PhoneNumber LIKE '%{Shopping.BuyerPhone(0)}' AND r.NormalizedName = 'OPERATOR'",
            $"INSERT OR IGNORE INTO ShopMembers(ShopId, UserId, Role, JoinedAt) SELECT (SELECT MIN(Id) FROM Shops), Id, 'Owner', 639000000000000000 FROM AspNetUsers WHERE PhoneNumber LIKE '%{Shopping.BuyerPhone(0)}'",
            $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {transactions}) INSERT INTO LedgerTransactions(Name, Key, OrderNumber, At) SELECT 'order-paid', 'order-paid:b' || i, 'b' || i, 639000000000000000 + i FROM n",
            "INSERT INTO LedgerEntries(LedgerTransactionId, Account, Gateway, Reference, Debit, Credit) SELECT Id, 'Gateway', 'demo', Key, 1000, 0 FROM LedgerTransactions WHERE Key LIKE 'order-paid:b%'",
            "INSERT INTO LedgerEntries(LedgerTransactionId, Account, ShopId, Debit, Credit) SELECT Id, 'Held', (SELECT MIN(Id) FROM Shops), 0, 1000 FROM LedgerTransactions WHERE Key LIKE 'order-paid:b%'",
            $"INSERT INTO LedgerBalances(Account, ShopId, Gateway, Debits, Credits) SELECT 'Held', MIN(Id), '', 0, {transactions} * 1000 FROM Shops",
            $"INSERT INTO LedgerBalances(Account, ShopId, Gateway, Debits, Credits) VALUES ('Gateway', 0, 'demo', {transactions} * 1000, 0)",
        })
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        using var slug = connection.CreateCommand();
        slug.CommandText = "SELECT Slug FROM Shops ORDER BY Id LIMIT 1";
        return (string)slug.ExecuteScalar()!;
    }

    private long Count(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(path, "market.db")};Pooling=false");
        connection.Open();
        return connection;
    }
}
