using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Accounts;

public sealed class SignOutModel : SignInPage
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPost()
    {
        await Session.End();
        return LocalRedirect("/");
    }
}
