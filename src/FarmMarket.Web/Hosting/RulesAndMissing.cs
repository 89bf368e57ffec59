using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Web.Pages;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FarmMarket.Web.Hosting;

/// <summary>
/// The one place where a refused request becomes a page: the same form with what was typed and why it was refused (422), a 404, or
/// the way to sign-in.
/// </summary>
internal sealed class RulesAndMissing(Text text) : IAsyncPageFilter
{
    /// <summary>What the error page says to do, in <c>HttpContext.Items</c>.</summary>
    public const string AdviceItem = "Advice";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        switch (executed.Exception)
        {
            case NotFound:
                executed.Result = new NotFoundResult();
                break;
            case SignInNeeded:
                executed.Result = new ChallengeResult();
                break;
            case RuleBroken { Code: MembersOnly.RoleTooLow }:
                executed.Result = RoleTooLow(context.HttpContext, text);
                break;
            case RuleBroken rule when context.HandlerInstance is MarketPage page:
                executed.Result = await Refused(page, [rule]);
                break;
            case RulesBroken { Rules: var rules } when context.HandlerInstance is MarketPage page:
                executed.Result = await Refused(page, rules);
                break;
            default:
                return;
        }
        executed.ExceptionHandled = true;
    }

    /// <summary>There is no form to show again: the person may not even see it.</summary>
    public static IActionResult RoleTooLow(HttpContext context, Text text)
    {
        context.Items[AdviceItem] = text["您在这家店的角色不能做这件事，请找店主帮忙"];
        return new StatusCodeResult(StatusCodes.Status403Forbidden);
    }

    private async Task<IActionResult> Refused(MarketPage page, IReadOnlyList<RuleBroken> rules)
    {
        foreach (var rule in rules)
            page.ModelState.AddModelError(FieldOf(page.ModelState, rule.Field), text[rule]);
        try
        {
            await page.Refill();
        }
        catch (NotFound)
        {
            return new NotFoundResult();
        }
        return new PageResult { Page = null!, StatusCode = StatusCodes.Status422UnprocessableEntity, ViewData = page.ViewData };
    }

    /// <summary>A rule speaks of <c>Price</c> and the form may have called it <c>Input.Price</c>, or the other way round.</summary>
    private static string FieldOf(ModelStateDictionary form, string? field) =>
        field is null ? "" : form.Keys.FirstOrDefault(key => key.Equals(field, StringComparison.OrdinalIgnoreCase)
            || key.EndsWith("." + field, StringComparison.OrdinalIgnoreCase)
            || (key.Length > 0 && field.EndsWith("." + key, StringComparison.OrdinalIgnoreCase))) ?? field;
}
