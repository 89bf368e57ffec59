using FarmMarket.Shops;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Shipping;

internal static class ShippingModule
{
    public static IServiceCollection AddShipping(this IServiceCollection services, IConfiguration configuration) =>
        services.AddScoped<IOpeningRequirement, FreightIsSet>().AddScoped<TrackingBook>();
}
