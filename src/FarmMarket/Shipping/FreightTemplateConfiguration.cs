using FarmMarket.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Shipping;

internal sealed class FreightTemplateConfiguration : IEntityTypeConfiguration<FreightTemplate>
{
    public void Configure(EntityTypeBuilder<FreightTemplate> template)
    {
        template.ComplexProperty(t => t.PickupPlace).Limit(200);
        template.HasMany(t => t.Rates).WithOne().HasForeignKey(r => r.FreightTemplateId);
        template.HasIndex(t => t.ShopId).IsUnique();
    }
}

internal sealed class FreightRateConfiguration : IEntityTypeConfiguration<FreightRate>
{
    public void Configure(EntityTypeBuilder<FreightRate> rate)
    {
        rate.Ignore(r => r.IsElsewhere);
        rate.Ignore(r => r.ProvinceCodes);
        rate.Property(r => r.Provinces).HasMaxLength(120).IsUnicode(false);
        rate.HasIndex(r => r.FreightTemplateId);
    }
}

internal sealed class TrackingEventConfiguration : IEntityTypeConfiguration<TrackingEvent>
{
    public void Configure(EntityTypeBuilder<TrackingEvent> tracking)
    {
        tracking.Property(t => t.CarrierCode).HasMaxLength(20).IsUnicode(false);
        tracking.Property(t => t.Waybill).HasMaxLength(40).IsUnicode(false);
        tracking.ComplexProperty(t => t.What).Limit(200);
        tracking.HasIndex(t => new { t.CarrierCode, t.Waybill, t.At, t.Kind }).IsUnique();
    }
}
