using FarmMarket.Kernel;
using FarmMarket.Shops;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>All shops, by state and name.</summary>
public sealed class ShopsModel : MarketPage
{
    [BindProperty(SupportsGet = true)]
    public ShopStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Slice<ListShops.Entry> Shops { get; private set; } = new([], null);
    public IReadOnlyDictionary<ShopStatus, int> Counts { get; private set; } = new Dictionary<ShopStatus, int>();

    public async Task OnGet()
    {
        Counts = await Send(new CountShops.Query());
        Shops = await Send(new ListShops.Query(Status, Q, After));
    }

    public string At(ShopStatus? status, string? after = null) => "/admin/shops" + Microsoft.AspNetCore.Http.QueryString.Create(
        new Dictionary<string, string?> { ["status"] = status?.ToString(), ["q"] = Q, ["after"] = after }.Where(pair => !string.IsNullOrEmpty(pair.Value)));
}
