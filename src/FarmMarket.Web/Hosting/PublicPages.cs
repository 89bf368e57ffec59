using FarmMarket.Data;
using FarmMarket.Search;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;

namespace FarmMarket.Web.Hosting;

/// <summary>
/// The pages that are the same for everyone and so are kept, compressed, in this node's memory. Put [OutputCache(PolicyName = …)] on the
/// page model. A kept page goes out of use the moment its <see cref="PageStamps"/> move, a third of a second after a change; it must show
/// nothing personal, no anti-forgery token, and heed no other parameters than those of its policy.
/// </summary>
internal static class PublicPages
{
    /// <summary>Lists of listings: the market, the home page, the shops.</summary>
    public const string Market = "market";

    /// <summary>One listing, by the route value <c>slug</c>.</summary>
    public const string Listing = "listing";

    /// <summary>One shop, by the route value <c>slug</c>.</summary>
    public const string Shop = "shop";

    public static void AddPublicPages(this IServiceCollection services, MarketOptions market) => services.AddOutputCache(cache =>
    {
        cache.SizeLimit = 48 * 1024 * 1024;
        cache.MaximumBodySize = 512 * 1024;
        cache.AddPolicy(Market, new Kept(market, [.. MarketAddress.Parameters], (stamps, _) => stamps.Market));
        cache.AddPolicy(Listing, new Kept(market, [], (stamps, slug) => stamps.Listing(slug)));
        cache.AddPolicy(Shop, new Kept(market, ["after"], (stamps, slug) => stamps.Shop(slug)));
    });

    private sealed class Kept(MarketOptions market, string[] parameters, Func<PageStamps, string, long> stamp) : IOutputCachePolicy
    {
        // Days turn without a change: what is in season, a holiday that ends.
        private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var request = context.HttpContext.Request;
            if (!market.KeepPages || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || request.Query.Keys.Any(IsUnknown))
            {
                context.EnableOutputCaching = false;
                return ValueTask.CompletedTask;
            }
            var slug = context.HttpContext.GetRouteValue("slug") as string ?? "";
            var stamps = context.HttpContext.RequestServices.GetRequiredService<PageStamps>();
            context.EnableOutputCaching = true;
            context.AllowCacheLookup = true;
            context.AllowCacheStorage = true;
            context.AllowLocking = true;
            context.ResponseExpirationTimeSpan = Longest;
            context.CacheVaryByRules.QueryKeys = parameters;
            context.CacheVaryByRules.VaryByValues["language"] = Text.InEnglish ? "en" : "zh";
            context.CacheVaryByRules.VaryByValues["encoding"] = Encoding(request.Headers.AcceptEncoding);
            context.CacheVaryByRules.VaryByValues["part"] = request.Headers.ContainsKey("HX-Request") ? "part" : "page";
            context.CacheVaryByRules.VaryByValues["stamp"] = stamp(stamps, slug).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var response = context.HttpContext.Response;
            if (response.StatusCode != StatusCodes.Status200OK || !StringValues.IsNullOrEmpty(response.Headers.SetCookie))
                context.AllowCacheStorage = false;
            return ValueTask.CompletedTask;
        }

        // A page repeats its own address in places, so one asked for with somebody's extra parameters isn't kept for others.
        private bool IsUnknown(string parameter) => parameter != "lang" && !parameters.Contains(parameter);

        private static string Encoding(StringValues accepted)
        {
            var text = accepted.ToString();
            return text.Contains("br", StringComparison.Ordinal) ? "br" : text.Contains("gzip", StringComparison.Ordinal) ? "gzip" : "";
        }
    }
}
