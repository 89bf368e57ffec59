using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Accounts;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.Ignore(u => u.UserId);
        user.Property(u => u.DisplayName).HasMaxLength(50);
        user.Property(u => u.Language).HasMaxLength(2).IsUnicode(false);
        user.Property(u => u.PhoneNumber).HasMaxLength(20).IsUnicode(false);
        user.Property(u => u.AuthenticatorKey).HasMaxLength(32).IsUnicode(false);
        user.HasIndex(u => u.PhoneNumber).IsUnique();
        user.HasIndex(u => u.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
    }
}
