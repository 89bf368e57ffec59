using FarmMarket.Shops;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>The shops a person works in.</summary>
public sealed class IndexModel : MarketPage
{
    public IReadOnlyList<MyShops.Entry> Shops { get; private set; } = [];

    public async Task OnGet() => Shops = await Send(new MyShops.Query());
}
