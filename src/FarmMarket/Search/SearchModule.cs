using FarmMarket.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FarmMarket.Search;

internal static class SearchModule
{
    public static IServiceCollection AddSearch(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => ListingIndex.Open(provider.GetRequiredService<IOptions<MarketOptions>>().Value.PathOf("index")));
        return services;
    }
}
