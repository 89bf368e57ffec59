using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using FarmMarket.Media;
using Microsoft.AspNetCore.Html;

namespace FarmMarket.Web.Components;

/// <param name="Sizes">How wide it is shown, as the browser's <c>sizes</c> wants it.</param>
/// <param name="UpTo">The widest file worth offering, pixels.</param>
public sealed record PictureUse(string Sizes, int UpTo);

/// <summary>
/// A photo as a <c>picture</c> element: AVIF, WebP and JPEG in the widths there are, with its size, so that nothing jumps, and its
/// colour to show until it has arrived. The key alone says all of it: no statement, no component per row.
/// </summary>
public static class Picture
{
    private const string Missing = "/no-photo.svg";

    /// <summary>Two to five in a row, square.</summary>
    public static readonly PictureUse Card = new("(min-width: 576px) 14rem, 50vw", 640);

    /// <summary>Beside a line of text.</summary>
    public static readonly PictureUse Small = new("5rem", 320);

    /// <summary>What the page is about; half of a wide screen.</summary>
    public static readonly PictureUse Large = new("(min-width: 768px) 45vw, 100vw", 1600);

    /// <summary>From edge to edge.</summary>
    public static readonly PictureUse Wide = new("100vw", 1600);

    /// <param name="key">A <see cref="PhotoKey"/>; without one, a drawing stands in.</param>
    /// <param name="alt">What is to be seen; empty where the text beside it says it already.</param>
    /// <param name="first">It is what a visitor sees first: load it at once.</param>
    public static HtmlString Of(string? key, string? alt, PictureUse use, bool first = false)
    {
        var html = new StringBuilder(1024);
        if (!PhotoKey.TryParse(key, out var photo))
        {
            html.Append("<img src=\"").Append(Missing).Append("\" width=\"320\" height=\"320\" loading=\"lazy\"");
            return End(html, alt);
        }
        html.Append("<picture>");
        foreach (var format in PhotoSizes.Formats.SkipLast(1))
        {
            html.Append("<source type=\"").Append(format.ContentType).Append("\" srcset=\"");
            Offer(html, photo, format.Extension, use.UpTo);
            html.Append("\" sizes=\"").Append(use.Sizes).Append("\">");
        }
        html.Append("<img src=\"").Append(PhotoSizes.Url(photo, PhotoSizes.WidthUpTo(Math.Min(use.UpTo, 640), photo.Width), "jpg"))
            .Append(CultureInfo.InvariantCulture, $"\" width=\"{photo.Width}\" height=\"{photo.Height}\" data-tone=\"#{photo.Colour:x6}\" decoding=\"async\"")
            .Append(first ? " fetchpriority=\"high\"" : " loading=\"lazy\"");
        return End(html, alt, "</picture>");
    }

    /// <summary>Address of one file of it under the site's root, for cards of social media and structured data; null without a photo.</summary>
    public static string? Url(string? key, int atMost = PhotoSizes.Largest) =>
        PhotoKey.TryParse(key, out var photo) ? PhotoSizes.Url(photo, PhotoSizes.WidthUpTo(atMost, photo.Width), "jpg") : null;

    private static void Offer(StringBuilder html, PhotoKey photo, string extension, int upTo)
    {
        var separator = "";
        foreach (var width in PhotoSizes.WidthsOf(photo.Width).TakeWhile((width, i) => width <= upTo || i == 0))
        {
            html.Append(separator).Append(PhotoSizes.Url(photo, width, extension)).Append(CultureInfo.InvariantCulture, $" {width}w");
            separator = ", ";
        }
    }

    private static HtmlString End(StringBuilder html, string? alt, string close = "") =>
        new(html.Append(" alt=\"").Append(HtmlEncoder.Default.Encode(alt ?? "")).Append("\">").Append(close).ToString());
}
