using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace FarmMarket.Benchmarks;

/// <summary>Buyers with accounts, and what they need to order through the API.</summary>
internal sealed class Shopping(int port, string[] tokens, long[] packs)
{
    private const string Password = "Mango-2026!";

    public static async Task<Shopping> Prepare(int port, int connections)
    {
        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
        var tokens = new List<string>();
        for (var buyer = 0; buyer < connections; buyer++)
            tokens.Add(await SignIn(client, buyer));

        // Of many listings, so that none is sold out before the run ends.
        var packs = new List<long>();
        for (var page = 1; page <= 4; page++)
        {
            var listings = (await client.GetFromJsonAsync<JsonObject>($"/api/v1/listings?size=100&page={page}"))!["items"]!.AsArray();
            foreach (var listing in listings)
            {
                var shown = (await client.GetFromJsonAsync<JsonObject>("/api/v1/listings/" + listing!["slug"]!.GetValue<string>()))!;
                packs.AddRange(shown["pools"]!.AsArray().SelectMany(pool => pool!["packs"]!.AsArray()).Where(pack => pack!["left"]!.GetValue<long>() >= 50).Select(pack => pack!["packId"]!.GetValue<long>()).Take(1));
            }
        }
        return new(port, [.. tokens], [.. packs]);
    }

    /// <summary>Answers the bearer token.</summary>
    public static async Task<string> SignIn(HttpClient client, int buyer)
    {
        var login = await client.PostAsJsonAsync("/api/v1/login", new { contact = BuyerPhone(buyer), password = Password });
        login.EnsureSuccessStatusCode();
        return (await login.Content.ReadFromJsonAsync<JsonObject>())!["accessToken"]!.GetValue<string>();
    }

    public static string BuyerPhone(int buyer) => string.Create(CultureInfo.InvariantCulture, $"1549{buyer + 1:0000000}");

    public byte[] PlaceOrder(int connection, int turn) => Load.Post("/api/v1/orders", OrderJson(turn * 16 + connection), string.Create(
        CultureInfo.InvariantCulture, $"Authorization: Bearer {tokens[connection]}\r\nIdempotency-Key: bench-{connection}-{turn}-{Stopwatch.GetTimestamp()}\r\n"));

    private string OrderJson(int seed, int lines = 3)
    {
        var wanted = Enumerable.Range(0, lines).Select(i => new JsonObject { ["packId"] = packs[(seed + i * 7) % packs.Length], ["quantity"] = 1 });
        return new JsonObject
        {
            ["lines"] = new JsonArray([.. wanted]),
            ["address"] = new JsonObject
            {
                ["recipient"] = "陈先生",
                ["phone"] = "13800138000",
                ["regionCode"] = "440106",
                ["detail"] = "天河路 1 号",
            },
        }.ToJsonString();
    }

    /// <summary>So many orders of one line, each with Stripe's page open.</summary>
    public async Task GoToStripe(int orders)
    {
        var next = -1;
        await Task.WhenAll(tokens.Select(token => Task.Run(async () =>
        {
            using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            for (int n; (n = Interlocked.Increment(ref next)) < orders;)
            {
                using var placed = await client.PostAsync("/api/v1/orders", new StringContent(OrderJson(n, lines: 1), System.Text.Encoding.UTF8, "application/json"));
                placed.EnsureSuccessStatusCode();
                var number = (await placed.Content.ReadFromJsonAsync<JsonObject>())!["number"]!.GetValue<string>();
                using var opened = await client.PostAsync($"/api/v1/checkouts/{number}/stripe-session", content: null);
                opened.EnsureSuccessStatusCode();
            }
        })));
    }

    /// <summary>Whole buyers' flows a second: browse, product, order, pay, order page.</summary>
    public async Task<double> Flows(TimeSpan duration)
    {
        var flows = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(tokens.Select((token, buyer) => Task.Run(async () =>
        {
            using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            for (var turn = 0; Stopwatch.GetElapsedTime(started) < duration; turn++)
            {
                (await client.GetAsync("/market")).EnsureSuccessStatusCode();
                (await client.GetAsync("/api/v1/listings")).EnsureSuccessStatusCode();
                using var order = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
                {
                    Content = new StringContent(OrderJson(turn * 16 + buyer), System.Text.Encoding.UTF8, "application/json"),
                };
                order.Headers.Add("Idempotency-Key", string.Create(CultureInfo.InvariantCulture, $"flow-{buyer}-{turn}-{Stopwatch.GetTimestamp()}"));
                var placed = await client.SendAsync(order);
                if (!placed.IsSuccessStatusCode)
                    throw new InvalidOperationException(await placed.Content.ReadAsStringAsync());
                var checkout = (await placed.Content.ReadFromJsonAsync<JsonObject>())!;
                var number = checkout["number"]!.GetValue<string>();
                (await client.PostAsJsonAsync($"/api/v1/checkouts/{number}/demo-payment", new { outcome = "pay" })).EnsureSuccessStatusCode();
                var first = checkout["orders"]!.AsArray()[0]!["number"]!.GetValue<string>();
                (await client.GetAsync("/api/v1/orders/" + first)).EnsureSuccessStatusCode();
                Interlocked.Increment(ref flows);
            }
        })));
        return flows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
