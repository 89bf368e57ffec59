using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.OutputCaching;

namespace FarmMarket.Web.Pages.Shops;

/// <summary>The people who grow it: all shops, or those of one county.</summary>
[OutputCache(PolicyName = PublicPages.Market)]
public sealed class IndexModel : PublicPage
{
    public Slice<BrowseShops.Result> Shops { get; private set; } = null!;
    public Region? County { get; private set; }
    public string? After { get; private set; }

    public async Task OnGetAsync(string? county, string? after)
    {
        County = Regions.FindCounty(county);
        After = after;
        Shops = await Send(new BrowseShops.Query(County?.Code, after));
        ViewData["Category"] = "shops";
        var title = County is null ? T["店铺"] : T["{0}的店铺", County.Name.ToString()];
        Describe(title, T["百色的果农、合作社和作坊：他们是谁，地在哪里，在卖什么。"], after is null ? Address(County?.Code, null) : null);
    }

    public static string Address(string? county, string? after) =>
        "/shops" + QueryString.Create(new Dictionary<string, string?> { ["county"] = county, ["after"] = after }.Where(pair => pair.Value is not null));
}
