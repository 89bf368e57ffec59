using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

// The root namespace, so that the tests of every project see it without a word.
namespace FarmMarket;

/// <summary>A market in the test's process, with the web or without.</summary>
public interface IRunningMarket
{
    IServiceProvider Services { get; }
}

/// <summary>What tests do with a market past its pages.</summary>
public static class RunningMarkets
{
    /// <summary>Sends a request as that person, as the platform itself (<paramref name="system"/>), or as a stranger.</summary>
    public static async Task<TResult> Send<TResult>(
        this IRunningMarket market, IRequest<TResult> request, UserId? user = null, bool isOperator = false, bool system = false, CancellationToken cancellation = default)
    {
        await using var scope = market.Services.CreateAsyncScope();
        var actor = scope.ServiceProvider.GetRequiredService<Actor>();
        if (user is { } known)
            actor.BecomeUser(known, isOperator, isCoordinator: false);
        if (system)
            actor.BecomeSystem();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellation);
    }

    /// <summary>Looks at the database, outside any command.</summary>
    public static async Task<TResult> Look<TResult>(this IRunningMarket market, Func<MarketDb, Task<TResult>> look)
    {
        await using var scope = market.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<MarketDb>());
    }

    /// <summary>Puts rows straight into the database, for what a test starts from.</summary>
    public static Task Given(this IRunningMarket market, params object[] rows) => market.Given(db =>
    {
        db.AddRange(rows);
        return Task.CompletedTask;
    });

    public static async Task Given(this IRunningMarket market, Func<MarketDb, Task> prepare)
    {
        await using var scope = market.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        await prepare(db);
        await db.SaveChangesAsync();
    }
}
