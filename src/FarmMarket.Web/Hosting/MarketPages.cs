using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using FarmMarket.Accounts;
using FarmMarket.Outgoing;
using FarmMarket.Web.Components;
using FarmMarket.Web.Components.Training;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.WebEncoders;

namespace FarmMarket.Web.Hosting;

internal static class MarketPages
{
    /// <summary>Carries TempData, a message for the next page.</summary>
    public const string ToldCookie = "told";

    public static void AddMarketPages(this IServiceCollection services)
    {
        services.AddSingleton<Text>();
        services.AddSingleton<IWords>(provider => provider.GetRequiredService<Text>());
        services.AddSingleton<Icons>();
        services.AddSingleton<Prose>();
        services.Configure<CookieTempDataProviderOptions>(told => told.Cookie.Name = ToldCookie);
        services.AddRazorPages(pages =>
            {
                pages.Conventions.AuthorizeFolder("/Seller");
                pages.Conventions.AuthorizeFolder("/Account");
                pages.Conventions.AuthorizeFolder("/Orders");
                pages.Conventions.AuthorizeFolder("/Admin", Roles.Operator);
                pages.Conventions.AddPageRoute("/Account/Address", "/account/addresses/new");
            })
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.Add<RulesAndMissing>();
                // The market's rules say what is wrong with a form, in the reader's language.
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                mvc.ModelBindingMessageProvider.InTheReadersLanguage();
            })
            .AddViewOptions(view => view.HtmlHelperOptions.ClientValidationEnabled = false);
        services.AddRazorComponents();
        services.AddAntiforgery();
        // Chinese as itself instead of &#x; references: a third of the page weight.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));

        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            // A whole classroom signs in from one address; each account locks by itself.
            limiter.AddPolicy(RateLimits.SignIn, context => PerAddress(context, permits: 60, TimeSpan.FromMinutes(1)));
            limiter.AddPolicy(RateLimits.Codes, context => PerAddress(context, permits: 60, TimeSpan.FromMinutes(10)));
            // A class in a county hall uploads from one address; how many are worked on at once is bounded by the intake itself.
            limiter.AddPolicy(RateLimits.Uploads, context => PerAddress(context, permits: 600, TimeSpan.FromMinutes(1)));
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
