using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace FarmMarket.Web.Hosting;

/// <summary>Simplified Chinese first, English second: <c>?lang=</c>, then the cookie, then what the browser asks for.</summary>
internal static class Language
{
    public const string Cookie = "lang";
    public static readonly CultureInfo[] Cultures = [new("zh-CN"), new("en")];

    public static void UseMarketLanguage(this WebApplication app)
    {
        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture("zh-CN"),
            SupportedCultures = Cultures,
            SupportedUICultures = Cultures,
            RequestCultureProviders =
            [
                new CustomRequestCultureProvider(context => Task.FromResult(Named(context.Request.Query["lang"]))),
                new CustomRequestCultureProvider(context => Task.FromResult(Named(context.Request.Cookies[Cookie]))),
                new AcceptLanguageHeaderRequestCultureProvider(),
            ],
        };
        app.UseRequestLocalization(options);
    }

    public static void Remember(HttpResponse response, string language) =>
        response.Cookies.Append(Cookie, language, new() { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true, Path = "/" });

    private static ProviderCultureResult? Named(string? language) => language switch
    {
        "zh" => new("zh-CN"),
        "en" => new("en"),
        _ => null,
    };
}
