using System.Globalization;
using System.Xml.Linq;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Web.Hosting;
using MediatR;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Endpoints;

/// <summary>/robots.txt, /sitemap.xml and the files it names: what of the market search engines should know.</summary>
internal static class SitemapEndpoint
{
    private static readonly XNamespace Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly string[] Private = ["/account", "/admin", "/cart", "/checkout", "/orders", "/seller", "/fragments", "/api"];

    public static void MapSitemap(this WebApplication app)
    {
        var group = app.MapGroup("").ExcludeFromDescription().CacheOutput(kept => kept.Expire(TimeSpan.FromMinutes(10)).SetVaryByHost(true));
        group.MapGet("/robots.txt", (HttpContext context, IOptions<MarketOptions> market) =>
            Results.Text(string.Concat(["User-agent: *\n", .. Private.Select(path => $"Disallow: {path}\n"), $"Sitemap: {MarketSite.Of(context, market.Value)}/sitemap.xml\n"])));
        group.MapGet("/sitemap.xml", Index);
        group.MapGet("/sitemap/shops.xml", Shops);
        group.MapGet("/sitemap/listings-{range:int:min(0)}.xml", Listings);
    }

    private static async Task<IResult> Index(HttpContext context, IMediator mediator, IOptions<MarketOptions> market)
    {
        var ranges = await mediator.Send(new PublicAddresses.Ranges(), context.RequestAborted);
        var files = Enumerable.Range(0, ranges).Select(range => string.Create(CultureInfo.InvariantCulture, $"/sitemap/listings-{range}.xml")).Prepend("/sitemap/shops.xml");
        return Xml(new(Namespace + "sitemapindex", files.Select(file => new XElement(Namespace + "sitemap", new XElement(Namespace + "loc", MarketSite.Of(context, market.Value) + file)))));
    }

    private static async Task<IResult> Shops(HttpContext context, IMediator mediator, IOptions<MarketOptions> market) =>
        Addresses(MarketSite.Of(context, market.Value) + "/shops/", await mediator.Send(new PublicAddresses.Shops(), context.RequestAborted));

    private static async Task<IResult> Listings(HttpContext context, IMediator mediator, IOptions<MarketOptions> market, int range) =>
        Addresses(MarketSite.Of(context, market.Value) + "/market/", await mediator.Send(new PublicAddresses.Listings(range), context.RequestAborted));

    private static IResult Addresses(string under, IReadOnlyList<PublicAddresses.Entry> entries) =>
        Xml(new(Namespace + "urlset", entries.Select(entry => new XElement(
            Namespace + "url",
            new XElement(Namespace + "loc", under + entry.Slug),
            entry.UpdatedAt is { } at ? new XElement(Namespace + "lastmod", at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null))));

    private static IResult Xml(XElement root) =>
        Results.Text("""<?xml version="1.0" encoding="utf-8"?>""" + root.ToString(SaveOptions.DisableFormatting), "application/xml; charset=utf-8");

}
