using FarmMarket.Catalog;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>Whether stock adds up, right now.</summary>
public sealed class StockModel : MarketPage
{
    public ReconcileStock.Result Found { get; private set; } = null!;

    public async Task OnGet() => Found = await Send(new ReconcileStock.Query());
}
