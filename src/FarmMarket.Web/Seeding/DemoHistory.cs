using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Seeding;

/// <summary>
/// Plays what people did, in the order in which they did it, through the market's own requests, with the clock set to each moment; jobs
/// that fall due in between (an unpaid checkout expires, a message goes out) run at their time.
/// </summary>
internal sealed class DemoHistory(IServiceProvider services, DemoClock clock)
{
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Order)> acts = new();
    private int planned;

    /// <summary>Plans an act; acts of one moment keep the order in which they were planned.</summary>
    public void At(DateTimeOffset moment, Func<Task> act) => acts.Enqueue(act, (moment, planned++));

    public async Task Play(DateTimeOffset now)
    {
        while (acts.TryDequeue(out var act, out var when))
        {
            await JobsUntil(when.At);
            clock.Now = when.At;
            await act();
        }
        await JobsUntil(now);
        clock.Now = now;
    }

    public async Task<TResult> As<TResult>(UserId user, IRequest<TResult> request, bool isOperator = false)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeUser(user, isOperator, isCoordinator: false);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public async Task<TResult> AsSystem<TResult>(IRequest<TResult> request)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeSystem();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    public async Task<TResult> Look<TResult>(Func<MarketDb, Task<TResult>> look)
    {
        await using var scope = services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<MarketDb>());
    }

    private async Task JobsUntil(DateTimeOffset moment)
    {
        using var runner = ActivatorUtilities.CreateInstance<JobRunner>(services);
        while (await Look(db => db.Set<Job>().Where(job => job.FailedAt == null && job.DueAt <= moment).OrderBy(job => job.DueAt)
            .Select(job => (DateTimeOffset?)job.DueAt).FirstOrDefaultAsync()) is { } due)
        {
            clock.Now = due > clock.Now ? due : clock.Now;
            await runner.Drain(CancellationToken.None);
        }
    }
}
