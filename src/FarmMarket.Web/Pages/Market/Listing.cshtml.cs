using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Web.Components;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.OutputCaching;

namespace FarmMarket.Web.Pages.Market;

/// <summary>The page of one listing: photos, packs, where it comes from and who grew it.</summary>
[OutputCache(PolicyName = PublicPages.Listing)]
public sealed class ListingModel(TimeProvider clock) : PublicPage
{
    // Left escaped are only < > & and quotes, so that nothing in a title can end the script element.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public ShowListing.Result Listing { get; private set; } = null!;

    /// <summary>Null until the shop has been measured.</summary>
    public ShowShopQuality.Result? Quality { get; private set; }
    public DateOnly Today { get; private set; }

    /// <summary>Checked when the page opens: the first pack that can be had.</summary>
    public ShowListing.PackLine? First { get; private set; }
    public string StructuredData { get; private set; } = "";

    public string County => Regions.Find(Listing.CountyCode)?.Path.ToString() ?? "";

    public string? Variety => Produce.Variety(Listing.VarietyCode)?.Name.ToString() ?? Listing.VarietyName;

    public bool InSeason => Listing is { HarvestFrom: { } from, HarvestTo: { } to, PresaleShipBy: null } && from <= Today && Today <= to;

    public async Task OnGetAsync(string slug)
    {
        Listing = await Send(new ShowListing.Query(slug));
        Quality = await Send(new ShowShopQuality.Query(Listing.Shop.Id));
        Today = Shanghai.Date(clock.GetUtcNow());
        First = Listing.Pools.SelectMany(pool => pool.Packs).FirstOrDefault(pack => pack.Left > 0);

        var picture = Picture.Url(Listing.Photos is [var cover, ..] ? cover.Key : null, atMost: 960);
        Describe(Listing.Title.ToString(), Listing.Description.ToString(), "/market/" + Listing.Slug, picture);
        StructuredData = Product(picture).ToJsonString(Json);
    }

    /// <summary>schema.org, for search engines.</summary>
    private JsonObject Product(string? picture)
    {
        var origin = $"{Request.Scheme}://{Request.Host}";
        var offers = new JsonArray();
        foreach (var pack in Listing.Pools.SelectMany(pool => pool.Packs))
        {
            offers.Add(new JsonObject
            {
                ["@type"] = "Offer",
                ["name"] = pack.Name.ToString(),
                ["price"] = (pack.Price.Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture),
                ["priceCurrency"] = "CNY",
                ["availability"] = "https://schema.org/" + (pack.Left == 0 || !Listing.CanBeBought ? "OutOfStock" : Listing.PresaleShipBy is null ? "InStock" : "PreOrder"),
                ["url"] = origin + "/market/" + Listing.Slug,
                ["seller"] = new JsonObject { ["@type"] = "Organization", ["name"] = Listing.Shop.Name.ToString(), ["url"] = origin + "/shops/" + Listing.Shop.Slug },
            });
        }
        var product = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Product",
            ["name"] = Listing.Title.ToString(),
            ["description"] = Listing.Description.ToString(),
            ["category"] = Produce.Category(Listing.CategoryCode)?.Name.ToString(),
            ["offers"] = offers,
        };
        if (picture is not null)
            product["image"] = origin + picture;
        return product;
    }
}
