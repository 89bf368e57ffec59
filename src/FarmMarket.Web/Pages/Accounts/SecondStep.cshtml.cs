using FarmMarket.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Accounts;

public sealed class SecondStepModel : SignInPage
{
    public async Task<IActionResult> OnGet() => await Session.AwaitingSecondStep() is null ? ToTheFirst() : Page();

    public async Task<IActionResult> OnPost()
    {
        if (await Session.AwaitingSecondStep() is not var (user, remember))
            return ToTheFirst();
        await Send(new SecondStep.Request(user, Code ?? ""));
        await Session.Enter(user, remember);
        return GoOn();
    }

    /// <summary>Nobody has taken the first step, or too long ago.</summary>
    private RedirectToPageResult ToTheFirst() => RedirectToPage("/Accounts/SignIn", new { back = Back });
}
