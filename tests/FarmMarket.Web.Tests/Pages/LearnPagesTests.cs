using System.Net;
using FarmMarket.Kernel;
using FarmMarket.Training;
using FarmMarket.Web.Tests.Support;

namespace FarmMarket.Web.Tests.Pages;

/// <summary>A grower finds a course, enrols, reads, and comes to its end; as a browser without JavaScript walks it.</summary>
public sealed class LearnPagesTests
{
    private static LocalText Both(string zh, string en) => new(zh, en);

    [Theory]
    [InlineData("zh", "还没有课程")]
    [InlineData("en", "No courses yet")]
    public async Task An_empty_catalogue_says_so(string language, string said)
    {
        await using var market = new WebMarket();
        Assert.Contains(said, (await market.Visitor(language).Page("/learn")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "开店与上架", "先想好卖什么")]
    [InlineData("en", "Open a shop", "Decide what to sell")]
    public async Task From_the_catalogue_to_the_last_lesson(string language, string title, string text)
    {
        await using var market = new WebMarket();
        var (grower, desk) = (await market.Person(), await market.Person());
        await market.Send(
            new PublishCourse.Command("open", Both("开店与上架", "Open a shop"), Both("从零开始。", "From nothing."), Both("果农", "growers"), 3, null,
                [new(Both("准备", "Before"), [
                    new("what", Both("卖什么", "What"), Both("先想好卖什么。", "Decide what to sell."), 5, true),
                    new("how", Both("怎么卖", "How"), Both("**定价**", "**Prices**"), 8, false)])]),
            desk, isOperator: true);

        var visitor = market.Visitor(language);
        Assert.Contains(title, (await visitor.Page("/learn")).QuerySelector(".stories")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(text, (await visitor.Page("/learn/open/what")).QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await visitor.Page("/learn/open/how")).QuerySelector(".prose strong"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/learn/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/learn/open/nothing")).StatusCode);
        var asked = await visitor.Submit(await visitor.Page("/learn/open"), "main form", "/learn/open");
        Assert.Contains("/sign-in", asked.Headers.Location!.ToString(), StringComparison.Ordinal);

        var reader = await market.SignedIn(grower, language);
        var enrolled = await reader.Submit(await reader.Page("/learn/open/how"), "main form", "/learn/open");
        Assert.Equal("/learn/open/what", enrolled.Headers.Location!.ToString());
        var first = await reader.Submit(await reader.Page("/learn/open/what"), ".lesson-onward form", "/learn/open/what");
        Assert.Equal("/learn/open/how", first.Headers.Location!.ToString());
        Assert.NotNull((await reader.Page("/learn/open/how")).QuerySelector(".prose strong"));
        Assert.Equal("1", (await reader.Page("/learn/open")).QuerySelector("progress")!.GetAttribute("value"));
        var last = await reader.Submit(await reader.Page("/learn/open/how"), ".lesson-onward form", "/learn/open/how");
        Assert.Equal("/learn/open", last.Headers.Location!.ToString());
        Assert.Equal(2, (await reader.Page("/learn/open")).QuerySelectorAll(".lessons .tag-leaf").Length);
        Assert.NotNull((await reader.Page("/learn")).QuerySelector(".ways a[href='/learn/open']"));
    }
}
