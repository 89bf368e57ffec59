using FarmMarket.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FarmMarket.Search;

internal static class SearchModule
{
    public static IServiceCollection AddSearch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider =>
        {
            var market = provider.GetRequiredService<IOptions<MarketOptions>>().Value;
            return ListingIndex.Open(market.PathOf("index"), market.KeepPages);
        });
        services.AddSingleton<PageStamps>();
        services.AddSingleton(provider => new ListingFollower(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<ListingIndex>,
            provider.GetRequiredService<PageStamps>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ListingFollower>>()));
        return services;
    }
}
