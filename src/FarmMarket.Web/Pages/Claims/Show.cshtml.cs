using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Claims;

/// <summary>One of the buyer's own claims, and what they can say now.</summary>
[Authorize]
public sealed class ShowModel : MarketPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public ShowClaim.Result Claim { get; private set; } = null!;

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPost(BuyerReply reply)
    {
        var amount = reply == BuyerReply.Counter ? RefundInput.Yuan(Amount) : Money.Zero;
        await Send(new ReplyToClaim.Command(Number, reply, amount, Words));
        return Redirect("/claims/" + Number);
    }

    public override async Task Refill() => Claim = await Send(new ShowClaim.Mine(Number));
}
