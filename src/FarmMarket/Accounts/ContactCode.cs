using System.Security.Cryptography;
using System.Text;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Accounts;

public readonly record struct ContactCodeId(long Value) : IId;

/// <summary>What a code is good for; one sent for signing in can't reset a password.</summary>
public enum CodePurpose
{
    Register,
    SignIn,
    ResetPassword,

    /// <summary>To make a further phone number or e-mail address one's own.</summary>
    ChangeContact,
}

/// <summary>Six digits sent to a phone or mailbox: for ten minutes, five tries, once. Only the newest one for a purpose counts.</summary>
public sealed class ContactCode : IEntity
{
    public static readonly TimeSpan LivesFor = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan SendAgainAfter = TimeSpan.FromSeconds(60);
    public const int MostTries = 5;
    public const int MostPerTargetAnHour = 5;

    /// <summary>A whole classroom registers from one address.</summary>
    public const int MostPerAddressAnHour = 100;

    public ContactCodeId Id { get; init; }

    /// <summary>See <see cref="Contact.Value"/>.</summary>
    public required string Target { get; init; }
    public required CodePurpose Purpose { get; init; }
    public required string Salt { get; init; }
    public required string Hash { get; init; }

    /// <summary>The minute it was asked for: two requests at the same moment can't both send one.</summary>
    public required long Minute { get; init; }

    /// <summary>Network address that asked for it.</summary>
    public string? AskedFrom { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public int Tries { get; init; }
    public DateTimeOffset? UsedAt { get; init; }
}

/// <summary>A code as it is sent, and what is kept of it. Slow to hash on purpose (some 10 ms), so make and check it outside a transaction.</summary>
internal sealed record OneTimeCode(string Digits, string Salt, string Hash)
{
    private const int Rounds = 20_000;

    public static OneTimeCode New()
    {
        var digits = RandomNumberGenerator.GetString("0123456789", 6);
        var salt = RandomNumberGenerator.GetHexString(16);
        return new(digits, salt, HashOf(digits, salt));
    }

    public static bool Matches(string? typed, string salt, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(Cleaned(typed), salt)), Encoding.ASCII.GetBytes(hash));

    /// <summary>People type spaces, and Chinese keyboards full-width digits.</summary>
    public static string Cleaned(string? typed) =>
        string.Concat((typed ?? "").Normalize(NormalizationForm.FormKC).Where(char.IsAsciiDigit).Take(12));

    private static string HashOf(string digits, string salt) =>
        Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(digits, Encoding.ASCII.GetBytes(salt), Rounds, HashAlgorithmName.SHA256, 32));
}

internal sealed class ContactCodeConfiguration : IEntityTypeConfiguration<ContactCode>
{
    public void Configure(EntityTypeBuilder<ContactCode> code)
    {
        code.Property(c => c.Target).HasMaxLength(256);
        code.Property(c => c.Salt).HasMaxLength(16).IsUnicode(false);
        code.Property(c => c.Hash).HasMaxLength(64).IsUnicode(false);
        code.Property(c => c.AskedFrom).HasMaxLength(45).IsUnicode(false);
        code.HasIndex(c => new { c.Target, c.Minute }).IsUnique();
        code.HasIndex(c => new { c.AskedFrom, c.CreatedAt });
        code.HasIndex(c => c.CreatedAt);
    }
}
