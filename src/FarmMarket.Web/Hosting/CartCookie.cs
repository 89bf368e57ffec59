using System.Security.Cryptography;

namespace FarmMarket.Web.Hosting;

/// <summary>The token by which a browser knows its cart while nobody is signed in.</summary>
internal static class CartCookie
{
    public const string Name = "cart";

    public static string? Token(HttpContext context) => context.Request.Cookies[Name] is { Length: > 0 and <= 64 } token ? token : null;

    /// <summary>The browser's token, or a new one, left with the browser for 90 days.</summary>
    public static string TokenOrNew(HttpContext context)
    {
        var token = Token(context) ?? RandomNumberGenerator.GetHexString(32, lowercase: true);
        context.Response.Cookies.Append(Name, token, new()
        {
            MaxAge = TimeSpan.FromDays(90),
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
        });
        BrowserSession.MarkHere(context.Response);
        return token;
    }

    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Name);
}
