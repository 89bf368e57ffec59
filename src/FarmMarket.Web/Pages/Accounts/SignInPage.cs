using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Web.Hosting;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Pages.Accounts;

/// <summary>What the pages before the door have in common: where to go on to, and codes.</summary>
[EnableRateLimiting(RateLimits.SignIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class SignInPage : MarketPage
{
    private const string Home = "/";

    /// <summary>A path of this site to go on to; anything else leads home.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>A code has just been sent, if there is anyone to send it to.</summary>
    public bool CodeSent { get; private set; }

    /// <summary>The next thing to do is to submit, not to ask for a code.</summary>
    public bool HasCode => CodeSent || !string.IsNullOrEmpty(Code);

    public bool IsDemo => HttpContext.RequestServices.GetRequiredService<IOptions<MarketOptions>>().Value.Demo;

    private protected BrowserSession Session => HttpContext.RequestServices.GetRequiredService<BrowserSession>();

    protected static string Language => Text.InEnglish ? "en" : "zh";

    protected async Task SendCode(CodePurpose purpose)
    {
        await Send(new SendCode.Command(Contact ?? "", purpose, HttpContext.Connection.RemoteIpAddress?.ToString(), Language));
        CodeSent = true;
    }

    protected IActionResult GoOn() => LocalRedirect(Url.IsLocalUrl(Back) ? Back : Home);

    /// <summary>In, or on to the second step.</summary>
    protected async Task<IActionResult> Enter(SignIn.Result result, bool remember) =>
        await Session.Begin(result, remember) ? GoOn() : RedirectToPage("/Accounts/SecondStep", new { back = Url.IsLocalUrl(Back) ? Back : null });
}
