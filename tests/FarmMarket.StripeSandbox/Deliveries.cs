using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace FarmMarket.StripeSandbox;

/// <summary>What the line to the webhook does to events, so that a run can be repeated: everything random comes from the seed.</summary>
public sealed record LineQuality
{
    /// <summary>Every event is sent so often.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>So many events are gathered and sent in another order.</summary>
    public int Shuffled { get; init; } = 1;

    /// <summary>Of a hundred events so many are never sent.</summary>
    public int LostPercent { get; init; }
    public int Seed { get; init; } = 1;
}

/// <summary>Sends events, signed as Stripe signs them, to the webhook until it answers with a 2xx; keeps all of them to be sent again.</summary>
public sealed class Deliveries : IDisposable
{
    private const int MostTries = 20;
    private const int AtOnce = 8;

    private readonly SandboxOptions options;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Channel<string> waiting = Channel.CreateUnbounded<string>();
    private readonly List<JsonObject> all = [];
    private readonly List<string> gathered = [];
    private readonly Lock door = new();
    private readonly Task[] senders;
    private readonly CancellationTokenSource end = new();
    private LineQuality line = new();
    private Random chance = new(1);
    private int pending;

    public Deliveries(SandboxOptions options)
    {
        (this.options, Webhook) = (options, options.Webhook);
        senders = [.. Enumerable.Range(0, AtOnce).Select(_ => Task.Run(Send))];
    }

    /// <summary>Where events are sent; null keeps them until they are sent again.</summary>
    public Uri? Webhook { get; set; }

    public LineQuality Line
    {
        get => line;
        set
        {
            lock (door)
                (line, chance) = (value, new(value.Seed));
        }
    }

    /// <summary>Every event there was, oldest first.</summary>
    public IReadOnlyList<JsonObject> Events
    {
        get
        {
            lock (door)
                return [.. all.Select(each => (JsonObject)each.DeepClone())];
        }
    }

    /// <summary>Answers of the webhook other than 2xx, newest last.</summary>
    public List<HttpStatusCode> Refused { get; } = [];

    internal void Add(JsonObject message)
    {
        lock (door)
        {
            all.Add(message);
            if (chance.Next(100) < line.LostPercent)
                return;
            for (var copy = 0; copy < line.Copies; copy++)
                gathered.Add(message.ToJsonString());
            if (gathered.Count >= line.Shuffled * line.Copies)
                Release();
        }
    }

    /// <summary>Sends everything again, in any order.</summary>
    public void SendAllAgain()
    {
        lock (door)
        {
            gathered.AddRange(all.Select(message => message.ToJsonString()));
            Release();
        }
    }

    /// <summary>Waits until everything that is to be sent has been taken by the webhook.</summary>
    public async Task Flush(CancellationToken cancellation = default)
    {
        lock (door)
            Release();
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Volatile.Read(ref pending) > 0 && await look.WaitForNextTickAsync(cancellation))
        {
        }
    }

    public static string Sign(string payload, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{payload}")))}";
    }

    private void Release()
    {
        var together = gathered.ToArray();
        gathered.Clear();
        if (line.Shuffled > 1)
            chance.Shuffle(together);
        if (Webhook is null)
            return;
        foreach (var payload in together)
        {
            Interlocked.Increment(ref pending);
            waiting.Writer.TryWrite(payload);
        }
    }

    private async Task Send()
    {
        try
        {
            await foreach (var payload in waiting.Reader.ReadAllAsync(end.Token))
            {
                await Send(payload);
                Interlocked.Decrement(ref pending);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }

    private async Task Send(string payload)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 1; tries <= MostTries; tries++)
        {
            if (Webhook is not { } address)
                return;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(payload, Encoding.UTF8, "application/json") };
                request.Headers.Add("Stripe-Signature", Sign(payload, options.WebhookSecret, options.Clock.GetUtcNow()));
                using var answer = await client.SendAsync(request, end.Token);
                if (answer.IsSuccessStatusCode)
                    return;
                lock (door)
                    Refused.Add(answer.StatusCode);
            }
            catch (Exception away) when (away is HttpRequestException or TaskCanceledException && !end.IsCancellationRequested)
            {
                // Not there, or too slow; later.
            }
            await pause.WaitForNextTickAsync(end.Token);
        }
    }

    public void Dispose()
    {
        end.Cancel();
        client.Dispose();
        end.Dispose();
    }
}
