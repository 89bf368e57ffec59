using FarmMarket.Shops;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>Where an invitation's link leads: who invites to what, and the button to join.</summary>
public sealed class JoinModel : MarketPage
{
    [FromRoute]
    public string Token { get; set; } = "";

    public ShowInvitation.Result Invitation { get; private set; } = null!;

    public async Task<IActionResult> OnGet()
    {
        await Refill();
        return Invitation.Slug is { } slug ? Redirect($"/seller/{slug}") : Page();
    }

    public async Task<IActionResult> OnPost()
    {
        var slug = await Send(new AcceptInvitation.Command(Token));
        Tell(T["欢迎加入！"]);
        return Redirect($"/seller/{slug}");
    }

    public override async Task Refill() => Invitation = await Send(new ShowInvitation.Query(Token));
}
