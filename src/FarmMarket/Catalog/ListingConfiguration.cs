using FarmMarket.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Catalog;

internal sealed class ListingConfiguration : IEntityTypeConfiguration<Listing>
{
    public void Configure(EntityTypeBuilder<Listing> listing)
    {
        listing.Property(l => l.Slug).HasMaxLength(80).IsUnicode(false);
        listing.Property(l => l.CategoryCode).HasMaxLength(40).IsUnicode(false);
        listing.Property(l => l.VarietyCode).HasMaxLength(40).IsUnicode(false);
        listing.Property(l => l.VarietyName).HasMaxLength(40);
        listing.Property(l => l.CountyCode).HasMaxLength(6).IsUnicode(false);
        listing.Property(l => l.GiMark).HasMaxLength(40);
        listing.Property(l => l.TakedownReason).HasMaxLength(500);
        listing.Property(l => l.ClaimHours).HasDefaultValue(48);
        listing.Property(l => l.CoverKey).HasMaxLength(64).IsUnicode(false);
        listing.ComplexProperty(l => l.Title).Limit(80);
        listing.ComplexProperty(l => l.Description).Limit(4000);
        listing.ComplexProperty(l => l.Storage).Limit(500);
        listing.HasMany(l => l.Pools).WithOne().HasForeignKey(p => p.ListingId);
        listing.HasMany(l => l.Photos).WithOne().HasForeignKey(p => p.ListingId);
        listing.HasIndex(l => l.Slug).IsUnique();
        listing.HasIndex(l => new { l.ShopId, l.Status, l.Id });
        listing.HasIndex(l => new { l.Status, l.Id });
    }
}

internal sealed class StockPoolConfiguration : IEntityTypeConfiguration<StockPool>
{
    public void Configure(EntityTypeBuilder<StockPool> pool)
    {
        pool.ComplexProperty(p => p.Size).Limit(60);
        pool.HasMany(p => p.Packs).WithOne().HasForeignKey(p => p.StockPoolId);
        pool.HasIndex(p => p.ListingId);
        pool.ToTable(table => table.HasCheckConstraint("CK_StockPools_Available", "\"Available\" >= 0"));
    }
}

internal sealed class PackConfiguration : IEntityTypeConfiguration<Pack>
{
    public void Configure(EntityTypeBuilder<Pack> pack)
    {
        pack.ComplexProperty(p => p.Name).Limit(40);
        pack.HasIndex(p => p.StockPoolId);
    }
}

internal sealed class ListingPhotoConfiguration : IEntityTypeConfiguration<ListingPhoto>
{
    public void Configure(EntityTypeBuilder<ListingPhoto> photo)
    {
        photo.Property(p => p.Key).HasMaxLength(64).IsUnicode(false);
        photo.ComplexProperty(p => p.Alt).Limit(100);
        photo.HasIndex(p => p.ListingId);
    }
}

internal sealed class StockMoveConfiguration : IEntityTypeConfiguration<StockMove>
{
    public void Configure(EntityTypeBuilder<StockMove> move)
    {
        move.Property(m => m.OrderNumber).HasMaxLength(20).IsUnicode(false);
        move.Property(m => m.Reason).HasMaxLength(200);
        move.HasOne<StockPool>().WithMany().HasForeignKey(m => m.StockPoolId).OnDelete(DeleteBehavior.Restrict);
        move.HasIndex(m => new { m.StockPoolId, m.Id });
        // An order takes from a pool once and gives back once, whatever is repeated or raced.
        move.HasIndex(m => new { m.OrderNumber, m.StockPoolId, m.Kind }).IsUnique();
    }
}

internal sealed class ListingChangeConfiguration : IEntityTypeConfiguration<ListingChange>
{
    public void Configure(EntityTypeBuilder<ListingChange> change) => change.HasIndex(c => c.At);
}
