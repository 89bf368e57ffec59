using FarmMarket.Audit;
using FarmMarket.Catalog;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>One listing, to be taken down with a reason or given back.</summary>
public sealed class ListingModel : MarketPage
{
    [FromRoute]
    public string Slug { get; set; } = "";

    [BindProperty]
    public string? Reason { get; set; }

    public ReviewListing.Result Listing { get; private set; } = null!;
    public IReadOnlyList<ReadAuditTrail.Entry> History { get; private set; } = [];

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPostTakeDown()
    {
        await Send(new TakeDownListing.Command(Slug, Reason));
        Tell(T["已下架，店家会收到原因"]);
        return Redirect($"/admin/listings/{Slug}");
    }

    public async Task<IActionResult> OnPostPutBack()
    {
        await Send(new PutBackListing.Command(Slug));
        Tell(T["已放回给店家，由店家自己重新上架"]);
        return Redirect($"/admin/listings/{Slug}");
    }

    public override async Task Refill()
    {
        Listing = await Send(new ReviewListing.Query(Slug));
        History = (await Send(new ReadAuditTrail.Query(Subject: "listing:" + Slug))).Items.Where(entry => entry.Subject == "listing:" + Slug).ToList();
    }
}
