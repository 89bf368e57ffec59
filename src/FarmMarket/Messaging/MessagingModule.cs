using FarmMarket.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Messaging;

internal static class MessagingModule
{
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSingleton<StopLinks>()
            .AddScoped<Notifier>()
            .AddSingleton(new Schedule(new ForgetOldNotifications.Job(), TimeSpan.FromDays(1)));
}
