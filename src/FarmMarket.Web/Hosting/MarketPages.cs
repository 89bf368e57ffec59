using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Outgoing;
using FarmMarket.Web.Components;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.WebEncoders;

namespace FarmMarket.Web.Hosting;

internal static class MarketPages
{
    public static void AddMarketPages(this IServiceCollection services)
    {
        services.AddSingleton<Text>();
        services.AddSingleton<IWords>(provider => provider.GetRequiredService<Text>());
        services.AddSingleton<Icons>();
        services.AddRazorPages(pages =>
            {
                pages.Conventions.AuthorizeFolder("/Seller");
                pages.Conventions.AuthorizeFolder("/Account");
                pages.Conventions.AuthorizeFolder("/Orders");
                pages.Conventions.AuthorizeFolder("/Admin", Roles.Operator);
            })
            .AddMvcOptions(mvc => mvc.Filters.Add<RulesAndMissing>());
        services.AddRazorComponents();
        services.AddAntiforgery();
        // Chinese as itself instead of &#x; references: a third of the page weight.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));

        services.AddIdentity<User, IdentityRole<long>>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.RequireUniqueEmail = false;
                identity.Password.RequiredLength = 8;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireDigit = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddEntityFrameworkStores<MarketDb>()
            .AddDefaultTokenProviders();
        services.AddAuthentication().AddBearerToken(IdentityConstants.BearerScheme);
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/sign-in";
            cookie.LogoutPath = "/sign-out";
            cookie.AccessDeniedPath = "/errors/404";
            cookie.Cookie.Name = "market";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
            cookie.SlidingExpiration = true;
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Roles.Operator, policy => policy.RequireRole(Roles.Operator))
            .AddPolicy(Roles.Coordinator, policy => policy.RequireRole(Roles.Coordinator));

        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(RateLimits.SignIn, context => PerAddress(context, permits: 20, TimeSpan.FromMinutes(1)));
            limiter.AddPolicy(RateLimits.Codes, context => PerAddress(context, permits: 10, TimeSpan.FromMinutes(10)));
            limiter.AddPolicy(RateLimits.Uploads, context => PerAddress(context, permits: 120, TimeSpan.FromMinutes(1)));
        });
    }

    private static RateLimitPartition<string> PerAddress(HttpContext context, int permits, TimeSpan window) =>
        RateLimitPartition.GetSlidingWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new() { PermitLimit = permits, Window = window, SegmentsPerWindow = 4 });
}

/// <summary>Names of the rate limits; put them on pages with [EnableRateLimiting].</summary>
public static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string Codes = "codes";
    public const string Uploads = "uploads";
}
