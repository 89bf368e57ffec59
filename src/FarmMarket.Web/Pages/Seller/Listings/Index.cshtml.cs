using FarmMarket.Catalog;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Listings;

/// <summary>All listings of a shop: find one, put many on sale or pause them, copy one.</summary>
public sealed class IndexModel : SellerPage
{
    [FromQuery(Name = "status")]
    public ListingStatus? Status { get; set; }

    [FromQuery(Name = "q")]
    public string? Search { get; set; }

    [FromQuery(Name = "soldOut")]
    public bool SoldOut { get; set; }

    [FromQuery(Name = "after")]
    public string? After { get; set; }

    public SellerListings.Result Found { get; private set; } = null!;
    public bool MayEdit => Bench.Role >= ShopRole.Manager;
    public bool IsFiltered => Status is not null || SoldOut || !string.IsNullOrWhiteSpace(Search);

    public Task OnGetAsync() => Refill();

    public override async Task Refill() => Found = await Send(new SellerListings.Query(Shop, Status, Search, SoldOut, After));

    public async Task<IActionResult> OnPostAsync(string act, List<string> listing)
    {
        if (act.StartsWith("copy:", StringComparison.Ordinal))
        {
            var copy = await Send(new DuplicateListing.Command(Shop, act["copy:".Length..]));
            Tell(T["复制好了，改一改就能上架"]);
            return LocalRedirect($"/seller/{Shop}/listings/{copy}");
        }
        await Send(new ChangeListingStatus.Command(Shop, listing, OnSale: act == "publish"));
        Tell(act == "publish" ? T["上架了 {0} 个商品", listing.Count] : T["暂停了 {0} 个商品", listing.Count]);
        return LocalRedirect(Address(Status));
    }

    public string Address(ListingStatus? status, string? after = null, bool? soldOut = null)
    {
        var query = new QueryBuilder();
        if (status is { } one)
            query.Add("status", one.ToString());
        if (!string.IsNullOrWhiteSpace(Search))
            query.Add("q", Search);
        if (soldOut ?? (SoldOut && status == Status))
            query.Add("soldOut", "true");
        if (after is not null)
            query.Add("after", after);
        return $"/seller/{Shop}/listings{query.ToQueryString()}";
    }
}
