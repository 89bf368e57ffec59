using FarmMarket.Ordering;
using FarmMarket.Shipping;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Orders;

/// <summary>One order: pack it, send it, see where it is, or cancel it.</summary>
public sealed class OrderModel : ShipPage
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? OtherReason { get; set; }

    public override Task Refill() => Load(Number);

    public Task OnGetAsync()
    {
        Begin();
        return Refill();
    }

    public async Task<IActionResult> OnPostPackAsync()
    {
        await Send(new StartPacking.Command(Shop, [Number]));
        Tell(T["开始装箱了，买家会收到通知"]);
        return Redirect(Path);
    }

    public async Task<IActionResult> OnPostShipAsync()
    {
        var sent = await Ship();
        Tell(sent.Carrier == Carriers.PickupCode ? T["已交给买家"] : T["已发货：{0} {1}", Carriers.NameOf(sent.Carrier), sent.Waybill]);
        return Redirect(Path);
    }

    public async Task<IActionResult> OnPostCancelAsync()
    {
        await Send(new CancelOrderByShop.Command(Shop, Number, string.IsNullOrWhiteSpace(OtherReason) ? Reason ?? "" : OtherReason));
        Tell(T["订单已取消，钱会退给买家"]);
        return Redirect(Path);
    }

    private string Path => $"/seller/{Shop}/orders/{Number}";
}
