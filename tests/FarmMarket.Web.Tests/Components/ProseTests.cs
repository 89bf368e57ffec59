using FarmMarket.Media;
using FarmMarket.Web.Components.Training;

namespace FarmMarket.Web.Tests.Components;

/// <summary>What trainers write becomes a page, and nothing but a page.</summary>
public sealed class ProseTests
{
    private static readonly string Photo = new PhotoKey(new string('2', PhotoKey.HashLength), 800, 600, 0xaabbcc).ToString();
    private readonly Prose prose = new();

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("![x](https://elsewhere.example/x.png)")]
    [InlineData("![x](photo:nothing)")]
    [InlineData("<iframe src=\"https://elsewhere.example\"></iframe>")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("| a |\n|---|\n| <svg onload=alert(1)> |")]
    public void Scripts_and_pictures_from_elsewhere_never_reach_the_page(string markdown)
    {
        var html = prose.Make(markdown);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        Assert.Empty(page.QuerySelectorAll("script, iframe, svg, img, [onerror], [onload]"));
        Assert.All(page.QuerySelectorAll("a"), link => Assert.Null(link.GetAttribute("href")));
    }

    [Fact]
    public void Headings_lists_tables_links_and_photos_of_the_market_are_there()
    {
        var html = prose.Make($"## 装箱\n\n1. 垫\n2. 放\n\n| 斤 | 箱 |\n|---|---|\n| 5 | 小 |\n\n[市场](/market) ![箱子](photo:{Photo})");
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        Assert.Equal("装箱", page.QuerySelector("h2")!.TextContent);
        Assert.Equal(2, page.QuerySelectorAll("ol li").Length);
        Assert.Equal("小", page.QuerySelectorAll("td")[1].TextContent);
        Assert.Equal("/market", page.QuerySelector("a")!.GetAttribute("href"));
        var photo = page.QuerySelector("img")!;
        Assert.StartsWith("/media/" + Photo, photo.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Equal(("800", "600", "lazy", "箱子"), (photo.GetAttribute("width"), photo.GetAttribute("height"), photo.GetAttribute("loading"), photo.GetAttribute("alt")));
    }
}
