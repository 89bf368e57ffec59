using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Payments;

internal sealed class BankAccountConfiguration : IEntityTypeConfiguration<BankAccount>
{
    public void Configure(EntityTypeBuilder<BankAccount> account)
    {
        account.Property(a => a.Holder).HasMaxLength(60);
        account.Property(a => a.Bank).HasMaxLength(80);
        account.Property(a => a.NumberProtected).HasMaxLength(500).IsUnicode(false);
        account.Property(a => a.LastFour).HasMaxLength(4).IsUnicode(false);
        account.Property(a => a.StripeAccount).HasMaxLength(80).IsUnicode(false);
        account.HasIndex(a => a.ShopId).IsUnique();
    }
}

internal sealed class SettlementConfiguration : IEntityTypeConfiguration<Settlement>
{
    public void Configure(EntityTypeBuilder<Settlement> settlement)
    {
        settlement.Property(s => s.Number).HasMaxLength(20).IsUnicode(false);
        settlement.HasMany(s => s.Lines).WithOne().HasForeignKey(l => l.SettlementId);
        settlement.HasIndex(s => s.Number).IsUnique();
    }
}

internal sealed class SettlementLineConfiguration : IEntityTypeConfiguration<SettlementLine>
{
    public void Configure(EntityTypeBuilder<SettlementLine> line)
    {
        line.Property(l => l.Holder).HasMaxLength(60);
        line.Property(l => l.Bank).HasMaxLength(80);
        line.Property(l => l.NumberProtected).HasMaxLength(500).IsUnicode(false);
        line.Property(l => l.LastFour).HasMaxLength(4).IsUnicode(false);
        line.Property(l => l.FailedBecause).HasMaxLength(200);
        line.Property(l => l.StripeAccount).HasMaxLength(80).IsUnicode(false);
        line.Property(l => l.Transfer).HasMaxLength(100).IsUnicode(false);
        line.HasIndex(l => l.Transfer).IsUnique().HasFilter("\"Transfer\" IS NOT NULL");
        line.HasIndex(l => new { l.SettlementId, l.Position }).IsUnique();
        line.HasIndex(l => new { l.ShopId, l.Id });
    }
}

internal sealed class SettlementFileConfiguration : IEntityTypeConfiguration<SettlementFile>
{
    public void Configure(EntityTypeBuilder<SettlementFile> file)
    {
        file.Property(f => f.Hash).HasMaxLength(64).IsUnicode(false);
        file.HasIndex(f => f.Hash).IsUnique();
    }
}

internal sealed class BankTransferConfiguration : IEntityTypeConfiguration<BankTransfer>
{
    public void Configure(EntityTypeBuilder<BankTransfer> transfer)
    {
        transfer.Property(t => t.CheckoutNumber).HasMaxLength(20).IsUnicode(false);
        transfer.Property(t => t.Reference).HasMaxLength(20).IsUnicode(false);
        transfer.Property(t => t.ProofKey).HasMaxLength(64).IsUnicode(false);
        transfer.HasIndex(t => t.CheckoutId).IsUnique();
        transfer.HasIndex(t => t.CheckoutNumber);
        transfer.HasIndex(t => t.Reference).IsUnique();
        transfer.HasIndex(t => new { t.ArrivedAt, t.Id });
    }
}

internal sealed class BankReceiptConfiguration : IEntityTypeConfiguration<BankReceipt>
{
    public void Configure(EntityTypeBuilder<BankReceipt> receipt)
    {
        receipt.Property(r => r.Hash).HasMaxLength(64).IsUnicode(false);
        receipt.HasIndex(r => r.Hash).IsUnique();
    }
}
