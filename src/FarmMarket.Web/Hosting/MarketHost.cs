using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Search;
using FarmMarket.Web.Api;
using FarmMarket.Web.Endpoints;
using FarmMarket.Web.Seeding;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Hosting;

/// <summary>The executable: without a verb it serves the market; with one it does that and ends.</summary>
public static class MarketHost
{
    public static async Task<int> Run(string[] args)
    {
        var verb = Verbs.Find(args);
        // A verb's own words are no settings: the configuration would take a path for the name of one.
        string[] settings = verb is null ? args : [.. args.Where(word => word.StartsWith("--", StringComparison.Ordinal))];
        await using var app = Build(settings);

        if (verb is not null)
            return await verb(app.Services, args);

        using var door = DataPathDoor.Close(app.Services.GetRequiredService<IOptions<MarketOptions>>().Value);
        if (door is null)
        {
            await Console.Error.WriteLineAsync("Another market runs on this data path. Stop it, or set FarmMarket__DataPath to another folder.");
            return 1;
        }
        // While the database is looked at, all that needs none is made ready.
        var ready = Task.Run(() => StartUp.Ready(app.Services, settings));
        var search = Task.Run(app.Services.GetRequiredService<ListingFollower>);
        app.UseMarketWeb();
        await search;
        if (!await ready)
            return 1;
        await app.RunAsync();
        return 0;
    }

    /// <param name="settings">From the command line.</param>
    /// <param name="clock">Another time than the system's.</param>
    internal static WebApplication Build(string[] settings, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateBuilder(settings);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        builder.AddMarketWeb();
        return builder.Build();
    }

    private static void AddMarketWeb(this WebApplicationBuilder builder)
    {
        // Also outside the development environment: the market runs from its sources with no configuration at all.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddMarketTelemetry();
        builder.Services.AddMarket(builder.Configuration);
        builder.Services.AddHostedService<JobRunner>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ListingFollower>());
        builder.Services.AddSingleton<HangPictures>();
        builder.Services.AddHostedService(services => services.GetRequiredService<HangPictures>());
        builder.Services.AddSharing(builder.Configuration);
        builder.Services.AddIdentification();
        builder.Services.AddMarketPages();
        builder.Services.AddMarketApi();
        builder.Services.AddMarketHealth();
    }

    private static void UseMarketWeb(this WebApplication app)
    {
        app.UseDiagnostics();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler("/errors/500");
        app.UseWhen(context => !MarketApi.Covers(context), pages => pages.UseStatusCodePagesWithReExecute("/errors/{0}"));
        app.UseMarketLanguage();
        app.UseWhen(MarketApi.Covers, api => api.UseMiddleware<ApiProblems>());
        app.UseRouting();
        // Before anything personal: what is kept is the same for everyone. Compression inside of it, so that pages are kept compressed.
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<KnowTheActor>();
        app.UseMiddleware<CarryCartOver>();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets();
        app.MapRazorPages().WithStaticAssets();
        app.MapMarketApi();
        app.MapMarketEndpoints();
        app.MapMarketHealth();
    }
}
