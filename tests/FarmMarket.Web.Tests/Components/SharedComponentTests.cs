using Bunit;
using FarmMarket.Kernel;
using FarmMarket.Web.Components;

namespace FarmMarket.Web.Tests.Components;

public sealed class SharedComponentTests : ComponentTest
{
    [Theory]
    [InlineData(1, 9, "1 2 … 9")]
    [InlineData(5, 9, "1 … 4 5 6 … 9")]
    [InlineData(9, 9, "1 … 8 9")]
    [InlineData(2, 3, "1 2 3")]
    public void A_pager_shows_the_ends_and_the_neighbours(int page, int pages, string shown)
    {
        var pager = Render<Pager>(p => p.Add(x => x.Page, page).Add(x => x.Pages, pages).Add(x => x.Href, n => $"/market?page={n}"));

        Assert.Equal(shown, string.Join(' ', pager.FindAll("ol span, ol a").Select(entry => entry.TextContent)));
        Assert.Equal($"{page}", pager.Find("[aria-current=page]").TextContent);
    }

    [Fact]
    public void A_single_page_has_no_pager() =>
        Assert.Empty(Render<Pager>(p => p.Add(x => x.Page, 1).Add(x => x.Pages, 1)).Markup.Trim());

    [Fact]
    public void An_empty_list_says_what_to_do()
    {
        var empty = Render<EmptyState>(p => p.Add(x => x.Title, "购物车是空的").Add(x => x.Href, "/market").Add(x => x.Action, "去市场"));

        Assert.Equal("/market", empty.Find("a").GetAttribute("href"));
        Assert.Equal("true", empty.Find("svg").GetAttribute("aria-hidden"));
    }

    [Fact]
    public void A_text_without_English_is_shown_in_Chinese_and_marked_as_such()
    {
        Reading("en");
        var view = Render<LocalTextView>(p => p.Add(x => x.Value, new LocalText("朝南的坡地。\n风大。")));

        Assert.Equal("zh-CN", view.Find("div").GetAttribute("lang"));
        Assert.Equal(["朝南的坡地。", "风大。"], view.FindAll("p").Select(paragraph => paragraph.TextContent));
    }
}
