using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Web.Hosting;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FarmMarket.Web.Endpoints;

/// <summary>
/// POST /language: remembers the reader's language for a year, for messages too where someone is signed in, and goes back. It only sets a
/// preference, so it needs no token; a form of another site comes without the sign-in cookie.
/// </summary>
internal static class LanguageEndpoint
{
    public static void MapLanguage(this WebApplication app) =>
        app.MapPost("/language", async (HttpContext context, Actor actor, IMediator mediator) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var to = form["to"] == "en" ? "en" : "zh";
            Language.Remember(context.Response, to);
            if (actor.UserId is not null)
                await mediator.Send(new ChangeLanguage.Command(to), context.RequestAborted);
            string? back = form["back"];
            return Results.LocalRedirect(RedirectHttpResult.IsLocalUrl(back) ? back! : "/");
        }).DisableAntiforgery();
}
