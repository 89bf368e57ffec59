using System.Text.Json;
using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Audit;

public readonly record struct AuditEntryId(long Value) : IId;

/// <summary>Who did what to money, stock, roles or results. Append-only; holds ids and numbers, no personal data.</summary>
public sealed class AuditEntry : IEntity
{
    public AuditEntryId Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Null for the system.</summary>
    public UserId? By { get; init; }

    /// <summary>e.g. <c>shop.approved</c>.</summary>
    public required string Action { get; init; }

    /// <summary>e.g. <c>shop:tianyang-a-mei</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON object.</summary>
    public string? Details { get; init; }
}

/// <summary>Writes audit entries in the transaction of what they are about.</summary>
public sealed class AuditTrail(MarketDb db, Actor actor, TimeProvider clock)
{
    public void Record(string action, string subject, object? details = null) =>
        db.Add(new AuditEntry
        {
            At = clock.GetUtcNow(),
            By = actor.UserId,
            Action = action,
            Subject = subject,
            Details = details is null ? null : JsonSerializer.Serialize(details),
        });
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.Property(e => e.Action).HasMaxLength(60).IsUnicode(false);
        entry.Property(e => e.Subject).HasMaxLength(120).IsUnicode(false);
        entry.Property(e => e.Details).HasMaxLength(4000);
        entry.HasIndex(e => new { e.Subject, e.Id });
        entry.HasIndex(e => new { e.Action, e.Id });
    }
}
