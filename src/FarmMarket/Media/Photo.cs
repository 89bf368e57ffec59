using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Media;

/// <summary>A picture someone uploaded, known by the hash of its re-encoded pixels; the original bytes are never kept.</summary>
public sealed class Photo : IEntity
{
    public PhotoId Id { get; init; }

    /// <summary>Content hash, lower-case hex; what other modules refer to.</summary>
    public required string Key { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }

    /// <summary>Average colour, #rrggbb, shown while it loads.</summary>
    public required string Colour { get; init; }
    public required UserId UploadedBy { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
}

internal sealed class PhotoConfiguration : IEntityTypeConfiguration<Photo>
{
    public void Configure(EntityTypeBuilder<Photo> photo)
    {
        photo.Property(p => p.Key).HasMaxLength(64).IsUnicode(false);
        photo.Property(p => p.Colour).HasMaxLength(7).IsUnicode(false);
        photo.HasIndex(p => p.Key).IsUnique();
    }
}
