using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Account;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class PasswordModel(Actor actor) : AccountPage
{
    [BindProperty]
    public string? CurrentPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPost()
    {
        await Send(new ChangePassword.Request(CurrentPassword ?? "", NewPassword ?? ""));
        await Session.Renew(actor.User);
        Tell(T["密码改好了，其他设备会退出登录。"]);
        return Redirect("/account/security");
    }
}
