using FarmMarket.Kernel;
using FarmMarket.Payments;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Claims;

/// <summary>Claims for bad fruit: those that go on, or those that have ended.</summary>
public sealed class IndexModel : SellerPage
{
    [FromQuery]
    public bool Ended { get; set; }

    [FromQuery]
    public string? After { get; set; }

    public Slice<ListClaims.Row> Claims { get; private set; } = new([], null);

    /// <summary>What buyers see of it; null until the shop has been measured.</summary>
    public ShowShopQuality.Result? Quality { get; private set; }

    public async Task OnGet()
    {
        Claims = await Send(new ListClaims.OfShop(Shop, !Ended, After));
        Quality = await Send(new ShowShopQuality.Query(Bench.Id));
    }
}
