using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Web.Seeding;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Hosting;

/// <summary>What the executable does besides serving: <c>migrate</c>, <c>seed</c>, <c>backup FILE</c>, <c>restore FILE</c>.</summary>
public static class Verbs
{
    public delegate Task<int> Verb(IServiceProvider services, string[] args);

    private static readonly Dictionary<string, Verb> All = new(StringComparer.Ordinal)
    {
        ["migrate"] = Migrate,
        ["seed"] = SeedVerb.Run,
        ["backup"] = Backups.Backup,
        ["restore"] = Backups.Restore,
    };

    public static Verb? Find(string[] args) => args is [var first, ..] && All.TryGetValue(first, out var verb) ? verb : null;

    private static async Task<int> Migrate(IServiceProvider services, string[] args)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeSystem();
        await scope.ServiceProvider.GetRequiredService<MarketDb>().Database.MigrateAsync();
        return 0;
    }
}
