using FarmMarket.Web.Hosting;

namespace FarmMarket.Web.Endpoints;

/// <summary>POST /language: remembers the reader's language for a year and goes back. It only sets a preference, so it needs no token.</summary>
internal static class LanguageEndpoint
{
    public static void MapLanguage(this WebApplication app) =>
        app.MapPost("/language", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var to = form["to"] == "en" ? "en" : "zh";
            context.Response.Cookies.Append(Language.Cookie, to, new()
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
                Path = "/",
            });
            string? back = form["back"];
            return Results.LocalRedirect(IsLocal(back) ? back! : "/");
        }).DisableAntiforgery();

    private static bool IsLocal(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal);
}
