using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Orders;

/// <summary>Gives the buyer of an order some of the money back.</summary>
public sealed class RefundModel : SellerPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public RefundInput Input { get; set; } = new();

    public ShowRefundable.Result Money { get; private set; } = null!;

    protected override ShopRole Needs => ShopRole.Manager;

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPostRefund()
    {
        var amount = await Send(new RefundOrder.ByShop(Shop, Number, Input.Read(), Input.Note ?? "", Input.Key));
        Tell(T["{0} 正在退给买家", amount]);
        return Redirect($"/seller/{Shop}/orders/{Number}/refund");
    }

    public override async Task Refill() => Money = await Send(new ShowRefundable.ForShop(Shop, Number));
}
