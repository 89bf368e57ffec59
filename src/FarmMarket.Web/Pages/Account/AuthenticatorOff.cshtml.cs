using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Account;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class AuthenticatorOffModel(Actor actor) : AccountPage
{
    [BindProperty]
    public string? CurrentPassword { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPost()
    {
        await Send(new StopAuthenticator.Request(CurrentPassword ?? ""));
        await Session.Renew(actor.User);
        Tell(T["两步验证关闭了。"]);
        return Redirect("/account/security");
    }
}
