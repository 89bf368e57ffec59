using FarmMarket.Data;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Pages.Ordering;

/// <summary>Where a checkout is paid. The demo gateway lives on this page: pay, be declined, or walk away.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PayModel(IOptions<MarketOptions> market, IOptions<BankTransferOptions> bank) : MarketPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    public MyCheckout.Result Checkout { get; private set; } = null!;

    public bool Demo => market.Value.Demo;
    public bool BankTransfer => bank.Value.IsOffered;

    /// <summary>The one order, or the list when several were placed together.</summary>
    public string Onward => Checkout.Orders.Count == 1 ? "/orders/" + Checkout.Orders[0].Number : "/orders";

    public async Task<IActionResult> OnGet()
    {
        await Refill();
        return Checkout.State == CheckoutState.Paid ? Redirect(Onward) : Page();
    }

    public async Task<IActionResult> OnPost()
    {
        await Send(new PayInDemo.Command(Number));
        await Refill();
        TempData["Done"] = T["付款成功，店家会尽快为您装箱。"];
        return Redirect(Onward);
    }

    public async Task<IActionResult> OnPostDecline()
    {
        var answer = await Send(new PayInDemo.Command(Number, Decline: true));
        await Refill();
        if (answer.State == CheckoutState.Paid)
            return Redirect(Onward);
        TempData["Problem"] = T["银行拒绝了这次付款，可以再试一次。"];
        return Redirect("/pay/" + Number);
    }

    public override async Task Refill() => Checkout = await Send(new MyCheckout.Query(Number));
}
