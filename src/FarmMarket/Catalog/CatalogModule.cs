using FarmMarket.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Catalog;

internal static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddScoped<Stock>()
            .AddSingleton(new Schedule(new ForgetOldChanges.Job(), TimeSpan.FromDays(1)));
}
