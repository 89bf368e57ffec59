using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Jobs;

public readonly record struct JobId(long Value) : IId;

/// <summary>
/// Work for later, written in the transaction that causes it. Runs at least once, on any node; gone when done. After
/// <see cref="MostAttempts"/> failures it stays for an operator to see and retry.
/// </summary>
public sealed class Job : IEntity
{
    public const int MostAttempts = 8;

    public JobId Id { get; init; }

    /// <summary>Name of the request that does it, see <see cref="JobTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The request as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>At most one job waits under a key; null for no such limit.</summary>
    public string? Key { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set for a schedule: due again that long after each run.</summary>
    public TimeSpan? Every { get; init; }
    public int Attempts { get; set; }

    /// <summary>Until then one node works on it; a node that died lets it go by time.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
    public string? LastError { get; set; }
    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>2 s, 8 s, 32 s … up to an hour.</summary>
    public static TimeSpan Pause(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, 2 * Math.Pow(4, attempts - 1)));
}

internal sealed class JobConfiguration : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> job)
    {
        job.Property(j => j.Type).HasMaxLength(100).IsUnicode(false);
        job.Property(j => j.Key).HasMaxLength(100).IsUnicode(false);
        job.Property(j => j.LastError).HasMaxLength(2000);
        job.Property(j => j.Every).HasConversion<long?>();
        job.HasIndex(j => j.Key).IsUnique();
        job.HasIndex(j => new { j.FailedAt, j.DueAt });
    }
}

/// <summary>A job that only touches the database: its effect and its end are one transaction, so it acts exactly once.</summary>
public interface IJob : ICommand<Unit>, IForSystem;

/// <summary>A job that reaches the outside world (mail, gateway, files): runs outside a transaction, at least once; must be idempotent.</summary>
public interface IOutsideJob : IRequest<Unit>, IForSystem;
