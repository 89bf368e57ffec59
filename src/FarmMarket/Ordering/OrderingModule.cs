using FarmMarket.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Ordering;

internal static class OrderingModule
{
    public static IServiceCollection AddOrdering(this IServiceCollection services, IConfiguration configuration) => services
        .AddScoped<CurrentCart>()
        .AddScoped<PayableCheckouts>()
        .AddScoped<ReceivedOrders>()
        .AddScoped<RefundedOrders>()
        .AddSingleton(new Schedule(new CompleteOrders.Job(), CompleteOrders.Every))
        .AddSingleton(new Schedule(new ForgetCarts.Job(), TimeSpan.FromDays(1)))
        .AddSingleton(new Schedule(new FindLateOrders.Job(), FindLateOrders.Every));
}
