using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Payments;

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.Property(p => p.Gateway).HasMaxLength(20).IsUnicode(false);
        payment.Property(p => p.Reference).HasMaxLength(100).IsUnicode(false);
        payment.HasIndex(p => new { p.CheckoutId, p.Id });
        // The last wall against being paid twice.
        payment.HasIndex(p => p.CheckoutId, "IX_Payments_OneSuccess").IsUnique().HasFilter("\"State\" = 'Succeeded'");
    }
}

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> refund)
    {
        refund.Property(r => r.Gateway).HasMaxLength(20).IsUnicode(false);
        refund.Property(r => r.OrderNumber).HasMaxLength(20).IsUnicode(false);
        refund.Property(r => r.PaymentReference).HasMaxLength(100).IsUnicode(false);
        refund.Property(r => r.Reference).HasMaxLength(100).IsUnicode(false);
        refund.HasIndex(r => r.OrderId).IsUnique();
        refund.HasIndex(r => r.OrderNumber).IsUnique();
        refund.HasIndex(r => r.CheckoutId);
    }
}
