using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Messaging;

public readonly record struct NotificationId(long Value) : IId;

/// <summary>Something a person should know, in the app. Kept as a text key with values, so that it reads in either language.</summary>
public sealed class Notification : IEntity
{
    public NotificationId Id { get; init; }
    public required UserId UserId { get; init; }

    /// <summary>The Chinese sentence, a text key.</summary>
    public required string Text { get; init; }

    /// <summary>Its values, a JSON array of strings.</summary>
    public required string Values { get; init; }

    /// <summary>Local path it leads to.</summary>
    public required string Link { get; init; }

    /// <summary>One event makes one notification, however often it is told: e.g. <c>order-paid:2611240001</c>.</summary>
    public required string About { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? ReadAt { get; set; }
}

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> notification)
    {
        notification.Property(n => n.Text).HasMaxLength(200);
        notification.Property(n => n.Values).HasMaxLength(1000);
        notification.Property(n => n.Link).HasMaxLength(200);
        notification.Property(n => n.About).HasMaxLength(100).IsUnicode(false);
        notification.HasIndex(n => new { n.UserId, n.About }).IsUnique();
        notification.HasIndex(n => new { n.UserId, n.Id });
    }
}
