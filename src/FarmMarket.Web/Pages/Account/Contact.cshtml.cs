using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Web.Hosting;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Pages.Account;

[EnableRateLimiting(RateLimits.Codes)]
public sealed class ContactModel(Actor actor, IOptions<MarketOptions> market) : AccountPage
{
    /// <summary>"phone" or "email": what the page is headed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? CurrentPassword { get; set; }

    public bool CodeSent { get; private set; }
    public bool HasCode => CodeSent || !string.IsNullOrEmpty(Code);
    public bool IsDemo => market.Value.Demo;

    public void OnGet()
    {
    }

    public async Task OnPostSend()
    {
        await Send(new SendCode.Command(Contact ?? "", CodePurpose.ChangeContact, HttpContext.Connection.RemoteIpAddress?.ToString(), Text.InEnglish ? "en" : "zh"));
        CodeSent = true;
    }

    public async Task<IActionResult> OnPost()
    {
        await Send(new ChangeContact.Request(Contact ?? "", Code ?? "", CurrentPassword ?? ""));
        await Session.Renew(actor.User);
        Tell(T["保存好了，以后可以用它登录。"]);
        return Redirect("/account/security");
    }
}
