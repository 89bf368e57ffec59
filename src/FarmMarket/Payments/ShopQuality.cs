using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Payments;

public readonly record struct ShopQualityId(long Value) : IId;

/// <summary>
/// How a shop has done of late, counted beforehand so that its public pages read one row. Orders of the shop's own people don't count,
/// or a shop could buy itself a good name.
/// </summary>
public sealed class ShopQuality : IEntity
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(90);

    public ShopQualityId Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>Orders that were completed within <see cref="Window"/>.</summary>
    public int Completed { get; set; }

    /// <summary>Those of them with a claim that ended with money for the buyer.</summary>
    public int Awarded { get; set; }

    /// <summary>Orders to be sent whose promised time fell into <see cref="Window"/>; without those that were cancelled before it.</summary>
    public int Due { get; set; }

    /// <summary>Those of them that had left whole by then.</summary>
    public int InTime { get; set; }
    public DateTimeOffset MeasuredAt { get; set; }
}

internal sealed class ShopQualityConfiguration : IEntityTypeConfiguration<ShopQuality>
{
    public void Configure(EntityTypeBuilder<ShopQuality> quality) => quality.HasIndex(q => q.ShopId).IsUnique();
}
