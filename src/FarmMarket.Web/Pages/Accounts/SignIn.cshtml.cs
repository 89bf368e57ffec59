using FarmMarket.Accounts;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Accounts;

public sealed class SignInModel(SignInManager<User> signIn, DemoAccounts demo) : SignInPage
{
    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public bool Remember { get; set; } = true;

    public IReadOnlyList<DemoAccount> Demo => demo.Known;

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? GoOn() : Page();

    public async Task<IActionResult> OnPost() => await Enter(await Send(new SignIn.Request(Contact ?? "", Password ?? "")), Remember);

    /// <summary>What the browser asks its authenticator; whose passkey it is, the authenticator knows.</summary>
    public async Task<IActionResult> OnPostPasskeyOptions() => Content(await signIn.MakePasskeyRequestOptionsAsync(user: null), "application/json");

    public async Task<IActionResult> OnPostPasskey(string? credential)
    {
        var checkedKey = string.IsNullOrEmpty(credential) ? null : await signIn.PerformPasskeyAssertionAsync(credential);
        if (checkedKey is not { Succeeded: true, User.DeletedAt: null })
            throw new RuleBroken("这个通行密钥不能用来登录，请用密码或验证码") { Code = "passkey-refused" };
        await Send(new UsePasskey.Command(checkedKey.User.UserId, checkedKey.Passkey));
        await Session.Enter(checkedKey.User.UserId, remember: true);
        return GoOn();
    }
}
