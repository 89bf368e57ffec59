using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Ordering;

/// <summary>The cart with today's prices and stock; each line is a form of its own, so that it works without JavaScript.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CartModel : MarketPage
{
    public ShowCart.View Cart { get; private set; } = null!;

    public Task OnGet() => Refill();

    public override async Task Refill() => Cart = await Send(new ShowCart.Query(CartCookie.Token(HttpContext)));

    public async Task<IActionResult> OnPostChange(long pack, int quantity)
    {
        await Send(new ChangeCartLine.Command(CartCookie.TokenOrNew(HttpContext), new(pack), quantity));
        return Redirect("/cart");
    }

    public async Task<IActionResult> OnPostDrop(long[] pack)
    {
        await Send(new DropFromCart.Command(CartCookie.Token(HttpContext), [.. pack.Select(id => new PackId(id))]));
        return Redirect("/cart");
    }
}
