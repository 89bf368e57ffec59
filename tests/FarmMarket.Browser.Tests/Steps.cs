using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace FarmMarket.Browser.Tests;

/// <summary>What people do, and what must hold of every page they come by.</summary>
internal static class Steps
{
    public static async Task SignIn(this IPage page, string contact)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("#Contact").FillAsync(contact);
        await page.Locator("#Password").FillAsync(Region.Password);
        await page.Locator("form:has(#Password) button.btn-primary").ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in"));
    }

    /// <summary>Is on its way to show a page whose address is like this; what is looked for on it waits by itself.</summary>
    public static Task Reaches(this IPage page, Regex address) => Assertions.Expect(page).ToHaveURLAsync(address, new() { Timeout = 15_000 });

    /// <summary>The shop sends a whole order, with 顺丰.</summary>
    public static async Task PackAndShip(this IPage page, string shop, string order, string waybill, string language, bool script)
    {
        await page.GotoAsync($"/seller/{shop}/orders");
        await page.IsFit(language, script);
        await page.GotoAsync($"/seller/{shop}/orders/{order}");
        await page.IsFit(language, script);
        await page.Locator("form[action*='Pack'] button").ClickAsync();
        await Assertions.Expect(page.Locator("form[action*='Pack']")).ToHaveCountAsync(0);
        await page.Locator("#Carrier").SelectOptionAsync("sf");
        await page.Locator("#Waybill").FillAsync(waybill);
        await page.Locator("#ship button.btn-buy").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(waybill);
    }

    /// <summary>Shows in the language asked for, is not wider than the screen, and axe finds nothing serious.</summary>
    public static async Task IsFit(this IPage page, string language, bool script)
    {
        Assert.Equal(language == "en" ? "en" : "zh-CN", await page.Locator("html").GetAttributeAsync("lang"));
        if (!script)
            return;
        await Loaded(page);
        var wider = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(wider <= 0, $"{page.Url} is {wider} pixels wider than the screen.");
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] } });
        var serious = found.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))})").ToList();
        Assert.True(serious.Count == 0, $"{page.Url}\n{string.Join('\n', serious)}");
    }

    /// <summary>Asked again and again, since Playwright's own waiting evaluates strings in the page, which its policy forbids.</summary>
    private static async Task Loaded(IPage page)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await page.EvaluateAsync<string>("document.readyState") != "complete")
            await look.WaitForNextTickAsync(patience.Token);
    }
}
