using FarmMarket.Accounts;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Accounts;

[EnableRateLimiting(RateLimits.Codes)]
public sealed class RegisterModel : SignInPage
{
    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    public void OnGet()
    {
    }

    public Task OnPostSend() => SendCode(CodePurpose.Register);

    public async Task<IActionResult> OnPost()
    {
        var user = await Send(new Register.Request(Contact ?? "", Code ?? "", Password ?? "", DisplayName, Language));
        await Session.Enter(user, remember: true);
        TempData["Done"] = T["账户开好了，欢迎。"].ToString();
        return GoOn();
    }
}
