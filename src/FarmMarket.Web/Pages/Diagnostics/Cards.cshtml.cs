using FarmMarket.Catalog;
using FarmMarket.Web.Pages.Market;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Diagnostics;

/// <summary>The benchmark's control: the frame and the cards of the market with 24 constant listings and no data behind them.</summary>
public sealed class CardsModel(IConfiguration configuration) : PublicPage
{
    private static readonly DateOnly Today = new(2026, 7, 1);

    private static readonly IReadOnlyList<ListingCard> Cards =
    [
        .. Enumerable.Range(1, 24).Select(number => new ListingCard
        {
            Id = new(number),
            ShopId = new(1),
            Slug = "constant",
            Title = new("Constant fruit", "Constant fruit"),
            CategoryCode = "mango",
            CountyCode = "451003",
            FromPrice = new(3990),
            FromPricePerJin = new(798),
            HarvestFrom = Today,
            HarvestTo = Today.AddDays(30),
            ShipsWithinHours = 48,
            InStock = true,
            SoldCount = number,
            ShopSlug = "constant",
            ShopName = new("Constant shop", "Constant shop"),
        }),
    ];

    public ListingGrid Grid { get; } = new(Cards, Today);

    public IActionResult OnGet() => configuration.GetValue<bool>("FarmMarket:Diagnostics") ? Page() : NotFound();
}
