using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Jobs;

/// <summary>Takes up to <c>Most</c> due jobs for this node by a conditional update; no two nodes get the same one.</summary>
public static class LeaseJobs
{
    public static readonly TimeSpan LeasedFor = TimeSpan.FromMinutes(5);

    public sealed record Command(int Most) : ICommand<IReadOnlyList<Leased>>, IForSystem;

    public sealed record Leased(JobId Id, string Type, string Payload, DateTimeOffset DueAt);

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Command, IReadOnlyList<Leased>>
    {
        public async Task<IReadOnlyList<Leased>> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var until = now + LeasedFor;
            var free = db.Set<Job>().Where(job => job.FailedAt == null && job.DueAt <= now && (job.LeasedUntil == null || job.LeasedUntil < now));
            var due = await free.OrderBy(job => job.DueAt).Take(request.Most)
                .Select(job => new Leased(job.Id, job.Type, job.Payload, job.DueAt)).ToListAsync(cancellationToken);
            var leased = new List<Leased>(due.Count);
            foreach (var job in due)
            {
                var taken = await free.Where(j => j.Id == job.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(j => j.LeasedUntil, until), cancellationToken);
                if (taken == 1)
                    leased.Add(job);
            }
            return leased;
        }
    }
}

/// <summary>Does a leased database job and takes it off the list, in one transaction.</summary>
public static class RunJob
{
    public sealed record Command(JobId Id) : ICommand<Unit>, IForSystem;

    internal sealed class Handler(MarketDb db, IMediator mediator, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var job = await db.Set<Job>().FirstOrDefaultAsync(job => job.Id == request.Id && job.FailedAt == null, cancellationToken);
            if (job is null)
                return Unit.Value;
            await mediator.Send(JobTypes.Read(job.Type, job.Payload), cancellationToken);
            FinishJob.End(db, job, clock.GetUtcNow());
            return Unit.Value;
        }
    }
}

/// <summary>Takes a done job off the list, or sets a schedule to its next time.</summary>
public static class FinishJob
{
    public sealed record Command(JobId Id) : ICommand<Unit>, IForSystem;

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await db.Set<Job>().FirstOrDefaultAsync(job => job.Id == request.Id, cancellationToken) is { } job)
                End(db, job, clock.GetUtcNow());
            return Unit.Value;
        }
    }

    internal static void End(MarketDb db, Job job, DateTimeOffset now)
    {
        if (job.Every is not { } every)
        {
            db.Remove(job);
            return;
        }
        job.DueAt = now + every;
        (job.LeasedUntil, job.Attempts, job.LastError) = (null, 0, null);
    }
}

/// <summary>Puts a job back with a pause, or after too many attempts onto the operator's list.</summary>
public static class FailJob
{
    public sealed record Command(JobId Id, string Error) : ICommand<Unit>, IForSystem;

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var job = await db.Set<Job>().FirstOrDefaultAsync(job => job.Id == request.Id, cancellationToken);
            if (job is null)
                return Unit.Value;
            job.Attempts++;
            job.LastError = request.Error.Length > 2000 ? request.Error[..2000] : request.Error;
            job.LeasedUntil = null;
            job.DueAt = clock.GetUtcNow() + Job.Pause(job.Attempts);
            if (job.Attempts >= Job.MostAttempts && job.Every is null)
                job.FailedAt = clock.GetUtcNow();
            return Unit.Value;
        }
    }
}

/// <summary>Makes sure that every registered schedule has its job.</summary>
public static class PlanSchedules
{
    public sealed record Command : ICommand<Unit>, IForSystem;

    internal sealed class Handler(MarketDb db, IEnumerable<Schedule> schedules, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var planned = await db.Set<Job>().Where(job => job.Every != null).Select(job => job.Key).ToListAsync(cancellationToken);
            foreach (var schedule in schedules)
            {
                var type = JobTypes.NameOf(schedule.Job.GetType());
                var key = "schedule:" + type;
                if (planned.Contains(key))
                    continue;
                db.Add(new Job
                {
                    Type = type,
                    Payload = "{}",
                    Key = key,
                    Every = schedule.Every,
                    DueAt = clock.GetUtcNow() + schedule.Every,
                    CreatedAt = clock.GetUtcNow(),
                });
            }
            return Unit.Value;
        }
    }
}
