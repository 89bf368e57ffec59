using FarmMarket.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Shops;

internal sealed class ShopConfiguration : IEntityTypeConfiguration<Shop>
{
    public void Configure(EntityTypeBuilder<Shop> shop)
    {
        shop.Property(s => s.Slug).HasMaxLength(60).IsUnicode(false);
        shop.Property(s => s.CountyCode).HasMaxLength(6).IsUnicode(false);
        shop.Property(s => s.Place).HasMaxLength(100);
        shop.Property(s => s.ContactPhone).HasMaxLength(20).IsUnicode(false);
        shop.Property(s => s.CoverKey).HasMaxLength(64).IsUnicode(false);
        shop.Property(s => s.StatusReason).HasMaxLength(500);
        shop.ComplexProperty(s => s.Name).Limit(60);
        shop.ComplexProperty(s => s.Story).Limit(4000);
        shop.ComplexProperty(s => s.HolidayNote).Limit(200);
        shop.HasMany(s => s.Members).WithOne().HasForeignKey(m => m.ShopId);
        shop.HasIndex(s => s.Slug).IsUnique();
        shop.HasIndex(s => new { s.Status, s.CountyCode });
    }
}

internal sealed class ShopMemberConfiguration : IEntityTypeConfiguration<ShopMember>
{
    public void Configure(EntityTypeBuilder<ShopMember> member)
    {
        member.HasIndex(m => new { m.ShopId, m.UserId }).IsUnique();
        member.HasIndex(m => m.UserId);
    }
}

internal sealed class ShopInvitationConfiguration : IEntityTypeConfiguration<ShopInvitation>
{
    public void Configure(EntityTypeBuilder<ShopInvitation> invitation)
    {
        invitation.Property(i => i.TokenHash).HasMaxLength(64).IsUnicode(false);
        invitation.Property(i => i.For).HasMaxLength(50);
        invitation.HasIndex(i => i.TokenHash).IsUnique();
        invitation.HasIndex(i => i.ShopId);
        invitation.HasOne<Shop>().WithMany().HasForeignKey(i => i.ShopId);
    }
}
