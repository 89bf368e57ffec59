using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Seeding;

/// <summary>Readies the database of a demo market: migrated, filled with the demo region when it is empty, its accounts known to the sign-in page.</summary>
internal static class DemoStart
{
    /// <param name="services">The market's.</param>
    /// <param name="args">Its settings from the command line.</param>
    /// <param name="say">Told what takes long.</param>
    /// <param name="withPictures">Waits for the photos of listings too; otherwise <see cref="HangPictures"/> brings them while the market serves.</param>
    /// <returns>False, with the reason said, when it can't be.</returns>
    public static async Task<bool> Prepare(IServiceProvider services, string[] args, Action<string> say, bool withPictures = false)
    {
        var market = services.GetRequiredService<IOptions<MarketOptions>>().Value;
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
            if (!await Fresh(db, market, say))
                return false;
            await db.Database.MigrateAsync();
            if (await db.Users.AnyAsync())
                return true;
        }

        say("Bringing the demo region to life; this takes some seconds, and only the first time.");
        Directory.CreateDirectory(market.PathOf(""));
        await File.WriteAllTextAsync(Unfinished(market), "");
        await File.WriteAllTextAsync(HangPictures.Wanted(market), "");
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var clock = new DemoClock(now);
        // The same market once more, but in another time.
        await using (var past = MarketHost.Build(args, clock))
            await DemoSeed.Run(past.Services, clock, now);
        File.Delete(Unfinished(market));

        if (withPictures)
        {
            say("Hanging its pictures.");
            await services.GetRequiredService<HangPictures>().HangAll(CancellationToken.None);
        }
        return true;
    }

    /// <summary>Tells the sign-in page whom one can be.</summary>
    public static async Task IntroduceAccounts(IServiceProvider services)
    {
        var file = SeedFiles.Read<PeopleFile>("demo/people.json");
        var shown = file.People.Where(person => person.ShownOnSignIn is not null)
            .Select(person => new DemoAccount(person.Name, person.ShownOnSignIn!, person.Phone, file.Password)).ToList();
        await using var scope = services.CreateAsyncScope();
        var first = Contact.ParseOrRefuse(shown[0].Contact).Value;
        if (await scope.ServiceProvider.GetRequiredService<MarketDb>().Users.AnyAsync(user => user.IsDemo && user.PhoneNumber == first))
            services.GetRequiredService<DemoAccounts>().Are(shown);
    }

    /// <summary>Lies in the data path while the region is being brought to life: a start that finds it knows that the last one was cut off.</summary>
    private static string Unfinished(MarketOptions market) => market.PathOf("seeding");

    private static async Task<bool> Fresh(MarketDb db, MarketOptions market, Action<string> say)
    {
        if (!File.Exists(Unfinished(market)))
            return true;
        if (!db.Database.IsSqlite())
        {
            say($"The demo region was not finished the last time. Give the market an empty database and delete {Unfinished(market)}.");
            return false;
        }
        say("The demo region was not finished the last time: starting over.");
        await db.Database.EnsureDeletedAsync();
        return true;
    }
}
