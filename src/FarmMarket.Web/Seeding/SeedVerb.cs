using System.Diagnostics;
using System.Globalization;
using FarmMarket.Data;
using FarmMarket.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Seeding;

/// <summary>The verb <c>seed demo|empty|scale --listings N --orders M</c>.</summary>
internal static class SeedVerb
{
    private const string Usage = "seed demo | seed empty | seed scale --listings N [--orders M]";
    private const int MostListings = 1_000_000;
    private const int MostOrders = 10_000_000;

    public static async Task<int> Run(IServiceProvider services, string[] args)
    {
        var market = services.GetRequiredService<IOptions<MarketOptions>>().Value;
        using var door = DataPathDoor.Close(market);
        if (door is null)
        {
            await Console.Error.WriteLineAsync("A market runs on this data path. Stop it first.");
            return 1;
        }
        switch (args)
        {
            case ["seed", "demo", .. var settings]:
                return await DemoStart.Prepare(services, settings, Console.WriteLine, withPictures: true) ? 0 : 1;
            case ["seed", "empty", ..]:
                return await Empty(services);
            case ["seed", "scale", .. var counts] when Counts(counts) is { } wanted:
                await Scale(services, wanted.Listings, wanted.Orders);
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

    private static async Task<int> Empty(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        await db.Database.MigrateAsync();
        if (!await db.Users.AnyAsync())
            return 0;
        await Console.Error.WriteLineAsync("This database is not empty. Set FarmMarket__DataPath or ConnectionStrings__Market to a new one.");
        return 1;
    }

    private static async Task Scale(IServiceProvider services, int listings, int orders)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        await db.Database.MigrateAsync();
        var elapsed = Stopwatch.StartNew();
        await ScaleSeed.Run(
            db,
            scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow(),
            listings,
            orders,
            SeedFiles.Read<PeopleFile>("demo/people.json").HashFor(scope.ServiceProvider),
            step => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed.Elapsed.TotalSeconds,6:0.0} s  {step}")));
    }
}
