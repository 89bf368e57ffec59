using FarmMarket.Catalog;
using FarmMarket.Ordering;
using FarmMarket.Shops;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>The first page of a shop's back room: what is to be done today, or until the shop opens.</summary>
public sealed class TodayModel : SellerPage
{
    /// <summary>Orders on this page; the board has them all.</summary>
    private const int MostUrgent = 5;

    public ShowDesk.Result Desk { get; private set; } = null!;

    /// <summary>Null until the shop has opened.</summary>
    public ShopOrders.Result? Orders { get; private set; }

    public int OnSale { get; private set; }

    /// <summary>A shop that had opened once has orders to send, whatever has become of it since.</summary>
    private bool HasOpened => Desk.Status is ShopStatus.Open or ShopStatus.Suspended;

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPostHandIn()
    {
        await Send(new HandInShop.Command(Shop));
        Tell(T["已经提交。平台看过就开张，一般一天之内。"]);
        return Redirect($"/seller/{Shop}");
    }

    public override async Task Refill()
    {
        Desk = await Send(new ShowDesk.Query(Shop));
        if (!HasOpened)
            return;
        Orders = await Send(new ShopOrders.Query(Shop, Size: MostUrgent));
        OnSale = (await Send(new SellerListings.Query(Shop))).Counts.GetValueOrDefault(ListingStatus.OnSale);
    }
}
