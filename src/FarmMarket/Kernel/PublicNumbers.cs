using System.Globalization;
using System.Security.Cryptography;

namespace FarmMarket.Kernel;

/// <summary>Numbers that people read out on the phone: the day in Shanghai, then random digits, so that nobody can count our orders.</summary>
public static class PublicNumbers
{
    public static string New(DateTimeOffset now) =>
        Shanghai.Date(now).ToString("yyMMdd", CultureInfo.InvariantCulture)
        + RandomNumberGenerator.GetInt32(0, 100_000_000).ToString("00000000", CultureInfo.InvariantCulture);

    /// <summary>An unguessable lower-case token of 26 characters (130 bits).</summary>
    public static string Token() => RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 26);
}
