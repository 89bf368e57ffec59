using FarmMarket.Kernel;

namespace FarmMarket.Web.Endpoints;

/// <summary>GET /regions?parent=45: the next level for the selects of an address form, in the reader's language.</summary>
internal static class RegionsEndpoint
{
    private sealed record Choice(string Code, string Name);

    public static void MapRegionChoices(this WebApplication app) =>
        app.MapGet("/regions", (string? parent, HttpContext context) =>
        {
            if (Regions.Find(parent) is not { } region)
                return Results.NotFound();
            context.Response.Headers.CacheControl = "private, max-age=3600";
            context.Response.Headers.Vary = "Accept-Language, Cookie";
            return Results.Json(region.Children.Select(child => new Choice(child.Code, child.Name.ToString())).ToList());
        });
}
