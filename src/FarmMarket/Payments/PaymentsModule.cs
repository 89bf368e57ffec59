using FarmMarket.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Payments;

internal static class PaymentsModule
{
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<Till>();
        // Only where there is nothing real: refunds of the demo gateway move no money.
        if ((configuration.GetSection("FarmMarket").Get<MarketOptions>() ?? new()).Demo)
            services.AddSingleton<IPaymentGateway, DemoGateway>();
        return services;
    }
}
