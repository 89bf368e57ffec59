using FarmMarket.Catalog;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>All listings, by state, shop and title.</summary>
public sealed class ListingsModel : MarketPage
{
    [BindProperty(SupportsGet = true)]
    public ListingStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Shop { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Slice<ListListings.Entry> Listings { get; private set; } = new([], null);
    public IReadOnlyDictionary<ListingStatus, int> Counts { get; private set; } = new Dictionary<ListingStatus, int>();

    public async Task OnGet()
    {
        Counts = await Send(new CountListings.Query());
        Listings = await Send(new ListListings.Query(Status, Q, Shop, After));
    }

    public string At(ListingStatus? status, string? after = null) => "/admin/listings" + Microsoft.AspNetCore.Http.QueryString.Create(
        new Dictionary<string, string?> { ["status"] = status?.ToString(), ["q"] = Q, ["shop"] = Shop, ["after"] = after }.Where(pair => !string.IsNullOrEmpty(pair.Value)));
}
