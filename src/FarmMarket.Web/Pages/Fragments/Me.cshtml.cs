using FarmMarket.Kernel;
using FarmMarket.Messaging;
using FarmMarket.Ordering;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Fragments;

/// <summary>What the frame of a public page can't know: who is looking, how much is in their cart and what they have not read.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MeModel(Actor actor) : MarketPage
{
    /// <summary>Null for a stranger.</summary>
    public string? DisplayName => actor.UserId is null ? null : User.Identity?.Name;
    public int InCart { get; private set; }

    public int Unread { get; private set; }

    public async Task OnGetAsync()
    {
        InCart = await Send(new CountCart.Query(CartCookie.Token(HttpContext)));
        if (actor.UserId is not null)
            Unread = await Send(new CountUnread.Query());
    }
}
