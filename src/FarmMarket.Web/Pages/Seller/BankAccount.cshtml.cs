using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>Where the shop is paid, and what it was paid.</summary>
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class BankAccountModel(IOptions<StripeOptions> stripe) : SellerPage
{
    public bool OffersStripe => stripe.Value.IsOffered;

    [BindProperty]
    public string? Holder { get; set; }

    [BindProperty]
    public string? Bank { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    /// <summary>acct_…; empty for the bank.</summary>
    [BindProperty]
    public string? StripeAccount { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public ShowBankAccount.Result? Account { get; private set; }
    public IReadOnlyList<ShopSettlements.Row> Settlements { get; private set; } = [];

    protected override ShopRole Needs => ShopRole.Owner;

    public async Task OnGet()
    {
        await Refill();
        (Holder, Bank, StripeAccount) = (Account?.Holder, Account?.Bank, Account?.StripeAccount);
    }

    public async Task<IActionResult> OnPost()
    {
        await Send(new ChangeBankAccount.Request(Shop, Holder ?? "", Bank ?? "", Number ?? "", Code ?? "", StripeAccount?.Trim()));
        Tell(T["收款账户已保存，下一批货款就打到这里"]);
        return Redirect($"/seller/{Shop}/bank-account");
    }

    public override async Task Refill()
    {
        Account = await Send(new ShowBankAccount.Query(Shop));
        Settlements = (await Send(new ShopSettlements.Query(Shop))).Items;
    }
}
