using FarmMarket.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FarmMarket.Outgoing;

internal static class OutgoingModule
{
    /// <summary>A demo market keeps what it would send; any other sends, by SMTP and an SMS gateway.</summary>
    public static IServiceCollection AddOutgoing(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<IWords, ChineseWords>();
        services.Configure<OutgoingOptions>(configuration.GetSection("Outgoing"));
        if ((configuration.GetSection("FarmMarket").Get<MarketOptions>() ?? new()).Demo)
            return services.AddScoped<IMessageSender, DevelopmentOutbox>();

        services.AddHttpClient<SmsGateway>();
        services.AddSingleton<Smtp>();
        return services.AddScoped<IMessageSender, PostOffice>();
    }
}
