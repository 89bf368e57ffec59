using System.Globalization;

namespace FarmMarket.Media;

/// <summary>Which files a photo has: some widths in pixels, none wider than the photo itself, each in every format.</summary>
public static class PhotoSizes
{
    public const int Largest = 1600;
    private static readonly int[] Steps = [320, 640, 960];

    /// <summary>Best first, the order in which a browser is offered them; the last is understood by all.</summary>
    public static IReadOnlyList<PhotoFormat> Formats { get; } = [new("avif", "image/avif"), new("webp", "image/webp"), new("jpg", "image/jpeg")];

    /// <summary>Smallest first; the last is <paramref name="width"/> itself.</summary>
    public static IEnumerable<int> WidthsOf(int width) => Steps.Where(step => step < width).Append(width);

    /// <summary>The width to name where only one can be (feeds, social cards, JSON): the largest up to <paramref name="atMost"/>, or the smallest there is.</summary>
    public static int WidthUpTo(int atMost, int width)
    {
        var widths = WidthsOf(width).ToList();
        return widths.FindLast(w => w <= atMost) is > 0 and var found ? found : widths[0];
    }

    public static string FileName(int width, string extension) => string.Create(CultureInfo.InvariantCulture, $"{width}.{extension}");

    /// <summary>Address under the site's root.</summary>
    public static string Url(PhotoKey key, int width, string extension) => $"/media/{key}/{FileName(width, extension)}";
}

public sealed record PhotoFormat(string Extension, string ContentType);
