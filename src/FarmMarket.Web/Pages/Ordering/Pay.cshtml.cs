using FarmMarket.Data;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Pages.Ordering;

/// <summary>Where a checkout is paid. The demo gateway lives on this page: pay, be declined, or walk away.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PayModel(IOptions<MarketOptions> market, IOptions<BankTransferOptions> bank, IOptions<StripeOptions> stripe) : MarketPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    public MyCheckout.Result Checkout { get; private set; } = null!;

    /// <summary>Payments that came when there was nothing left to pay.</summary>
    public IReadOnlyList<MyRefunds.Row> Returned { get; private set; } = [];

    public bool Demo => market.Value.Demo;
    public bool BankTransfer => bank.Value.IsOffered;
    public bool Stripe => stripe.Value.IsOffered;

    /// <summary>Stripe's page, once it was asked for: the browser goes on there by itself.</summary>
    public string? LeadsTo { get; private set; }

    /// <summary>The one order, or the list when several were placed together.</summary>
    public string Onward => Checkout.Orders.Count == 1 ? "/orders/" + Checkout.Orders[0].Number : "/orders";

    public async Task<IActionResult> OnGet()
    {
        await Refill();
        return Checkout.State == CheckoutState.Paid && Returned.Count == 0 ? Redirect(Onward) : Page();
    }

    public async Task<IActionResult> OnPost()
    {
        await Send(new PayInDemo.Command(Number));
        await Refill();
        TempData["Done"] = T["付款成功，店家会尽快为您装箱。"];
        return Redirect(Onward);
    }

    /// <summary>No redirect: our content security policy lets no form lead away from the market.</summary>
    public async Task OnPostStripe()
    {
        LeadsTo = (await Send(new StartStripeSession.Request(Number, MarketSite.Of(HttpContext, market.Value)))).Url;
        Response.Headers["Refresh"] = "0; url=" + LeadsTo;
        await Refill();
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

    public override async Task Refill()
    {
        Checkout = await Send(new MyCheckout.Query(Number));
        Returned = await Send(new MyRefunds.OfCheckout(Number));
    }
}
