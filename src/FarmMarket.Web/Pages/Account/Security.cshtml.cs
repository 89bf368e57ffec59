using FarmMarket.Accounts;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Account;

public sealed class SecurityModel(SignInManager<User> signIn, Actor actor) : AccountPage
{
    public ShowAccount.Result Account { get; private set; } = null!;
    public IReadOnlyList<ShowPasskeys.Item> Passkeys { get; private set; } = [];

    [BindProperty]
    public string? PasskeyName { get; set; }

    public Task OnGet() => Refill();

    public override async Task Refill()
    {
        Account = await Send(new ShowAccount.Query());
        Passkeys = await Send(new ShowPasskeys.Query());
    }

    public async Task<IActionResult> OnPostPasskeyOptions()
    {
        var account = await Send(new ShowAccount.Query());
        var options = await signIn.MakePasskeyCreationOptionsAsync(new()
        {
            Id = actor.User.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Name = account.Email ?? account.Phone ?? account.DisplayName,
            DisplayName = account.DisplayName,
        });
        return Content(options, "application/json");
    }

    public async Task<IActionResult> OnPostPasskey(string? credential)
    {
        var made = string.IsNullOrEmpty(credential) ? null : await signIn.PerformPasskeyAttestationAsync(credential);
        if (made is not { Succeeded: true })
            throw new RuleBroken("通行密钥没有存好，请再试一次") { Code = "passkey-refused" };
        made.Passkey.Name = PasskeyName;
        await Send(new AddPasskey.Command(made.Passkey));
        Tell(T["通行密钥存好了，下次登录不用密码。"]);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemovePasskey(string id)
    {
        await Send(new RemovePasskey.Command(id));
        Tell(T["通行密钥删掉了，它不能再用来登录。"]);
        return RedirectToPage();
    }
}
