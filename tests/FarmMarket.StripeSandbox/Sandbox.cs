namespace FarmMarket.StripeSandbox;

public sealed record SandboxOptions
{
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>Where events are sent; null keeps them to be asked for.</summary>
    public Uri? Webhook { get; init; }
    public string WebhookSecret { get; init; } = "whsec_sandbox";
    public string SecretKey { get; init; } = "sk_test_sandbox";
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>
/// A stand-in for Stripe on this machine: the parts of its API that a market uses, as strict about what it is asked as Stripe is, a page
/// to pay on, signed events, and switches for what goes wrong in the world. Everything is kept in memory.
/// </summary>
public sealed class Sandbox : IAsyncDisposable
{
    private readonly WebApplication app;

    private Sandbox(WebApplication app, Books books, Deliveries deliveries, ApiFaults faults) => (this.app, Books, Deliveries, Faults) = (app, books, deliveries, faults);

    public Uri Address => new(app.Urls.First());
    public Books Books { get; }
    public Deliveries Deliveries { get; }
    public ApiFaults Faults { get; }
    public Task Stopped => app.WaitForShutdownAsync();

    public static async Task<Sandbox> Start(SandboxOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(options.Url);
        var app = builder.Build();
        var deliveries = new Deliveries(options);
        var books = new Books(options.Clock, deliveries);
        var faults = new ApiFaults();
        app.UseMiddleware<Doorkeeper>(options, faults);
        app.MapApi(books);
        app.MapHostedPage(books);
        app.MapControl(books, deliveries, faults);
        await app.StartAsync();
        books.Address = app.Urls.First();
        return new(app, books, deliveries, faults);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Deliveries.Dispose();
    }
}
