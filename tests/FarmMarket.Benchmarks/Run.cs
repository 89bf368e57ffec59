using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FarmMarket.Testing;
using Npgsql;

namespace FarmMarket.Benchmarks;

/// <summary>One run: the figures of the README's table, each beside the controls measured on the same server.</summary>
internal sealed partial class Run(Options options)
{
    private static readonly Dictionary<string, string> Sqlite = [];
    private static readonly Dictionary<string, string> Uncached = new() { ["FarmMarket:KeepPages"] = "false" };
    private readonly DirectoryInfo folder = options.Keep is { } keep ? Directory.CreateDirectory(keep) : Directory.CreateTempSubdirectory("farmmarket-bench-");

    public async Task All()
    {
        try
        {
            Server.Publish(Path.Combine(folder.FullName, "app"));
            Say($"{options.Listings:#,0} listings, {options.Orders:#,0} past orders, {Environment.ProcessorCount} processors, 16 connections, {options.Duration.TotalSeconds} s each");
            var large = Seeded("large", Sqlite, options.Listings, options.Orders);
            if (options.Only is not null)
            {
                await Part(options.Only, large);
                return;
            }
            var small = Seeded("small", Sqlite, 1_000, 0);

            await ColdStart(large);
            var warm = await Cached("Warm caches, SQLite", large, Sqlite, withWeight: true);
            var cold = await NotCached("Every cache off, SQLite", large, Uncached);
            var orders = await Orders("Orders, SQLite", large);
            Growth(warm, await Cached("Growth: 1,000 listings, no orders, warm", small, Sqlite, withWeight: false));
            Growth(cold, await NotCached("Growth: 1,000 listings, no orders, every cache off", small, Uncached));
            Growth(orders, await Orders("Growth: orders on the small market", small));
            await OfMoney();
            if (options.Postgres)
                await Postgres();
        }
        finally
        {
            if (options.Keep is null)
                folder.Delete(recursive: true);
        }
    }

    private Task Part(string name, string path) => name switch
    {
        "start" => ColdStart(path),
        "warm" => Cached("Warm caches, SQLite", path, Sqlite, withWeight: true),
        "cold" => NotCached("Every cache off, SQLite", path, Uncached),
        "orders" => Orders("Orders, SQLite", path),
        "money" => OfMoney(),
        "postgres" => Postgres(),
        _ => throw new ArgumentException($"--only {name}? It is start, warm, cold, orders, money or postgres."),
    };

