namespace FarmMarket.Web.Hosting;

/// <summary>
/// Lets a post through only when a page of this site sent it. For forms of public pages, which are kept for everyone and so can't carry an
/// anti-forgery token: browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin, and pages can forge neither.
/// </summary>
internal sealed class OwnPagesOnly : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        IsOwn(invocation.HttpContext.Request) ? await next(invocation) : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0 ? site == "same-origin" : request.Headers.Origin == $"{request.Scheme}://{request.Host}";
    }
}
