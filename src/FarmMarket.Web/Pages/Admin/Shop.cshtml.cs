using FarmMarket.Audit;
using FarmMarket.Catalog;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>One shop with all it wrote, to be approved, sent back, suspended or opened again.</summary>
public sealed class ShopModel : MarketPage
{
    public const int ListingsShown = 8;

    [FromRoute]
    public string Slug { get; set; } = "";

    [BindProperty]
    public string? Reason { get; set; }

    public ReviewShop.Result Review { get; private set; } = null!;
    public FreightTerms? Freight { get; private set; }
    public IReadOnlyList<ListListings.Entry> Listings { get; private set; } = [];
    public IReadOnlyList<ReadAuditTrail.Entry> History { get; private set; } = [];

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPostApprove()
    {
        await Send(new ApproveShop.Command(Slug));
        return Done(T["店铺已开张"]);
    }

    public async Task<IActionResult> OnPostSendBack()
    {
        await Send(new SendBackShop.Command(Slug, Reason));
        return Done(T["已退回，店主会收到原因"]);
    }

    public async Task<IActionResult> OnPostSuspend()
    {
        await Send(new SuspendShop.Command(Slug, Reason));
        return Done(T["店铺已停业"]);
    }

    public override async Task Refill()
    {
        Review = await Send(new ReviewShop.Query(Slug));
        Freight = await Send(new ReviewFreight.Query(Review.Shop.Id));
        Listings = (await Send(new ListListings.Query(Shop: Slug))).Items;
        History = (await Send(new ReadAuditTrail.Query(Subject: "shop:" + Slug))).Items.Where(entry => entry.Subject == "shop:" + Slug).ToList();
    }

    private RedirectResult Done(string words)
    {
        Tell(words);
        return Redirect($"/admin/shops/{Slug}");
    }
}
