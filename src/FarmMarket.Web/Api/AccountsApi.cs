using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Web.Hosting;
using FarmMarket.Web.Texts;
using MediatR;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using NotFound = FarmMarket.Kernel.NotFound;

namespace FarmMarket.Web.Api;

internal static class AccountsApi
{
    /// <param name="Contact">Phone number (+86 unless it says otherwise) or e-mail address.</param>
    /// <param name="Purpose">register, signIn or resetPassword.</param>
    internal sealed record NewCode(string Contact, CodePurpose Purpose);

    /// <param name="Code">The six digits sent by POST /codes for "register".</param>
    /// <param name="Password">At least 8 characters.</param>
    /// <param name="DisplayName">How others see them; made up when left out.</param>
    internal sealed record NewAccount(string Contact, string Code, string Password, string? DisplayName);

    /// <param name="Password">The password; leave it out to sign in by <paramref name="Code"/>.</param>
    /// <param name="Code">Six digits sent by POST /codes for "signIn".</param>
    /// <param name="SecondStepCode">From the authenticator app, or a recovery code; asked for by a 401 with code second-step-needed.</param>
    internal sealed record Login(string Contact, string? Password, string? Code, string? SecondStepCode);

    internal sealed record Refresh(string RefreshToken);

    /// <param name="ExpiresIn">Seconds for which the access token is good.</param>
    internal sealed record Tokens(string TokenType, string AccessToken, long ExpiresIn, string RefreshToken);

    internal sealed record Account(string DisplayName, string Language, string? Phone, string? Email, DateTimeOffset CreatedAt);

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("").Chapter("账户与地址");

        accounts.MapPost("/codes", SendCode)
            .Says("sendCode", "给手机或邮箱发六位验证码。有没有账户，回答都一样。")
            .RequireRateLimiting(RateLimits.Codes).Refuses(400, 422, 429);
        accounts.MapPost("/accounts", Register)
            .Says("createAccount", "用验证码证明手机或邮箱是您的，开一个账户。")
            .RequireRateLimiting(RateLimits.SignIn).Refuses(400, 409, 422, 429);
        accounts.MapPost("/login", SignIn)
            .Says("login", "登录：换半小时有效的访问令牌和三十天有效的刷新令牌。")
            .Produces<Tokens>().RequireRateLimiting(RateLimits.SignIn).Refuses(400, 401, 429);
        accounts.MapPost("/refresh", Renew)
            .Says("refresh", "用刷新令牌换新的令牌。")
            .Produces<Tokens>().RequireRateLimiting(RateLimits.SignIn).Refuses(400, 401, 429);
        accounts.MapGet("/account", Show).ForSignedIn()
            .Says("getAccount", "令牌所属的账户。").Refuses(401);
    }

    private static string Language => Text.InEnglish ? "en" : "zh";

    private static async Task<Accepted> SendCode(NewCode body, HttpContext context, IMediator mediator, CancellationToken cancellation)
    {
        if (body.Purpose == CodePurpose.ChangeContact)
            throw new SignInNeeded();
        await mediator.Send(new SendCode.Command(body.Contact, body.Purpose, context.Connection.RemoteIpAddress?.ToString(), Language), cancellation);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Created<Account>> Register(
        NewAccount body, [IdempotencyKey] string? key, Actor actor, IMediator mediator, CancellationToken cancellation)
    {
        var user = await mediator.Send(new Register.Request(body.Contact, body.Code, body.Password, body.DisplayName, Language, key), cancellation);
        actor.BecomeUser(user, isOperator: false, isCoordinator: false);
        return TypedResults.Created("/api/v1/account", await Read(mediator, cancellation));
    }

    private static async Task<SignInHttpResult> SignIn(Login body, SignInManager<User> signIn, IMediator mediator, CancellationToken cancellation)
    {
        var result = body.Password is null
            ? await mediator.Send(new SignInWithCode.Request(body.Contact, body.Code ?? ""), cancellation)
            : await mediator.Send(new SignIn.Request(body.Contact, body.Password), cancellation);
        if (result.NeedsSecondStep)
        {
            if (string.IsNullOrEmpty(body.SecondStepCode))
                throw new RuleBroken("请输入验证器应用里的 6 位数字") { Field = "SecondStepCode", Code = "second-step-needed" };
            await mediator.Send(new SecondStep.Request(result.User, body.SecondStepCode), cancellation);
        }
        var user = await signIn.UserManager.FindByIdAsync(result.User.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)) ?? throw new NotFound();
        return TypedResults.SignIn(await signIn.CreateUserPrincipalAsync(user), authenticationScheme: IdentityConstants.BearerScheme);
    }

    private static async Task<SignInHttpResult> Renew(
        Refresh body, SignInManager<User> signIn, IOptionsMonitor<BearerTokenOptions> bearer, TimeProvider clock)
    {
        var ticket = bearer.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(body.RefreshToken);
        if (ticket?.Properties.ExpiresUtc is not { } expires || clock.GetUtcNow() >= expires
            || await signIn.ValidateSecurityStampAsync(ticket.Principal) is not { } user)
        {
            throw new RuleBroken("登录已过期，请重新登录") { Field = "RefreshToken", Code = "token-invalid" };
        }
        return TypedResults.SignIn(await signIn.CreateUserPrincipalAsync(user), authenticationScheme: IdentityConstants.BearerScheme);
    }

    private static async Task<Ok<Account>> Show(IMediator mediator, CancellationToken cancellation) => TypedResults.Ok(await Read(mediator, cancellation));

    private static async Task<Account> Read(IMediator mediator, CancellationToken cancellation)
    {
        var account = await mediator.Send(new ShowAccount.Query(), cancellation);
        return new(account.DisplayName, account.Language, account.Phone, account.Email, account.CreatedAt);
    }
}
