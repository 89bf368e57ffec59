using FarmMarket.Accounts;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Accounts;

[EnableRateLimiting(RateLimits.Codes)]
public sealed class ResetPasswordModel : SignInPage
{
    [BindProperty]
    public string? Password { get; set; }

    public void OnGet()
    {
    }

    public Task OnPostSend() => SendCode(CodePurpose.ResetPassword);

    public async Task<IActionResult> OnPost()
    {
        await Send(new ResetPassword.Request(Contact ?? "", Code ?? "", Password ?? ""));
        // Not signed in by it: with the second step on, the new password alone must not be enough.
        TempData["Done"] = T["密码改好了，请用新密码登录。"].ToString();
        return RedirectToPage("/Accounts/SignIn", new { back = Back });
    }
}
