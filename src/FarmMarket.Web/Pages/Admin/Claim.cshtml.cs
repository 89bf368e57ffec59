using FarmMarket.Payments;
using FarmMarket.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>Both sides of a claim, and the platform's last word.</summary>
public sealed class ClaimModel : MarketPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public ShowClaim.Result Claim { get; private set; } = null!;

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPost()
    {
        await Send(new DecideClaim.Command(Number, RefundInput.Yuan(Amount), Words));
        Tell(T["裁决已经告诉双方"]);
        return Redirect("/admin/claims/" + Number);
    }

    public override async Task Refill() => Claim = await Send(new ShowClaim.ForOperator(Number));
}
