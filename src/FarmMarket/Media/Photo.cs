using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Media;

/// <summary>A picture someone uploaded and that is in the media store; the uploaded bytes themselves are never kept.</summary>
public sealed class Photo : IEntity
{
    public PhotoId Id { get; init; }

    /// <summary><see cref="PhotoKey"/> as text; what other modules refer to.</summary>
    public required string Key { get; init; }

    /// <summary>Of the uploaded file, so that uploading it again finds this; the beginning of <see cref="Key"/>.</summary>
    public required string Hash { get; init; }
    public required UserId UploadedBy { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
}

internal sealed class PhotoConfiguration : IEntityTypeConfiguration<Photo>
{
    public void Configure(EntityTypeBuilder<Photo> photo)
    {
        photo.Property(p => p.Key).HasMaxLength(64).IsUnicode(false);
        photo.Property(p => p.Hash).HasMaxLength(PhotoKey.HashLength).IsUnicode(false);
        photo.HasIndex(p => p.Key).IsUnique();
        photo.HasIndex(p => p.Hash);
    }
}
