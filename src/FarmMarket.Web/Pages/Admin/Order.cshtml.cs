using FarmMarket.Payments;
using FarmMarket.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>The money of one order: every entry of it, and a way to give some back.</summary>
public sealed class OrderModel : MarketPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public RefundInput Input { get; set; } = new();

    public ShowRefundable.Result Money { get; private set; } = null!;
    public IReadOnlyList<ShowOrderLedger.Transaction> Ledger { get; private set; } = [];

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPostRefund()
    {
        var amount = await Send(new RefundOrder.ByOperator(Number, Input.Read(), Input.Note ?? "", Input.Key));
        Tell(T["{0} 正在退给买家", amount]);
        return Redirect("/admin/orders/" + Number);
    }

    public override async Task Refill()
    {
        Money = await Send(new ShowRefundable.ForOperator(Number));
        Ledger = await Send(new ShowOrderLedger.Query(Number));
    }
}
