using FarmMarket.Accounts;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Accounts;

[EnableRateLimiting(RateLimits.Codes)]
public sealed class SignInWithCodeModel : SignInPage
{
    public void OnGet()
    {
    }

    public Task OnPostSend() => SendCode(CodePurpose.SignIn);

    public async Task<IActionResult> OnPost() => await Enter(await Send(new SignInWithCode.Request(Contact ?? "", Code ?? "")), remember: true);
}
