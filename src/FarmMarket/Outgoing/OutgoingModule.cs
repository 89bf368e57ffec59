using FarmMarket.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FarmMarket.Outgoing;

internal static class OutgoingModule
{
    /// <summary>A demo market keeps what it would send; any other sends, by SMTP and an SMS gateway.</summary>
    public static IServiceCollection AddOutgoing(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<IWords, ChineseWords>();
        if ((configuration.GetSection("FarmMarket").Get<MarketOptions>() ?? new()).Demo)
            return services.AddScoped<IMessageSender, DevelopmentOutbox>();

        services.AddSingleton<IValidateOptions<OutgoingOptions>, OutgoingOptions.Complete>();
        services.AddOptions<OutgoingOptions>().Bind(configuration.GetSection("Outgoing"));
        services.AddHttpClient<SmsGateway>();
        services.AddSingleton<Smtp>();
        return services.AddScoped<IMessageSender, PostOffice>();
    }
}
