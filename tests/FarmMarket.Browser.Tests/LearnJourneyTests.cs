using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace FarmMarket.Browser.Tests;

/// <summary>Somebody finds a course on the phone, looks in for free, enrols, and reads on.</summary>
public sealed class LearnJourneyTests(Region region)
{
    private const string Course = "/learn/packing-and-shipping-mangoes";

    [Theory]
    [InlineData("zh", 360, true, "15400000004")]
    [InlineData("en", 1280, true, "15400000005")]
    [InlineData("zh", 360, false, "15400000006")]
    public async Task From_a_free_look_to_the_second_lesson(string language, int width, bool script, string who)
    {
        var page = await region.Somebody(language, width, script);
        await page.GotoAsync("/learn");
        await page.IsFit(language, script);
        await page.GotoAsync(Course);
        await page.IsFit(language, script);
        await page.Locator(".lessons a").First.ClickAsync();
        await page.Reaches(new Regex(Course + "/[a-z-]+$"));
        await page.IsFit(language, script);

        await page.SignIn(who);
        await page.GotoAsync(Course);
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.Reaches(new Regex(Course + "/[a-z-]+$"));
        var first = page.Url;
        await page.Locator(".lesson-onward form button").ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(first);
        await page.IsFit(language, script);
        await page.GotoAsync("/learn");
        await Assertions.Expect(page.Locator($".ways a[href='{Course}']")).ToBeVisibleAsync();
        await page.IsFit(language, script);
    }
}
