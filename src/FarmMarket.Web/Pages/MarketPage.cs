using FarmMarket.Web.Texts;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace FarmMarket.Web.Pages;

/// <summary>
/// What every page model stands on. A handler sends a request and goes on; a rule that says no is turned into the same page with
/// the reason by <see cref="Hosting.RulesAndMissing"/>, which calls <see cref="Refill"/> first.
/// </summary>
public abstract class MarketPage : PageModel
{
    protected Text T => HttpContext.RequestServices.GetRequiredService<Text>();

    protected Task<TResult> Send<TResult>(IRequest<TResult> request) =>
        HttpContext.RequestServices.GetRequiredService<IMediator>().Send(request, HttpContext.RequestAborted);

    /// <summary>Loads what the page shows besides the form, before it is shown again with what was typed.</summary>
    public virtual Task Refill() => Task.CompletedTask;

    /// <summary>The same page again (422) with what was typed and why it was not taken.</summary>
    protected async Task<PageResult> Again()
    {
        await Refill();
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Shown once, on top of the next page that is this person's own.</summary>
    protected void Tell(string done) => TempData["Done"] = done;
}
