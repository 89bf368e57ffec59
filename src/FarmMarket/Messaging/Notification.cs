using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Messaging;

public readonly record struct NotificationId(long Value) : IId;

/// <summary>Something a person should know, in the app. Kept as what it is with its values, so that it reads in either language.</summary>
public sealed class Notification : IEntity
{
    public NotificationId Id { get; init; }
    public required UserId UserId { get; init; }

    /// <summary>Code of a <see cref="NotificationKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What stands in its sentence: a JSON array of <see cref="LocalText"/>.</summary>
    public required string Values { get; init; }

    /// <summary>Local path it leads to.</summary>
    public required string Link { get; init; }

    /// <summary>One event makes one notification, however often it is told: e.g. <c>order-paid:2611240001</c>.</summary>
    public required string About { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>A person wants no e-mail or text message about this; in the app it is still told.</summary>
public sealed class MutedTopic : IEntity
{
    public required UserId UserId { get; init; }
    public required NotificationTopic Topic { get; init; }
}

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> notification)
    {
        notification.Property(n => n.Kind).HasMaxLength(40).IsUnicode(false);
        notification.Property(n => n.Values).HasMaxLength(4000);
        notification.Property(n => n.Link).HasMaxLength(200);
        notification.Property(n => n.About).HasMaxLength(100).IsUnicode(false);
        notification.HasIndex(n => new { n.UserId, n.About }).IsUnique();
        notification.HasIndex(n => new { n.UserId, n.Id });
        notification.HasIndex(n => n.UserId).HasFilter("\"ReadAt\" IS NULL").HasDatabaseName("IX_Notifications_Unread");
        notification.HasIndex(n => n.At);
    }
}

internal sealed class MutedTopicConfiguration : IEntityTypeConfiguration<MutedTopic>
{
    public void Configure(EntityTypeBuilder<MutedTopic> muted) => muted.HasKey(m => new { m.UserId, m.Topic });
}
