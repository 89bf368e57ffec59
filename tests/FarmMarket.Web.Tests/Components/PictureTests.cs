using AngleSharp.Html.Parser;
using FarmMarket.Web.Components;

namespace FarmMarket.Web.Tests.Components;

public sealed class PictureTests
{
    private const string Hash = "7q2f0000000000000000000000";

    private static AngleSharp.Dom.IElement Shown(string? key, string? alt, PictureUse use, bool first = false) =>
        new HtmlParser().ParseDocument(Picture.Of(key, alt, use, first).Value!).Body!;

    [Fact]
    public void A_card_offers_no_file_wider_than_it_needs_and_the_best_format_first()
    {
        var shown = Shown($"{Hash}-1600x1200-d8a13c", "桂七", Picture.Card);

        Assert.Equal(["image/avif", "image/webp"], shown.QuerySelectorAll("source").Select(source => source.GetAttribute("type")));
        Assert.Equal(
            $"/media/{Hash}-1600x1200-d8a13c/320.avif 320w, /media/{Hash}-1600x1200-d8a13c/640.avif 640w",
            shown.QuerySelector("source")!.GetAttribute("srcset"));
        Assert.Equal($"/media/{Hash}-1600x1200-d8a13c/640.jpg", shown.QuerySelector("img")!.GetAttribute("src"));
    }

    [Fact]
    public void A_small_photo_is_offered_as_it_is()
    {
        var shown = Shown($"{Hash}-200x150-d8a13c", "桂七", Picture.Large);

        Assert.Equal($"/media/{Hash}-200x150-d8a13c/200.avif 200w", shown.QuerySelector("source")!.GetAttribute("srcset"));
        Assert.Equal($"/media/{Hash}-200x150-d8a13c/200.jpg", shown.QuerySelector("img")!.GetAttribute("src"));
    }

    [Fact]
    public void Its_place_is_kept_and_has_its_colour_until_it_arrives()
    {
        var image = Shown($"{Hash}-1600x900-0a1b2c", "桂七", Picture.Large).QuerySelector("img")!;

        Assert.Equal(("1600", "900", "#0a1b2c"), (image.GetAttribute("width"), image.GetAttribute("height"), image.GetAttribute("data-tone")));
    }

    [Fact]
    public void Only_the_first_photo_is_loaded_before_it_is_looked_at()
    {
        Assert.Equal("lazy", Shown($"{Hash}-1600x900-0a1b2c", null, Picture.Card).QuerySelector("img")!.GetAttribute("loading"));
        Assert.Null(Shown($"{Hash}-1600x900-0a1b2c", null, Picture.Card, first: true).QuerySelector("img")!.GetAttribute("loading"));
    }

    [Fact]
    public void Words_about_it_can_not_break_out()
    {
        var image = Shown($"{Hash}-1600x900-0a1b2c", "\"><script>alert(1)</script>", Picture.Card).QuerySelector("img")!;

        Assert.Equal("\"><script>alert(1)</script>", image.GetAttribute("alt"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\" onerror=\"alert(1)")]
    public void Without_a_photo_a_drawing_stands_in(string? key) =>
        Assert.Equal("/no-photo.svg", Shown(key, "", Picture.Card).QuerySelector("img")!.GetAttribute("src"));
}
