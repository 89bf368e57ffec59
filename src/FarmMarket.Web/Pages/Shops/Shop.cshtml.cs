using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Shops;
using FarmMarket.Web.Components;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.OutputCaching;

namespace FarmMarket.Web.Pages.Shops;

/// <summary>A shop as buyers see it: who they are and what they sell.</summary>
[OutputCache(PolicyName = PublicPages.Shop)]
public sealed class ShopModel(TimeProvider clock) : PublicPage
{
    public ShowShop.Result Found { get; private set; } = null!;
    public ShopFacts Shop => Found.Shop;

    /// <summary>Null until the shop has been measured.</summary>
    public ShowShopQuality.Result? Quality { get; private set; }
    public string? After { get; private set; }
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync(string slug, string? after)
    {
        Found = await Send(new ShowShop.Query(slug, after));
        Quality = await Send(new ShowShopQuality.Query(Shop.Id));
        After = after;
        Today = Shanghai.Date(clock.GetUtcNow());
        Describe(Shop.Name.ToString(), Shop.Story.ToString(), after is null ? "/shops/" + Shop.Slug : null, Picture.Url(Shop.CoverKey, atMost: 960));
    }
}
