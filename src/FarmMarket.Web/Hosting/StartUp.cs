using FarmMarket.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Hosting;

/// <summary>Before the first request: a demo market prepares itself, any other refuses to start half-configured and says what to do.</summary>
internal static class StartUp
{
    public static async Task<bool> Ready(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var options = scope.ServiceProvider.GetRequiredService<IOptions<MarketOptions>>().Value;
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        if (options.Demo)
        {
            await db.Database.MigrateAsync();
            return true;
        }
        if (!(await db.Database.GetPendingMigrationsAsync()).Any())
            return true;
        await Console.Error.WriteLineAsync("The database is not up to date. Run this executable with the verb: migrate");
        return false;
    }
}
