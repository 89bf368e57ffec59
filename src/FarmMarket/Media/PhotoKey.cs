using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FarmMarket.Media;

/// <summary>
/// A photo's name: <c>7q2f…-1600x1200-d8a13c</c>. The hash makes the same upload the same photo; size and colour make the name enough
/// to write a <c>picture</c> element, so that a page of cards reads nothing but the keys.
/// </summary>
/// <param name="Hash">26 lower-case base-32 digits of a SHA-256.</param>
/// <param name="Width">Pixels of the largest size kept.</param>
/// <param name="Height">Pixels of the largest size kept.</param>
/// <param name="Colour">0xRRGGBB, shown while it loads.</param>
public readonly record struct PhotoKey(string Hash, int Width, int Height, int Colour)
{
    public const int HashLength = 26;

    // Crockford's: no letters that look like digits.
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly SearchValues<char> AnyDigit = SearchValues.Create(Digits);

    /// <summary>The first 130 bits of a hash as text.</summary>
    public static string TextOf(ReadOnlySpan<byte> hash)
    {
        Span<char> text = stackalloc char[HashLength];
        int buffer = 0, bits = 0, next = 0;
        foreach (ref var digit in text)
        {
            if (bits < 5)
            {
                buffer = (buffer << 8) | hash[next++];
                bits += 8;
            }
            bits -= 5;
            digit = Digits[(buffer >> bits) & 31];
            buffer &= (1 << bits) - 1;
        }
        return new string(text);
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out PhotoKey key)
    {
        key = default;
        if (text is not { Length: > HashLength } || text.AsSpan(0, HashLength).ContainsAnyExcept(AnyDigit))
            return false;
        if (text[HashLength..].Split('-') is not ["", var size, { Length: 6 } colour] || size.Split('x') is not [var width, var height])
            return false;
        if (!int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var w)
            || !int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
            || !int.TryParse(colour, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var c))
            return false;
        var read = new PhotoKey(text[..HashLength], w, h, c);
        // One photo has one name: 0640, or D8 for d8, would be another address of the same picture.
        if (w is < 1 or > PhotoSizes.Largest || h < 1 || read.ToString() != text)
            return false;
        key = read;
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hash}-{Width}x{Height}-{Colour:x6}");
}
