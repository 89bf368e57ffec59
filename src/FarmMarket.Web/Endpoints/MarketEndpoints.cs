namespace FarmMarket.Web.Endpoints;

/// <summary>What is neither a page nor API v1: forms of cached pages, fragments, media, feeds. One Map per file, listed here.</summary>
internal static class MarketEndpoints
{
    public static void MapMarketEndpoints(this WebApplication app)
    {
        app.MapCartLines();
        app.MapLanguage();
        app.MapSitemap();
        app.MapRegionChoices();
        app.MapMedia();
        app.MapCarrierWebhook();
        app.MapStripeWebhook();
        app.MapPhotos();
    }
}
