using FarmMarket.Ordering;
using FarmMarket.Payments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Ordering;

/// <summary>
/// Where the buyer comes back to from a gateway's page. It decides nothing: it asks the gateway, and looks again by itself for as long
/// as nothing is known, in case the gateway's own message is late.
/// </summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PayReturnModel : MarketPage
{
    public const int MostLooks = 10;
    private const int SecondsBetween = 3;

    [FromRoute]
    public string Number { get; set; } = "";

    /// <summary>How often this page has been looked at.</summary>
    [FromQuery]
    public int Looks { get; set; }

    public MyCheckout.Result Checkout { get; private set; } = null!;
    public bool LooksAgain => Checkout.CanBePaid && Looks < MostLooks;

    public async Task<IActionResult> OnGet()
    {
        if (Looks < MostLooks)
            await Send(new AskStripe.Request(Number));
        Checkout = await Send(new MyCheckout.Query(Number));
        if (Checkout.State == CheckoutState.Paid)
        {
            Tell(T["付款成功，店家会尽快为您装箱。"]);
            return Redirect(Checkout.Orders.Count == 1 ? "/orders/" + Checkout.Orders[0].Number : "/orders");
        }
        if (!Checkout.CanBePaid)
            return Redirect("/pay/" + Number);
        if (LooksAgain)
            Response.Headers["Refresh"] = $"{SecondsBetween}; url=/pay/{Number}/return?looks={Looks + 1}";
        return Page();
    }
}
