using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Web.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Account;

public sealed class AuthenticatorModel(Actor actor) : AccountPage
{
    [BindProperty]
    public string? Code { get; set; }

    public string Key { get; private set; } = "";
    public HtmlString QrCode { get; private set; } = HtmlString.Empty;

    /// <summary>Shown once, right after turning the second step on.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public async Task<IActionResult> OnGet()
    {
        if ((await Send(new ShowAccount.Query())).HasAuthenticator)
            return Redirect("/account/security");
        await Refill();
        return Page();
    }

    public async Task OnPost()
    {
        RecoveryCodes = await Send(new ConfirmAuthenticator.Command(Code ?? ""));
        await Session.Renew(actor.User);
    }

    public override async Task Refill()
    {
        var started = await Send(new StartAuthenticator.Command());
        Key = string.Join(' ', started.Key.Chunk(4).Select(four => new string(four)));
        QrCode = Qr.Svg(started.Uri);
    }
}
