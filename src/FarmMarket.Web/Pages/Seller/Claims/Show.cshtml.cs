using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Claims;

/// <summary>One claim, and the shop's word about it.</summary>
public sealed class ShowModel : SellerPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public ShowClaim.Result Claim { get; private set; } = null!;

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPost(ShopAnswer answer)
    {
        var amount = answer == ShopAnswer.Offer ? RefundInput.Yuan(Amount) : Money.Zero;
        await Send(new AnswerClaim.Command(Shop, Number, answer, amount, Words));
        Tell(T["已回复买家"]);
        return Redirect($"/seller/{Shop}/claims/{Number}");
    }

    public override async Task Refill() => Claim = await Send(new ShowClaim.OfShop(Shop, Number));
}
