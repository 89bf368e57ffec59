using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Outgoing;
using FarmMarket.Payments;
using FarmMarket.Web.Seeding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Hosting;

/// <summary>Before the first request: a demo market prepares itself, any other refuses to start half-configured and says what to do.</summary>
internal static class StartUp
{
    /// <param name="services">The market's.</param>
    /// <param name="settings">From the command line.</param>
    public static async Task<bool> Ready(IServiceProvider services, string[] settings)
    {
        var options = services.GetRequiredService<IOptions<MarketOptions>>().Value;
        if (options is { Demo: true, Seed: "demo" })
        {
            if (!await DemoStart.Prepare(services, settings, Console.WriteLine))
                return false;
            await DemoStart.IntroduceAccounts(services);
            return true;
        }
        await using var scope = services.CreateAsyncScope();
        if (options.Demo)
        {
            await scope.ServiceProvider.GetRequiredService<MarketDb>().Database.MigrateAsync();
            return true;
        }
        var missing = await Missing(scope.ServiceProvider).ToListAsync();
        foreach (var sentence in missing)
            await Console.Error.WriteLineAsync(sentence);
        return missing.Count == 0;
    }

    /// <summary>What a market with real people still lacks: each a sentence that says what to do.</summary>
    internal static async IAsyncEnumerable<string> Missing(IServiceProvider services)
    {
        if (!Uri.TryCreate(services.GetRequiredService<IOptions<MarketOptions>>().Value.PublicUrl, UriKind.Absolute, out _))
            yield return Lacking("FarmMarket:PublicUrl", "the address people use, e.g. https://market.example");
        var settings = services.GetRequiredService<IOptions<OutgoingOptions>>().Value.Missing().Concat(services.GetRequiredService<IOptions<StripeOptions>>().Value.Missing());
        foreach (var (setting, wanted) in settings)
            yield return Lacking(setting, wanted);
        var db = services.GetRequiredService<MarketDb>();
        if ((await db.Database.GetPendingMigrationsAsync()).Any())
            yield return "The database is not up to date. Run this executable with the verb: migrate";
        else if (await db.Set<User>().AnyAsync(user => user.IsDemo))
            yield return "This database holds demo accounts, whose password is public. Start with an empty database: seed empty";
    }

    private static string Lacking(string setting, string wanted) =>
        $"{setting} is missing. Set {setting.Replace(":", "__", StringComparison.Ordinal)} to {wanted}.";
}
