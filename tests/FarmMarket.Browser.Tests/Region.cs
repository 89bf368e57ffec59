using FarmMarket.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(FarmMarket.Browser.Tests.Region))]

namespace FarmMarket.Browser.Tests;

/// <summary>One demo market in a process of its own and one browser, for all journeys; each journey uses people and fruit of its own.</summary>
public sealed class Region : IAsyncLifetime
{
    public const string Password = "Mango-2026!";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("farmmarket-browser-");
    private MarketProcess market = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        market = await MarketProcess.Start(folder.FullName);
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
        folder.Delete(recursive: true);
    }
}
