using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Api;

/// <summary>
/// The JSON API v1: a route table over the same requests the pages send. Money in fen, weight in grams, times ISO 8601 UTC; things are
/// named by slugs and numbers as people see them, only packs by an id.
/// </summary>
internal static class MarketApi
{
    public const string Base = Prefix + "/v1";
    private const string Prefix = "/api";
    private const int LargestBody = 256 * 1024;

    public static void AddMarketApi(this IServiceCollection services)
    {
        services.AddApiDocument();
        services.Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(options => ApiJson.Configure(options.SerializerOptions));
        // What can't be read ends in ApiProblems, which says where it went wrong.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    public static bool Covers(HttpContext context) => context.Request.Path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase);

    public static void MapMarketApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        var api = app.MapGroup(Base).WithMetadata(new RequestSizeLimitAttribute(LargestBody)).DisableAntiforgery();
        api.MapAccounts();
        api.MapAddresses();
        api.MapListings();
        api.MapOrders();
        api.MapMoney();
        api.MapShopListings();
        api.MapShopOrders();
        api.MapShopMoney();
        api.MapOperatorMoney();
        api.MapCourses();
        api.MapQuestions();
        api.MapPhotos();
        api.MapRegions();
    }
}
