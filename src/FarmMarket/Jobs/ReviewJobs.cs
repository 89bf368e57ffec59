using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Jobs;

public enum JobState
{
    /// <summary>Gave up after too many attempts; waits for a person.</summary>
    Failed,

    /// <summary>Failed at least once and will be tried again by itself.</summary>
    Retrying,

    /// <summary>Due now, or being done.</summary>
    Due,

    /// <summary>For later.</summary>
    Planned,

    /// <summary>Comes again and again.</summary>
    Schedule,
}

/// <summary>The job table for the operator. Payloads are not shown: messages to people are in them.</summary>
public static class ListJobs
{
    public const int Size = 50;

    public sealed record Query(JobState State, string? After = null) : IQuery<Result>, IForOperator;

    public sealed record Result(IReadOnlyDictionary<JobState, int> Counts, Slice<Entry> Jobs);

    /// <param name="Running">A node has it in hand.</param>
    public sealed record Entry(
        JobId Id, string Type, DateTimeOffset CreatedAt, DateTimeOffset DueAt, TimeSpan? Every, int Attempts, bool Running, string? LastError, DateTimeOffset? FailedAt);

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var count = await db.Set<Job>().GroupBy(_ => 1)
                .Select(all => new
                {
                    Failed = all.Count(job => job.FailedAt != null),
                    Schedule = all.Count(job => job.Every != null),
                    Retrying = all.Count(job => job.FailedAt == null && job.Every == null && job.Attempts > 0),
                    Due = all.Count(job => job.FailedAt == null && job.Every == null && job.Attempts == 0 && job.DueAt <= now),
                    All = all.Count(),
                })
                .FirstOrDefaultAsync(cancellationToken);
            var counts = new Dictionary<JobState, int>
            {
                [JobState.Failed] = count?.Failed ?? 0,
                [JobState.Retrying] = count?.Retrying ?? 0,
                [JobState.Due] = count?.Due ?? 0,
                [JobState.Planned] = count is null ? 0 : count.All - count.Failed - count.Schedule - count.Retrying - count.Due,
                [JobState.Schedule] = count?.Schedule ?? 0,
            };

            var jobs = In(query.State, now);
            if (Cursor.Read(query.After) is { } last)
            {
                var before = new JobId(last);
                jobs = jobs.Where(job => job.Id < before);
            }
            var read = await jobs.OrderByDescending(job => job.Id)
                .Select(job => new Entry(
                    job.Id, job.Type, job.CreatedAt, job.DueAt, job.Every, job.Attempts, job.LeasedUntil != null && job.LeasedUntil > now, job.LastError, job.FailedAt))
                .Take(Size + 1)
                .AsNoTracking()
                .ToListAsync(cancellationToken);
            return new(counts, Slice<Entry>.Of(read, Size, job => job.Id.Value));
        }

        private IQueryable<Job> In(JobState state, DateTimeOffset now)
        {
            var jobs = db.Set<Job>();
            return state switch
            {
                JobState.Failed => jobs.Where(job => job.FailedAt != null),
                JobState.Schedule => jobs.Where(job => job.Every != null),
                JobState.Retrying => jobs.Where(job => job.FailedAt == null && job.Every == null && job.Attempts > 0),
                JobState.Due => jobs.Where(job => job.FailedAt == null && job.Every == null && job.Attempts == 0 && job.DueAt <= now),
                _ => jobs.Where(job => job.FailedAt == null && job.Every == null && job.Attempts == 0 && job.DueAt > now),
            };
        }
    }
}

/// <summary>How many jobs gave up and wait for a person.</summary>
public static class CountFailedJobs
{
    public sealed record Query : IQuery<int>, IForOperator;

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, int>
    {
        public Task<int> Handle(Query query, CancellationToken cancellationToken) => db.Set<Job>().CountAsync(job => job.FailedAt != null, cancellationToken);
    }
}

/// <summary>Has a job done now that gave up, or that waits for its next attempt.</summary>
public static class RetryJob
{
    public sealed record Command(JobId Id) : ICommand<Unit>, IForOperator;

    internal sealed class Handler(MarketDb db, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var type = await db.Set<Job>().Where(job => job.Id == request.Id).Select(job => job.Type).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var set = await db.Set<Job>().Where(job => job.Id == request.Id && job.Attempts > 0 && (job.LeasedUntil == null || job.LeasedUntil < now))
                .ExecuteUpdateAsync(
                    job => job.SetProperty(j => j.FailedAt, (DateTimeOffset?)null).SetProperty(j => j.Attempts, 0).SetProperty(j => j.DueAt, now)
                        .SetProperty(j => j.LeasedUntil, (DateTimeOffset?)null),
                    cancellationToken);
            if (set == 0)
                throw new RuleBroken("这个任务没有失败，或者正在做") { Code = "job-not-failed" };
            audit.Record("job.retried", FormattableString.Invariant($"job:{request.Id.Value}"), new { type });
            return Unit.Value;
        }
    }
}

/// <summary>Gives up on a failed job for good. What it would have done will not be done.</summary>
public static class DiscardJob
{
    public sealed record Command(JobId Id) : ICommand<Unit>, IForOperator;

    internal sealed class Handler(MarketDb db, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var type = await db.Set<Job>().Where(job => job.Id == request.Id).Select(job => job.Type).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            if (await db.Set<Job>().Where(job => job.Id == request.Id && job.FailedAt != null).ExecuteDeleteAsync(cancellationToken) == 0)
                throw new RuleBroken("只有失败的任务可以丢弃") { Code = "job-not-failed" };
            audit.Record("job.discarded", FormattableString.Invariant($"job:{request.Id.Value}"), new { type });
            return Unit.Value;
        }
    }
}
