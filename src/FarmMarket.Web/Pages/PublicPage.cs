namespace FarmMarket.Web.Pages;

/// <summary>
/// A page that is the same for everyone and kept under one of the policies of <see cref="Hosting.PublicPages"/>: nothing on it may
/// depend on who asks. Its forms post to endpoints that check where the request comes from, since it can't carry an anti-forgery token.
/// </summary>
public abstract class PublicPage : MarketPage
{
    /// <summary>What the frame and search engines need to know. <paramref name="canonical"/> is a path; null keeps search engines out.</summary>
    protected void Describe(string? title, string? description, string? canonical, string? image = null)
    {
        ViewData["Public"] = true;
        ViewData["Title"] = title;
        ViewData["Description"] = description is { Length: > 160 } ? description[..159] + "…" : description;
        ViewData["Canonical"] = canonical;
        ViewData["Image"] = image;
    }
}
