using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Account;

/// <summary>A page about the signed-in person; nobody's cache keeps it.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class AccountPage : MarketPage
{
    private protected BrowserSession Session => HttpContext.RequestServices.GetRequiredService<BrowserSession>();
}
