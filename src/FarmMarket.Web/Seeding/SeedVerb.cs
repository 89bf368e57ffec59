using System.Diagnostics;
using System.Globalization;
using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Seeding;

/// <summary>The verb <c>seed demo|empty|scale --listings N --orders M</c>.</summary>
internal static class SeedVerb
{
    private const string Usage = "seed demo | seed empty | seed scale --listings N [--orders M]";
    private const int MostListings = 1_000_000;
    private const int MostOrders = 10_000_000;

    public static async Task<int> Run(IServiceProvider services, string[] args)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeSystem();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        await db.Database.MigrateAsync();
        switch (args)
        {
            case ["seed", "empty"]:
                return 0;
            case ["seed", "scale", .. var counts] when Counts(counts) is { } wanted:
                await Scale(scope.ServiceProvider, db, wanted.Listings, wanted.Orders);
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static (int Listings, int Orders)? Counts(string[] args)
    {
        var (listings, orders) = (0, 0);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return null;
            if (args[i] == "--listings" && count <= MostListings)
                listings = count;
            else if (args[i] == "--orders" && count <= MostOrders)
                orders = count;
            else
                return null;
        }
        return listings > 0 ? (listings, orders) : null;
    }

    private static async Task Scale(IServiceProvider services, MarketDb db, int listings, int orders)
    {
        var hasher = services.GetRequiredService<IPasswordHasher<User>>();
        var clock = Stopwatch.StartNew();
        await ScaleSeed.Run(
            db,
            services.GetRequiredService<TimeProvider>().GetUtcNow(),
            listings,
            orders,
            hasher.HashPassword(new() { DisplayName = "" }, "Mango-2026!"),
            step => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,6:0.0} s  {step}")));
    }
}
