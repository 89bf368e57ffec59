using FarmMarket.Ordering;
using FarmMarket.Payments;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Orders;

/// <summary>One of the buyer's own orders: where it is, and what the buyer may do with it now.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OrderModel : MarketPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public string? OtherReason { get; set; }

    public MyOrder.Result Order { get; private set; } = null!;
    public IReadOnlyList<MyRefunds.Row> Refunds { get; private set; } = [];

    /// <summary>What may be claimed for, or was; empty before it has arrived.</summary>
    public IReadOnlyList<ShowClaimable.Line> Claimable { get; private set; } = [];

    public Task OnGet() => Refill();

    public override async Task Refill()
    {
        Order = await Send(new MyOrder.Query(Number));
        Refunds = await Send(new MyRefunds.Query(Number));
        if (Order.State is OrderState.Delivered or OrderState.Completed)
            Claimable = await Send(new ShowClaimable.Query(Number));
    }

    public async Task<IActionResult> OnPostReceipt()
    {
        await Send(new ConfirmReceipt.Command(Number));
        TempData["Done"] = T["谢谢！订单已完成。"];
        return Redirect("/orders/" + Number);
    }

    public async Task<IActionResult> OnPostCancel()
    {
        await Send(new CancelOrder.Command(Number, string.IsNullOrWhiteSpace(OtherReason) ? Reason : OtherReason));
        TempData["Done"] = T["订单已取消。"];
        return Redirect("/orders/" + Number);
    }

    public async Task<IActionResult> OnPostAgain()
    {
        var again = await Send(new Reorder.Command(Number));
        if (again.Added > 0)
            TempData["Done"] = T["{0} 种商品已放进购物车。", again.Added];
        if (again.Missing.Count > 0)
            TempData["Problem"] = string.Join(' ', again.Missing.Select(line => $"{line.Title} {line.PackName}: {T[line.Why]}"));
        return Redirect("/cart");
    }
}
