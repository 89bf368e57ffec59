namespace FarmMarket.Media;

/// <summary>What an uploaded file really is, told by its first bytes; names and content types that clients send are not asked.</summary>
public enum PictureKind
{
    Unknown,
    Jpeg,
    Png,
    WebP,
    Avif,
    Heic,
    Gif,
}

public static class PictureKinds
{
    /// <summary>How many of a file's first bytes <see cref="Sniff"/> wants to see.</summary>
    public const int SniffLength = 64;

    public static PictureKind Sniff(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xD8, 0xFF, ..] => PictureKind.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => PictureKind.Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => PictureKind.Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => PictureKind.WebP,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => SniffBrands(start),
        _ => PictureKind.Unknown,
    };

    // ISO base media: a size, "ftyp", the major brand, a version, then compatible brands of four bytes each.
    // Files from iPhones name heic; AVIF encoders may put a general brand (mif1) first and avif among the others.
    private static PictureKind SniffBrands(ReadOnlySpan<byte> start)
    {
        var kind = PictureKind.Unknown;
        var end = Math.Min(start.Length, (start[0] << 24) | (start[1] << 16) | (start[2] << 8) | start[3]);
        for (var at = 8; at + 4 <= end; at += 4)
        {
            var brand = start.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8))
                return PictureKind.Avif;
            if (brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("hevc"u8) || brand.SequenceEqual("heim"u8))
                kind = PictureKind.Heic;
        }
        return kind;
    }
}
