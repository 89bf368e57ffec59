using System.Collections.Frozen;
using System.Text.Json;
using FarmMarket.Data;
using MediatR;

namespace FarmMarket.Jobs;

/// <summary>Puts work for later into the current transaction.</summary>
public sealed class JobQueue(MarketDb db, TimeProvider clock)
{
    public void Add(IJob job, DateTimeOffset? due = null, string? key = null) => Insert(job, due, key);

    public void Add(IOutsideJob job, DateTimeOffset? due = null, string? key = null) => Insert(job, due, key);

    private void Insert(object job, DateTimeOffset? due, string? key) =>
        db.Add(new Job
        {
            Type = JobTypes.NameOf(job.GetType()),
            Payload = JsonSerializer.Serialize(job, job.GetType()),
            DueAt = due ?? clock.GetUtcNow(),
            CreatedAt = clock.GetUtcNow(),
            Key = key,
        });
}

/// <summary>Names under which jobs are stored: the use case's path without the root namespace, e.g. <c>Ordering.ExpireCheckout.Job</c>.</summary>
public static class JobTypes
{
    private static readonly FrozenDictionary<string, Type> Types = typeof(JobTypes).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && (type.IsAssignableTo(typeof(IJob)) || type.IsAssignableTo(typeof(IOutsideJob))))
        .ToFrozenDictionary(NameOf);

    public static string NameOf(Type type) => type.FullName!["FarmMarket.".Length..].Replace('+', '.');

    /// <summary>The request to send for a stored job.</summary>
    public static IRequest<Unit> Read(string type, string payload) =>
        Types.TryGetValue(type, out var request)
            ? (IRequest<Unit>)JsonSerializer.Deserialize(payload, request)!
            : throw new InvalidOperationException($"No job is called {type} any more.");
}

/// <summary>Work that comes again and again; a module registers one per schedule.</summary>
public sealed record Schedule
{
    public Schedule(IJob job, TimeSpan every) => (Job, Every) = (job, every);

    public Schedule(IOutsideJob job, TimeSpan every) => (Job, Every) = (job, every);

    public IRequest<Unit> Job { get; }
    public TimeSpan Every { get; }
}

/// <summary>Wakes this node's job runner when a job was added, so that nothing waits for the next poll.</summary>
public sealed class JobSignal : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    public void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rings already.
        }
    }

    public Task Wait(TimeSpan atMost, CancellationToken cancellation) => bell.WaitAsync(atMost, cancellation);

    public void Dispose() => bell.Dispose();
}
