using FarmMarket.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Pages;

/// <summary>Every part of the pages on one page, for who builds them; only in demo mode and in development.</summary>
public sealed class StyleguideModel(IOptions<MarketOptions> market, IWebHostEnvironment environment) : MarketPage
{
    public IActionResult OnGet() => market.Value.Demo || environment.IsDevelopment() ? Page() : NotFound();
}
