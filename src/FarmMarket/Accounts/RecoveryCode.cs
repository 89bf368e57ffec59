using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Accounts;

public readonly record struct RecoveryCodeId(long Value) : IId;

/// <summary>Lets someone in once whose phone with the authenticator app is lost. Shown when made, then only its hash is known.</summary>
public sealed class RecoveryCode : IEntity
{
    public const int Made = 10;

    public RecoveryCodeId Id { get; init; }
    public required UserId UserId { get; init; }
    public required string Hash { get; init; }

    /// <summary>Fifty bits in two groups, without letters that look alike.</summary>
    internal static string New()
    {
        var letters = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 10);
        return letters[..5] + "-" + letters[5..];
    }

    internal static string HashOf(string typed, UserId user)
    {
        var letters = string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{user.Value}:{letters}"))));
    }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.Property(c => c.Hash).HasMaxLength(64).IsUnicode(false);
        code.HasIndex(c => new { c.UserId, c.Hash }).IsUnique();
    }
}
