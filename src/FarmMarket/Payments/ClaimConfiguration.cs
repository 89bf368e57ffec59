using FarmMarket.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Payments;

internal sealed class ClaimConfiguration : IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Claim> claim)
    {
        claim.Ignore(c => c.IsOpen).Ignore(c => c.MayCounter).Ignore(c => c.Wanted);
        claim.Property(c => c.Number).HasMaxLength(20).IsUnicode(false);
        claim.Property(c => c.OrderNumber).HasMaxLength(20).IsUnicode(false);
        claim.ComplexProperty(c => c.Title).Limit(60);
        claim.ComplexProperty(c => c.PackName).Limit(40);
        claim.HasMany(c => c.Photos).WithOne().HasForeignKey(p => p.ClaimId);
        claim.HasMany(c => c.Steps).WithOne().HasForeignKey(s => s.ClaimId);
        claim.HasIndex(c => c.Number).IsUnique();
        claim.HasIndex(c => c.OrderNumber);
        claim.HasIndex(c => new { c.ShopId, c.State, c.Id });
        claim.HasIndex(c => new { c.State, c.Id });
        claim.HasIndex(c => c.AnswerBy);
        // The last wall against two claims for the same fruit at once.
        claim.HasIndex(c => c.OrderLineId, "IX_Claims_OneOpen").IsUnique().HasFilter("\"EndedAt\" IS NULL");
    }
}

internal sealed class ClaimPhotoConfiguration : IEntityTypeConfiguration<ClaimPhoto>
{
    public void Configure(EntityTypeBuilder<ClaimPhoto> photo)
    {
        photo.Property(p => p.Key).HasMaxLength(64).IsUnicode(false);
        photo.HasIndex(p => p.ClaimId);
    }
}

internal sealed class ClaimStepConfiguration : IEntityTypeConfiguration<ClaimStep>
{
    public void Configure(EntityTypeBuilder<ClaimStep> step)
    {
        step.Property(s => s.Words).HasMaxLength(Claim.LongestWords);
        step.HasIndex(s => s.ClaimId);
    }
}
