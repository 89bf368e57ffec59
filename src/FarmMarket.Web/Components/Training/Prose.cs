using Ganss.Xss;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Caching.Memory;

namespace FarmMarket.Web.Components.Training;

/// <summary>
/// What trainers write, as HTML: CommonMark with tables, no HTML of their own, and whatever comes of it sanitized. Photos of the market are
/// <c>photo:KEY</c>; pictures from elsewhere are left out, since the page would not load them.
/// </summary>
public sealed class Prose : IDisposable
{
    private const string Scheme = "photo:";
    private const int WidestPhoto = 960;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();

    private readonly HtmlSanitizer sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "p", "h2", "h3", "h4", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "a", "img", "table", "thead", "tbody", "tr", "th", "td", "br", "hr", "del",
        },
        AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src", "alt", "title", "width", "height", "loading", "start", "rel" },
        AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto", "tel" },
        UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src" },
    });

    private readonly MemoryCache made = new(new MemoryCacheOptions { SizeLimit = 2_000 });

    /// <param name="key">Of the text: where it is the same, the text is.</param>
    /// <param name="markdown"></param>
    public HtmlString Of(string key, string markdown) => made.GetOrCreate(key, entry =>
    {
        entry.Size = 1;
        entry.SlidingExpiration = TimeSpan.FromMinutes(30);
        return new HtmlString(Make(markdown));
    })!;

    internal string Make(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage).ToList())
            Hang(image);
        foreach (var link in document.Descendants<LinkInline>().Where(link => !link.IsImage))
            link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow noopener");
        return sanitizer.Sanitize(document.ToHtml(Pipeline));
    }

    private static void Hang(LinkInline image)
    {
        var key = image.Url?.StartsWith(Scheme, StringComparison.Ordinal) == true ? image.Url[Scheme.Length..] : null;
        if (!Media.PhotoKey.TryParse(key, out var photo))
        {
            image.Remove();
            return;
        }
        image.Url = Media.PhotoSizes.Url(photo, Media.PhotoSizes.WidthUpTo(WidestPhoto, photo.Width), "webp");
        var attributes = image.GetAttributes();
        attributes.AddProperty("width", photo.Width.ToString(System.Globalization.CultureInfo.InvariantCulture));
        attributes.AddProperty("height", photo.Height.ToString(System.Globalization.CultureInfo.InvariantCulture));
        attributes.AddProperty("loading", "lazy");
    }

    public void Dispose() => made.Dispose();
}
