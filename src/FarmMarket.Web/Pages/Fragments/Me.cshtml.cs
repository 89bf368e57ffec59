using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Fragments;

/// <summary>What the frame of a public page can't know: who is looking, and how much is in their cart.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MeModel(Actor actor) : MarketPage
{
    /// <summary>Null for a stranger.</summary>
    public string? DisplayName => actor.UserId is null ? null : User.Identity?.Name;
    public int InCart { get; private set; }

    public async Task OnGetAsync() => InCart = await Send(new CountCart.Query(CartCookie.Token(HttpContext)));
}
