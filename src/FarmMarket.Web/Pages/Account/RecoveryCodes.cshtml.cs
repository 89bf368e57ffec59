using FarmMarket.Accounts;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Account;

[EnableRateLimiting(RateLimits.SignIn)]
public sealed class RecoveryCodesModel : AccountPage
{
    [BindProperty]
    public string? CurrentPassword { get; set; }

    public IReadOnlyList<string> Codes { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task OnPost() => Codes = await Send(new NewRecoveryCodes.Request(CurrentPassword ?? ""));
}
