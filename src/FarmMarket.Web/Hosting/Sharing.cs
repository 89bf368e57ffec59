using FarmMarket.Data;
using Microsoft.AspNetCore.DataProtection;
using StackExchange.Redis;

namespace FarmMarket.Web.Hosting;

/// <summary>
/// What several nodes must share: keys. One node keeps them on disk; with <c>ConnectionStrings:Redis</c> they are in Redis and any number of
/// nodes can serve one market. Kept pages are not shared: each node follows the database by itself, and its memory is nearer than Redis.
/// </summary>
internal static class Sharing
{
    public static void AddSharing(this IServiceCollection services, IConfiguration configuration)
    {
        var market = configuration.GetSection("FarmMarket").Get<MarketOptions>() ?? new();
        var keys = services.AddDataProtection().SetApplicationName("FarmMarket");
        services.AddPublicPages(market);

        if (configuration.GetConnectionString("Redis") is not { Length: > 0 } redis)
        {
            keys.PersistKeysToFileSystem(new DirectoryInfo(market.PathOf("keys")));
            return;
        }
        var connection = new Lazy<IConnectionMultiplexer>(() => ConnectionMultiplexer.Connect(redis));
        keys.PersistKeysToStackExchangeRedis(() => connection.Value.GetDatabase(), "farmmarket:keys");
    }
}
