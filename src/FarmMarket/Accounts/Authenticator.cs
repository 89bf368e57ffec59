using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace FarmMarket.Accounts;

/// <summary>
/// Time-based one-time passwords (RFC 6238: SHA-1, 30 s, 6 digits, as every authenticator app does). Our own rather than Identity's,
/// because that one neither takes the market's clock nor says which step a code was for, so that it could be used only once.
/// </summary>
internal static class Authenticator
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int KeyBytes = 20;
    private const int SecondsPerStep = 30;

    // A phone's clock may be off by one step either way.
    private static readonly long[] Tolerated = [0, -1, 1];

    public static string NewKey() => RandomNumberGenerator.GetString(Base32, KeyBytes * 8 / 5);

    /// <summary>What the QR code says to the app.</summary>
    public static string Uri(string key, string account) =>
        $"otpauth://totp/FarmMarket:{System.Uri.EscapeDataString(account)}?secret={key}&issuer=FarmMarket&digits=6&period={SecondsPerStep}";

    /// <summary>The step a typed code is right for; null for a wrong one.</summary>
    public static long? StepOf(string key, string typed, DateTimeOffset now)
    {
        var step = now.ToUnixTimeSeconds() / SecondsPerStep;
        foreach (var offset in Tolerated)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(CodeAt(key, step + offset)), System.Text.Encoding.ASCII.GetBytes(typed)))
                return step + offset;
        }
        return null;
    }

    public static string CodeAt(string key, DateTimeOffset now) => CodeAt(key, now.ToUnixTimeSeconds() / SecondsPerStep);

    private static string CodeAt(string key, long step)
    {
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The standard and all apps say SHA-1; as a keyed hash it is sound.
        HMACSHA1.HashData(Decode(key), message, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string key)
    {
        var bytes = new byte[key.Length * 5 / 8];
        int bits = 0, held = 0, next = 0;
        foreach (var character in key)
        {
            held = (held << 5) | Base32.IndexOf(character, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes[next++] = (byte)(held >> bits);
            held &= (1 << bits) - 1;
        }
        return bytes;
    }
}
