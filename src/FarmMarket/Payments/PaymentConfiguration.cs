using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Payments;

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.Property(p => p.Gateway).HasMaxLength(20).IsUnicode(false);
        payment.Property(p => p.Reference).HasMaxLength(100).IsUnicode(false);
        payment.Property(p => p.Key).HasMaxLength(40).IsUnicode(false);
        payment.Property(p => p.Session).HasMaxLength(100).IsUnicode(false);
        payment.Property(p => p.SessionUrl).HasMaxLength(1000).IsUnicode(false);
        payment.HasIndex(p => p.Key).IsUnique();
        payment.HasIndex(p => new { p.CheckoutId, p.Id });
        // Those that a gateway still has to say something of.
        payment.HasIndex(p => p.CreatedAt).HasFilter("\"State\" = 'Pending'");
        // What a gateway says twice is one payment.
        payment.HasIndex(p => new { p.Gateway, p.Reference }).IsUnique().HasFilter("\"Reference\" IS NOT NULL");
        // The last wall against being paid twice.
        payment.HasIndex(p => p.CheckoutId, "IX_Payments_OneSuccess").IsUnique().HasFilter("\"State\" = 'Succeeded'");
    }
}

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> refund)
    {
        refund.Property(r => r.Key).HasMaxLength(60).IsUnicode(false);
        refund.Property(r => r.Note).HasMaxLength(200);
        refund.Property(r => r.FailedBecause).HasMaxLength(300);
        refund.Property(r => r.Gateway).HasMaxLength(20).IsUnicode(false);
        refund.Property(r => r.OrderNumber).HasMaxLength(20).IsUnicode(false);
        refund.Property(r => r.PaymentReference).HasMaxLength(100).IsUnicode(false);
        refund.Property(r => r.Reference).HasMaxLength(100).IsUnicode(false);
        refund.Property(r => r.GatewayId).HasMaxLength(100).IsUnicode(false);
        refund.HasIndex(r => r.Key).IsUnique();
        refund.HasIndex(r => r.PaymentReference);
        refund.HasIndex(r => r.OrderNumber);
        refund.HasIndex(r => r.CheckoutId);
        refund.HasIndex(r => r.FailedAt).HasFilter("\"FailedAt\" IS NOT NULL");
    }
}

internal sealed class HoldingConfiguration : IEntityTypeConfiguration<Holding>
{
    public void Configure(EntityTypeBuilder<Holding> holding)
    {
        holding.Ignore(h => h.Paid).Ignore(h => h.Refunded).Ignore(h => h.Held).Ignore(h => h.Refundable);
        holding.Property(h => h.OrderNumber).HasMaxLength(20).IsUnicode(false);
        holding.Property(h => h.Gateway).HasMaxLength(20).IsUnicode(false);
        holding.Property(h => h.PaymentReference).HasMaxLength(100).IsUnicode(false);
        holding.HasMany(h => h.Parts).WithOne().HasForeignKey(p => p.HoldingId);
        holding.HasIndex(h => h.OrderId).IsUnique();
        holding.HasIndex(h => h.OrderNumber).IsUnique();
        holding.HasIndex(h => h.PaymentReference);
        holding.HasIndex(h => h.ReleaseAt);
        holding.HasIndex(h => new { h.ShopId, h.Id });
    }
}

internal sealed class HoldingPartConfiguration : IEntityTypeConfiguration<HoldingPart>
{
    public void Configure(EntityTypeBuilder<HoldingPart> part)
    {
        part.Ignore(p => p.Held).Ignore(p => p.Refundable);
        part.HasIndex(p => p.HoldingId);
        part.ToTable(table => table.HasCheckConstraint("CK_HoldingParts_Sum", "\"Refunded\" >= 0 AND \"Released\" >= 0 AND \"Frozen\" >= 0 AND \"Refunded\" + \"Released\" <= \"Paid\""));
    }
}

internal sealed class CommissionRateConfiguration : IEntityTypeConfiguration<CommissionRate>
{
    public void Configure(EntityTypeBuilder<CommissionRate> rate)
    {
        rate.Property(r => r.CategoryCode).HasMaxLength(40).IsUnicode(false);
        rate.HasIndex(r => new { r.CategoryCode, r.From });
    }
}

internal sealed class LedgerTransactionConfiguration : IEntityTypeConfiguration<LedgerTransaction>
{
    public void Configure(EntityTypeBuilder<LedgerTransaction> transaction)
    {
        transaction.Property(t => t.Name).HasMaxLength(40).IsUnicode(false);
        transaction.Property(t => t.Key).HasMaxLength(160).IsUnicode(false);
        transaction.Property(t => t.OrderNumber).HasMaxLength(20).IsUnicode(false);
        transaction.HasMany(t => t.Entries).WithOne().HasForeignKey(e => e.LedgerTransactionId);
        transaction.HasIndex(t => t.Key).IsUnique();
        transaction.HasIndex(t => new { t.OrderNumber, t.Id });
        transaction.HasIndex(t => t.At);
    }
}

internal sealed class LedgerEntryConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> entry)
    {
        entry.Property(e => e.Gateway).HasMaxLength(20).IsUnicode(false);
        entry.HasIndex(e => e.LedgerTransactionId);
        entry.Property(e => e.Reference).HasMaxLength(100).IsUnicode(false);
        entry.HasIndex(e => new { e.ShopId, e.Id });
        entry.HasIndex(e => new { e.Gateway, e.Reference }).HasFilter("\"Reference\" IS NOT NULL");
        entry.ToTable(table => table.HasCheckConstraint("CK_LedgerEntries_OneSide", "\"Debit\" >= 0 AND \"Credit\" >= 0 AND (\"Debit\" = 0 OR \"Credit\" = 0)"));
    }
}

internal sealed class LedgerCheckConfiguration : IEntityTypeConfiguration<LedgerCheck>
{
    public void Configure(EntityTypeBuilder<LedgerCheck> check)
    {
        check.Property(c => c.Findings).HasMaxLength(LedgerCheck.LongestFindings);
        check.HasIndex(c => c.At);
    }
}

internal sealed class LedgerBalanceConfiguration : IEntityTypeConfiguration<LedgerBalance>
{
    public void Configure(EntityTypeBuilder<LedgerBalance> balance)
    {
        balance.Ignore(b => b.Amount);
        balance.Property(b => b.Gateway).HasMaxLength(20).IsUnicode(false);
        balance.HasIndex(b => new { b.Account, b.ShopId, b.Gateway }).IsUnique();
    }
}

internal sealed class StripeMovementConfiguration : IEntityTypeConfiguration<StripeMovement>
{
    public void Configure(EntityTypeBuilder<StripeMovement> movement)
    {
        movement.Property(m => m.MovementId).HasMaxLength(100).IsUnicode(false);
        movement.Property(m => m.Kind).HasMaxLength(60).IsUnicode(false);
        movement.Property(m => m.Reference).HasMaxLength(100).IsUnicode(false);
        movement.HasIndex(m => m.MovementId).IsUnique();
        movement.HasIndex(m => m.Reference);
        movement.HasIndex(m => m.At);
    }
}

internal sealed class StripeEventConfiguration : IEntityTypeConfiguration<StripeEvent>
{
    public void Configure(EntityTypeBuilder<StripeEvent> seen)
    {
        seen.Property(e => e.EventId).HasMaxLength(100).IsUnicode(false);
        seen.HasIndex(e => e.EventId).IsUnique();
        seen.HasIndex(e => e.At);
    }
}
