using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Shops;

internal static class ShopsModule
{
    public static IServiceCollection AddShops(this IServiceCollection services, IConfiguration configuration) => services.AddScoped<OpeningChecklist>();
}
