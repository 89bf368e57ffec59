using FarmMarket.Accounts;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Account;

public sealed class ProfileModel(Actor actor) : AccountPage
{
    [BindProperty]
    public string? DisplayName { get; set; }

    /// <summary>"zh" or "en": of the pages here and of messages to them.</summary>
    [BindProperty]
    public string? Language { get; set; }

    public async Task OnGet()
    {
        var account = await Send(new ShowAccount.Query());
        (DisplayName, Language) = (account.DisplayName, account.Language);
    }

    public async Task<IActionResult> OnPost()
    {
        var language = Language == "en" ? "en" : "zh";
        await Send(new ChangeProfile.Command(DisplayName ?? "", language));
        await Session.Renew(actor.User);
        Hosting.Language.Remember(Response, language);
        Tell(Texts.Text.In(language, "保存好了。"));
        return Redirect("/account");
    }
}