    private string Seeded(string name, Dictionary<string, string> settings, int listings, int orders)
    {
        var path = Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{name}-{listings}-{orders}"));
        if (!Directory.Exists(path))
        {
            var started = Stopwatch.GetTimestamp();
            Server.Verb(path, settings, "migrate");
            Server.Verb(path, settings, "seed", "scale", "--listings", listings.ToString(CultureInfo.InvariantCulture), "--orders", orders.ToString(CultureInfo.InvariantCulture));
            Say($"seeded {listings:#,0} listings and {orders:#,0} orders in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
            // Once through, so that the search index stands and what follows is a start on an existing market.
            using var first = Server.Start(path, settings, "/health/ready").GetAwaiter().GetResult();
        }
        return path;
    }

    private static async Task ColdStart(string path)
    {
        var ours = new List<double>();
        var empty = new List<double>();
        for (var turn = 0; turn < 5; turn++)
        {
            using (var nothing = await Server.StartEmpty(path))
                empty.Add(nothing.FirstPage.TotalMilliseconds);
            using var market = await Server.Start(path, Sqlite);
            ours.Add(market.FirstPage.TotalMilliseconds);
        }
        Say($"\nStart to first page: {Median(ours):0} ms; an empty ASP.NET Core application {Median(empty):0} ms; {Median(ours) / Median(empty):0.00} times (limit 3)");
    }

    private async Task<List<Measured>> Cached(string title, string path, Dictionary<string, string> settings, bool withWeight)
    {
        using var server = await Server.Start(path, settings, "/health/ready");
        var samples = await Samples.From(server.Port);
        var load = new Load(server);
        var table = new Table(title);
        var text = table.Add(await Measure(load, "constant text", Load.Get("/diagnostics/text")));
        var cards = table.Add(await Measure(load, "constant Razor page, 24 cards", Load.Get("/diagnostics/cards")));
        List<Measured> measured =
        [
            table.Add(await Measure(load, "home", Load.Get("/")), text, 0.35),
            table.Add(await Measure(load, "browse", Load.Get("/market")), text, 0.35),
            table.Add(await Measure(load, "product page", samples.Products), text, 0.35),
            table.Add(await Measure(load, "shop page", samples.Shops), text, 0.35),
            table.Add(await Measure(load, "repeated search 芒果", Load.Get("/market?q=%E8%8A%92%E6%9E%9C")), cards, 0.3),
            table.Add(await Measure(load, "API listing", samples.ApiProducts), text),
            table.Add(await Measure(load, "API listings", Load.Get("/api/v1/listings")), text),
        ];
        table.Print();
        Say($"memory {server.Memory():0} MiB (limit 350)");
        if (withWeight)
            Say($"first visit to a product page without photos: {await samples.FirstVisit():0.0} KB (limit 150)");
        return measured;
    }

    private async Task<List<Measured>> NotCached(string title, string path, Dictionary<string, string> settings, double leastPage = 0.35)
    {
        using var server = await Server.Start(path, settings, "/health/ready");
        var samples = await Samples.From(server.Port);
        var load = new Load(server);
        var table = new Table(title);
        var cards = table.Add(await Measure(load, "constant Razor page, 24 cards", Load.Get("/diagnostics/cards")));
        List<Measured> measured =
        [
            table.Add(await Measure(load, "home", Load.Get("/")), cards),
            table.Add(await Measure(load, "browse", Load.Get("/market")), cards, leastPage),
            table.Add(await Measure(load, "product page", samples.Products), cards, leastPage),
            table.Add(await Measure(load, "shop page", samples.Shops), cards, leastPage),
            table.Add(await Measure(load, "search 芒果 (a third match)", Load.Get("/market?q=%E8%8A%92%E6%9E%9C")), cards, 0.05),
            table.Add(await Measure(load, "search mangguo", Load.Get("/market?q=mangguo")), cards, 0.05),
            table.Add(await Measure(load, "search 沃柑 (3% match)", Load.Get("/market?q=%E6%B2%83%E6%9F%91")), cards, 0.15),
            table.Add(await Measure(load, "search wogan", Load.Get("/market?q=wogan")), cards, 0.15),
        ];
        table.Print();
        Say($"memory {server.Memory():0} MiB (limit 350)");
        return measured;
    }

    private async Task<List<Measured>> Orders(string title, string path)
    {
        var raw = DurableCommits.PerSecond(path, options.Duration);
        using var server = await Server.Start(path, Sqlite, "/health/ready");
        var shopping = await Shopping.Prepare(server.Port, connections: 16);
        var load = new Load(server);
        var table = new Table(title);
        var place = await load.Run("place an order of three lines (API)", shopping.PlaceOrder, 3 * options.WarmUp, options.Duration, expected: 201);
        table.Add(place);
        var flows = await shopping.Flows(options.Duration);
        table.Print();
        Say($"raw durable commits/s {raw:#,0}; orders/s {place.PerSecond:#,0}; {place.PerSecond / raw:0.00} of them (at least 0.25)");
        Say($"buyers' flows (browse, product, cart, checkout, pay, order page): {flows:0.0}/s");
        Say($"memory {server.Memory():0} MiB (limit 350)");
        return [place];
    }

    private async Task OfMoney()
    {
        const int webhooks = 10_000, few = 1_000, many = 1_000_000;
        var path = Seeded("stripe", Sqlite, 1_000, 0);
        // Of each payment two messages are about it, and both come twice more.
        await new Money(path).Webhooks(webhooks / 2, DurableCommits.PerSecond(path, options.Duration));
        Directory.Delete(path, recursive: true);
        var measured = new List<List<Measured>>();
        foreach (var entries in new[] { few, many })
        {
            var ledger = Seeded($"ledger-{entries}", Sqlite, 1_000, 0);
            measured.Add(await new Money(ledger).Ledger(entries, options.WarmUp, options.Duration));
            Directory.Delete(ledger, recursive: true);
        }
        Growth(measured[1], measured[0]);
    }

    private async Task Postgres()
    {
        const string database = "market_bench";
        PostgresServer.Instance.Execute($"CREATE DATABASE {database}");
        var settings = new Dictionary<string, string>
        {
            ["Database:Provider"] = "Postgres",
            ["ConnectionStrings:Market"] = PostgresServer.Instance.ConnectionString(database),
        };
        var path = Path.Combine(folder.FullName, "postgres");
        Server.Verb(path, settings, "migrate");
        Server.Verb(path, settings, "seed", "scale", "--listings", options.Listings.ToString(CultureInfo.InvariantCulture), "--orders", "0");
        PostgresServer.Instance.Execute("CHECKPOINT");
        await using (var connection = new NpgsqlConnection(PostgresServer.Instance.ConnectionString(database)))
        {
            await connection.OpenAsync();
            await using var analyze = new NpgsqlCommand("ANALYZE", connection);
            await analyze.ExecuteNonQueryAsync();
        }
        await NotCached("Every cache off, PostgreSQL", path, new(settings) { ["FarmMarket:KeepPages"] = "false" }, leastPage: 0.15);
        Directory.Delete(path, recursive: true);
    }

    private Task<Measured> Measure(Load load, string name, byte[] request) => Measure(load, name, [request]);

    private Task<Measured> Measure(Load load, string name, byte[][] requests) =>
        load.Run(name, (connection, turn) => requests[(connection * 7 + turn) % requests.Length], options.WarmUp, options.Duration);

    private static void Growth(List<Measured> large, List<Measured> small)
    {
        Say("Large over small (at least 0.80): " + string.Join(", ", large.Zip(small, (a, b) => $"{a.Name} {a.PerSecond / b.PerSecond:0.00}")));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    internal static void Say(string line) => Console.WriteLine(line);

    /// <summary>Addresses of the market to ask for, read from the market itself.</summary>
    private sealed partial class Samples(HttpClient client, List<string> products, List<string> shops)
    {
        public byte[][] Products => [.. products.Select(slug => Load.Get("/market/" + slug))];
        public byte[][] ApiProducts => [.. products.Select(slug => Load.Get("/api/v1/listings/" + slug))];
        public byte[][] Shops => [.. shops.Select(slug => Load.Get("/shops/" + slug))];

        public static async Task<Samples> From(int port)
        {
            var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None })
            {
                BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
            };
            var page = await client.GetStringAsync("/market");
            var products = ProductLink().Matches(page).Select(match => match.Groups[1].Value).Distinct().Take(20).ToList();
            var shops = new List<string>();
            foreach (var slug in products.Take(8))
                shops.AddRange(ShopLink().Matches(await client.GetStringAsync("/market/" + slug)).Select(match => match.Groups[1].Value).Take(1));
            return new(client, products, [.. shops.Distinct()]);
        }

        /// <summary>Kilobytes over the wire of a product page with its style sheet, scripts and drawings, but no photos.</summary>
        public async Task<double> FirstVisit()
        {
            var page = await client.GetStringAsync("/market/" + products[0]);
            var total = await Wire("/market/" + products[0]);
            var parts = Part().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct()
                .Where(part => part.StartsWith('/') && !part.StartsWith("/media/", StringComparison.Ordinal) && Path.HasExtension(part.Split('?')[0]));
            foreach (var part in parts)
                total += await Wire(part);
            return total / 1024.0;
        }

        private async Task<long> Wire(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.AcceptEncoding.ParseAdd("br, gzip");
            using var answer = await client.SendAsync(request);
            return answer.IsSuccessStatusCode ? (await answer.Content.ReadAsByteArrayAsync()).Length : 0;
        }

        [GeneratedRegex("href=\"/market/([a-z0-9-]+)\"")]
        private static partial Regex ProductLink();

        [GeneratedRegex("href=\"/shops/([a-z0-9-]+)\"")]
        private static partial Regex ShopLink();

        [GeneratedRegex("(?:href|src)=\"([^\"#]+)\"")]
        private static partial Regex Part();
    }
}
