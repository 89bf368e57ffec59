using System.Globalization;
using System.Security.Claims;
using FarmMarket.Accounts;
using FarmMarket.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Hosting;

/// <summary>
/// Who is asking: a cookie on pages, a bearer token on the API. Both carry name, roles and a stamp, so no request looks a person up;
/// a changed password, a revoked role or a deleted account takes effect within <see cref="StampCheckedEvery"/>.
/// </summary>
internal static class Identification
{
    public static readonly TimeSpan StampCheckedEvery = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan AccessTokenLives = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan RefreshTokenLives = TimeSpan.FromDays(30);

    private const string Scheme = "market";
    private const string ApiPrefix = "/api";

    public static void AddIdentification(this IServiceCollection services)
    {
        services.AddAuthentication(options => options.DefaultScheme = Scheme)
            .AddPolicyScheme(Scheme, displayName: null, options => options.ForwardDefaultSelector = context =>
                context.Request.Path.StartsWithSegments(ApiPrefix) ? IdentityConstants.BearerScheme : IdentityConstants.ApplicationScheme)
            .AddBearerToken(IdentityConstants.BearerScheme, bearer =>
            {
                bearer.BearerTokenExpiration = AccessTokenLives;
                bearer.RefreshTokenExpiration = RefreshTokenLives;
            })
            .AddIdentityCookies();
        new IdentityBuilder(typeof(User), typeof(IdentityRole<long>), services).AddSignInManager();
        services.AddScoped<IUserClaimsPrincipalFactory<User>, PersonClaims>();
        services.AddScoped<BrowserSession>();
        services.Configure<SecurityStampValidatorOptions>(stamps => stamps.ValidationInterval = StampCheckedEvery);
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/errors/404";
            cookie.ReturnUrlParameter = "back";
            cookie.Cookie.Name = "market";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
            cookie.SlidingExpiration = true;
        });
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<MarketOptions>>((passkeys, market) =>
        {
            // It stands for password and second step together.
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            // Behind a proxy the request's own host is not the one people see.
            if (Uri.TryCreate(market.Value.PublicUrl, UriKind.Absolute, out var address))
                passkeys.ServerDomain = address.Host;
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Roles.Operator, policy => policy.RequireRole(Roles.Operator))
            .AddPolicy(Roles.Coordinator, policy => policy.RequireRole(Roles.Coordinator));
    }
}

/// <summary>What a cookie or token says of a person: id, name, roles, and the stamp by which it can be ended.</summary>
internal sealed class PersonClaims(MarketDb db, IOptions<IdentityOptions> options) : IUserClaimsPrincipalFactory<User>
{
    public async Task<ClaimsPrincipal> CreateAsync(User user)
    {
        var roles = await db.UserRoles.Where(role => role.UserId == user.Id)
            .Join(db.Roles, role => role.RoleId, role => role.Id, (_, role) => role.Name!).ToListAsync();
        var types = options.Value.ClaimsIdentity;
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, types.UserNameClaimType, types.RoleClaimType);
        identity.AddClaim(new(types.UserIdClaimType, user.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new(types.UserNameClaimType, user.DisplayName));
        identity.AddClaim(new(types.SecurityStampClaimType, user.SecurityStamp ?? ""));
        identity.AddClaims(roles.Select(role => new Claim(types.RoleClaimType, role)));
        return new(identity);
    }
}

/// <summary>
/// Signs people in and out in a browser. The readable cookie <c>fm_here</c> only tells the scripts of cached pages that there is
/// something personal to fetch.
/// </summary>
internal sealed class BrowserSession(SignInManager<User> signIn, MarketDb db, IHttpContextAccessor http)
{
    private const string Hint = "fm_here";

    private HttpContext Context => http.HttpContext!;

    /// <summary>With a second step still to come, only notes who it is; returns false then.</summary>
    public async Task<bool> Begin(SignIn.Result result, bool remember)
    {
        if (result.NeedsSecondStep)
        {
            var identity = new ClaimsIdentity(IdentityConstants.TwoFactorUserIdScheme);
            identity.AddClaim(new(ClaimTypes.Name, result.User.Value.ToString(CultureInfo.InvariantCulture)));
            identity.AddClaim(new(RememberClaim, remember ? "yes" : "no"));
            await Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new(identity));
            return false;
        }
        await Enter(result.User, remember);
        return true;
    }

    /// <summary>Who has taken the first step, for the next five minutes; null for nobody.</summary>
    public async Task<(Kernel.UserId User, bool Remember)?> AwaitingSecondStep()
    {
        var ticket = await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return long.TryParse(ticket.Principal?.FindFirstValue(ClaimTypes.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && ticket.Principal!.FindFirstValue(RememberClaim) is { } remember
            ? (new(id), remember == "yes")
            : null;
    }

    public async Task Enter(Kernel.UserId user, bool remember)
    {
        var person = await db.Users.FirstAsync(known => known.Id == user.Value && known.DeletedAt == null);
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await signIn.SignInAsync(person, remember);
        MarkHere(Context.Response);
    }

    /// <summary>The account's stamp or name changed: this session goes on, others end.</summary>
    public async Task Renew(Kernel.UserId user)
    {
        var person = await db.Users.AsNoTracking().FirstAsync(known => known.Id == user.Value);
        await signIn.RefreshSignInAsync(person);
    }

    public async Task End()
    {
        await signIn.SignOutAsync();
        Context.Response.Cookies.Delete(Hint);
    }

    /// <summary>There is a name or a cart to show on pages that are the same for everyone.</summary>
    public static void MarkHere(HttpResponse response) =>
        response.Cookies.Append(Hint, "1", new() { MaxAge = TimeSpan.FromDays(90), SameSite = SameSiteMode.Lax, IsEssential = true });

    private const string RememberClaim = "remember";
}
