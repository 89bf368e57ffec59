using FarmMarket.Payments;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>The books: every account, and what the last look through all entries found.</summary>
public sealed class MoneyModel : MarketPage
{
    public ShowTrialBalance.Result Trial { get; private set; } = null!;

    public async Task OnGet() => Trial = await Send(new ShowTrialBalance.Query());

    public async Task<IActionResult> OnPostCheck()
    {
        await Send(new CheckLedger.Command());
        Tell(T["正在把每一笔账重新加一遍，过一会儿刷新看结果"]);
        return Redirect("/admin/money");
    }
}
