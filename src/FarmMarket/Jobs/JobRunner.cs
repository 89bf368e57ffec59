using System.Diagnostics;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FarmMarket.Jobs;

/// <summary>Drains the job table on every node. Looks without writing, so an idle market does no writes.</summary>
public sealed class JobRunner(IServiceScopeFactory scopes, JobSignal signal, TimeProvider clock, ILogger<JobRunner> logger) : BackgroundService
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(1);
    private const int BatchSize = 50;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var planned = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!planned)
                {
                    await Send(new PlanSchedules.Command(), stoppingToken);
                    planned = true;
                }
                if (await Drain(stoppingToken) < BatchSize)
                    await signal.Wait(PollEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                logger.LogError(fault, "The job runner could not read its table; it tries again");
                await signal.Wait(PollEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Runs what is due now; returns how many jobs that was.</summary>
    public async Task<int> Drain(CancellationToken cancellation)
    {
        if (!await AnyDue(cancellation))
            return 0;
        var leased = await Send(new LeaseJobs.Command(BatchSize), cancellation);
        foreach (var job in leased)
        {
            Telemetry.JobLag.Record((clock.GetUtcNow() - job.DueAt).TotalSeconds, new KeyValuePair<string, object?>("job", job.Type));
            await Run(job, cancellation);
        }
        return leased.Count;
    }

    private async Task Run(LeaseJobs.Leased job, CancellationToken cancellation)
    {
        using var activity = Telemetry.Activities.StartActivity("job " + job.Type);
        try
        {
            var request = JobTypes.Read(job.Type, job.Payload);
            if (request is IJob)
            {
                await Send(new RunJob.Command(job.Id), cancellation);
                return;
            }
            await Send(request, cancellation);
            await Send(new FinishJob.Command(job.Id), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            activity?.SetStatus(ActivityStatusCode.Error, fault.Message);
            logger.LogWarning(fault, "Job {Job} {Type} failed; it will be tried again", job.Id.Value, job.Type);
            await Send(new FailJob.Command(job.Id, $"{fault.GetType().Name}: {fault.Message}"), cancellation);
        }
    }

    private async Task<bool> AnyDue(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<MarketDb>().Set<Job>()
            .AnyAsync(job => job.FailedAt == null && job.DueAt <= now && (job.LeasedUntil == null || job.LeasedUntil < now), cancellation);
    }

    private async Task<TResult> Send<TResult>(IRequest<TResult> request, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeSystem();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellation);
    }
}
