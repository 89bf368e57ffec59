using FarmMarket.StripeSandbox;
using FarmMarket.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(FarmMarket.Browser.Tests.Region))]

namespace FarmMarket.Browser.Tests;

/// <summary>One demo market in a process of its own, a stand-in for Stripe beside it, and one browser, for all journeys; each journey uses people and fruit of its own.</summary>
public sealed class Region : IAsyncLifetime
{
    public const string Password = "Mango-2026!";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("farmmarket-browser-");
    private MarketProcess market = null!;
    private Sandbox stripe = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        var keys = new SandboxOptions();
        stripe = await Sandbox.Start(keys);
        market = await MarketProcess.Start(folder.FullName, new Dictionary<string, string>
        {
            ["Stripe:SecretKey"] = keys.SecretKey,
            ["Stripe:WebhookSecret"] = keys.WebhookSecret,
            ["Stripe:ApiBase"] = stripe.Address.GetLeftPart(UriPartial.Authority),
        });
        stripe.Deliveries.Webhook = new(market.Address, "/webhooks/stripe");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>Somebody with a device: "zh" or "en", a width in CSS pixels, with or without JavaScript.</summary>
    public async Task<IPage> Somebody(string language, int width, bool script = true)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = market.Address.ToString(),
            Locale = language == "en" ? "en-GB" : "zh-CN",
            ViewportSize = new() { Width = width, Height = width < 600 ? 740 : 900 },
            IsMobile = width < 600,
            HasTouch = width < 600,
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        market.Dispose();
        await stripe.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
