using FarmMarket.Jobs;
using FarmMarket.Shops;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Catalog;

internal static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddScoped<Stock>()
            .AddScoped<ListingEditing>()
            .AddScoped<IOpeningRequirement, FirstListing>()
            .AddSingleton(new Schedule(new ForgetOldChanges.Job(), TimeSpan.FromDays(1)))
            .AddSingleton(new Schedule(new ForgetOldImports.Job(), TimeSpan.FromDays(1)))
            .AddSingleton(new Schedule(new CheckStock.Job(), CheckStock.Every));
}
