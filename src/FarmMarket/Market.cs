using FarmMarket.Accounts;
using FarmMarket.Audit;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Messaging;
using FarmMarket.Ordering;
using FarmMarket.Outgoing;
using FarmMarket.Payments;
using FarmMarket.Pipeline;
using FarmMarket.Search;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FarmMarket;

public static class Market
{
    /// <summary>All of the market but the web: what handlers, jobs and seeds need.</summary>
    public static IServiceCollection AddMarket(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<Actor>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<JobQueue>();
        services.AddSingleton<JobSignal>();
        services.AddOutgoing(configuration);
        services.AddMarketData(configuration);
        services.AddRequests();

        return services
            .AddAccounts(configuration)
            .AddShops(configuration)
            .AddCatalog(configuration)
            .AddSearch(configuration)
            .AddOrdering(configuration)
            .AddPayments(configuration)
            .AddShipping(configuration)
            .AddMessaging(configuration)
            .AddMedia(configuration);
    }

    private static void AddRequests(this IServiceCollection services)
    {
        services.AddScoped<ServiceFactory>(provider => type => provider.GetService(type)!);
        services.AddScoped<IMediator, Mediator>();
        services.Scan(scan => scan.FromAssemblyOf<Actor>()
            .AddClasses(classes => classes.AssignableTo(typeof(IRequestHandler<,>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(INotificationHandler<>)), publicOnly: false).AsImplementedInterfaces().WithScopedLifetime()
            .AddClasses(classes => classes.AssignableTo(typeof(IValidator<>)), publicOnly: false).AsImplementedInterfaces().WithSingletonLifetime());

        // In the order they wrap a request. The constrained ones are skipped for requests they don't fit.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Validation<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Authorization<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(MembersOnly<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(UnitOfWork<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(OnceOnly<,>));
    }
}
