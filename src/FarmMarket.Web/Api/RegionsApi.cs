using Microsoft.AspNetCore.Http.HttpResults;
using NotFound = FarmMarket.Kernel.NotFound;
using Tree = FarmMarket.Kernel.Regions;

namespace FarmMarket.Web.Api;

internal static class RegionsApi
{
    /// <param name="Code">Two digits for a province, four for a city, six for a county.</param>
    internal sealed record Region(string Code, BothTexts Name);

    public static void MapRegions(this IEndpointRouteBuilder api) =>
        api.MapGet("/regions", List).Chapter("参考资料")
            .Says("listRegions", "各个省，或一个省、市的下一级。一年最多变一次。").Refuses(404);

    /// <param name="parent">Code of a province or city; left out for the provinces.</param>
    private static Ok<IReadOnlyList<Region>> List(HttpContext context, string? parent)
    {
        var regions = string.IsNullOrEmpty(parent) ? Tree.Provinces : Tree.Find(parent)?.Children ?? throw new NotFound();
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Ok<IReadOnlyList<Region>>([.. regions.Select(region => new Region(region.Code, BothTexts.Of(region.Name)))]);
    }
}
