using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Catalog;

public readonly record struct ListingImportId(long Value) : IId;

/// <summary>A file of listings that a shop handed in: looked at first, then, when somebody says so, done by a job.</summary>
public sealed class ListingImport : Aggregate
{
    public ListingImportId Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>Its unguessable name in the address.</summary>
    public required string Token { get; init; }
    public required string FileName { get; init; }
    public required DateTimeOffset HandedInAt { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public List<ListingImportItem> Items { get; } = [];
}

public enum ImportItemState
{
    /// <summary>Its cells can't be taken as they are.</summary>
    Broken,
    Ready,
    Done,

    /// <summary>Read well, but the market said no when its turn came.</summary>
    Failed,
}

public readonly record struct ListingImportItemId(long Value) : IId;

/// <summary>One listing of the file.</summary>
public sealed class ListingImportItem : IEntity
{
    public ListingImportItemId Id { get; init; }
    public ListingImportId ListingImportId { get; init; }

    /// <summary>First row of the listing, as the spreadsheet numbers it.</summary>
    public required int Row { get; init; }
    public required string Title { get; init; }
    public required bool IsNew { get; init; }

    /// <summary><see cref="SheetListing"/> as JSON.</summary>
    public required string Listing { get; init; }
    public required ImportItemState State { get; set; }

    /// <summary>Of the listing it became or changed.</summary>
    public string? Slug { get; set; }

    /// <summary>Array of <see cref="SheetFault"/> as JSON.</summary>
    public required string Faults { get; set; }
}

internal sealed class ListingImportConfiguration : IEntityTypeConfiguration<ListingImport>
{
    public void Configure(EntityTypeBuilder<ListingImport> import)
    {
        import.Property(i => i.Token).HasMaxLength(26).IsUnicode(false);
        import.Property(i => i.FileName).HasMaxLength(100);
        import.HasMany(i => i.Items).WithOne().HasForeignKey(i => i.ListingImportId);
        import.HasIndex(i => i.Token).IsUnique();
        import.HasIndex(i => new { i.ShopId, i.Id });
        import.HasIndex(i => i.HandedInAt);
    }
}

internal sealed class ListingImportItemConfiguration : IEntityTypeConfiguration<ListingImportItem>
{
    public void Configure(EntityTypeBuilder<ListingImportItem> item)
    {
        item.Property(i => i.Title).HasMaxLength(200);
        item.Property(i => i.Slug).HasMaxLength(80).IsUnicode(false);
        item.HasIndex(i => new { i.ListingImportId, i.State, i.Id });
    }
}
