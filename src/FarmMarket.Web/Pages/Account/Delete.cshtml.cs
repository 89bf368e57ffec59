using FarmMarket.Accounts;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Account;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class DeleteModel : AccountPage
{
    [BindProperty]
    public string? CurrentPassword { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPost()
    {
        await Send(new DeleteAccount.Request(CurrentPassword ?? ""));
        await Session.End();
        Tell(T["账户注销了。谢谢您来过。"]);
        return Redirect("/sign-in");
    }
}
