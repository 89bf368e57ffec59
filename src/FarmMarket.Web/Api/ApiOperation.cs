using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;

namespace FarmMarket.Web.Api;

/// <summary>An operation of the API as its route tells it; what people read is always what the server does.</summary>
/// <param name="Chapter">A text key, as is <paramref name="Sentence"/>.</param>
/// <param name="Path">Below <see cref="MarketApi.Base"/>.</param>
/// <param name="Token">Needs a bearer token.</param>
/// <param name="Key">Takes an Idempotency-Key.</param>
internal sealed partial record ApiOperation(string Chapter, string Method, string Path, string Sentence, bool Token, bool Key)
{
    /// <summary>Of {line:int} in a route, what only the router needs.</summary>
    [GeneratedRegex(@":\w+(?=\})")]
    private static partial Regex Constraint();

    public static IEnumerable<ApiOperation> All(EndpointDataSource endpoints) =>
        from route in endpoints.Endpoints.OfType<RouteEndpoint>()
        let sentence = route.Metadata.GetMetadata<ApiSentence>()
        where sentence is not null
        select new ApiOperation(
            route.Metadata.GetRequiredMetadata<ApiChapter>().Zh,
            route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Single(),
            Constraint().Replace(route.RoutePattern.RawText![MarketApi.Base.Length..].TrimEnd('/'), ""),
            sentence.Zh,
            route.Metadata.GetMetadata<IAuthorizeData>() is not null,
            route.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().Any(parameter => parameter.ParameterInfo.GetCustomAttribute<IdempotencyKeyAttribute>() is not null));
}
