using FarmMarket.Data;

namespace FarmMarket.Web.Hosting;

/// <summary>What the market's own addresses start with where they leave it: as configured, else as it was asked.</summary>
internal static class MarketSite
{
    /// <summary>Without a slash at the end.</summary>
    public static string Of(HttpContext context, MarketOptions market) =>
        market.PublicUrl?.TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host}";
}
