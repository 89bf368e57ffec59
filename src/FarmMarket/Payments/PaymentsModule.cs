using FarmMarket.Data;
using FarmMarket.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Payments;

internal static class PaymentsModule
{
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<StripeOptions>(configuration.GetSection("Stripe"));
        services.AddSingleton<StripeGateway>().AddSingleton<IPaymentGateway>(provider => provider.GetRequiredService<StripeGateway>());
        services.AddScoped<Claims>().AddScoped<StripeEvents>().AddScoped<StripePayments>().AddScoped<RecordStripeWord.Recorder>();
        services.AddSingleton(new Schedule(new AskStripe.Job(), AskStripe.Every));
        services.AddSingleton(new Schedule(new ForgetStripeEvents.Job(), TimeSpan.FromDays(1)));
        services.AddSingleton(new Schedule(new ReadStripeMovements.Job(), ReadStripeMovements.Every));
        services.Configure<SettlementOptions>(configuration.GetSection("Settlement"));
        services.Configure<BankTransferOptions>(configuration.GetSection("BankTransfer"));
        services.AddSingleton<IPaymentGateway, BankGateway>();
        services.AddScoped<Till>().AddScoped<Ledger>().AddScoped<Refunds>().AddScoped<Commissions>().AddScoped<Settling>().AddScoped<ShopMeter>().AddSingleton<AccountNumbers>();
        services.AddSingleton(new Schedule(new ReleaseHoldings.Job(), ReleaseHoldings.Every));
        services.AddSingleton(new Schedule(new MakeSettlement.Job(), TimeSpan.FromDays(1)));
        services.AddSingleton(new Schedule(new CheckLedger.Job(), CheckLedger.Every));
        services.AddSingleton(new Schedule(new MeasureShops.Job(), MeasureShops.Every));
        // Only where there is nothing real: refunds of the demo gateway move no money.
        if ((configuration.GetSection("FarmMarket").Get<MarketOptions>() ?? new()).Demo)
            services.AddSingleton<IPaymentGateway, DemoGateway>();
        return services;
    }
}
