using FarmMarket.Kernel;
using FarmMarket.Payments;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>Claims that wait for the platform's word, or all of them.</summary>
public sealed class ClaimsModel : MarketPage
{
    [FromQuery]
    public bool All { get; set; }

    [FromQuery]
    public string? After { get; set; }

    public Slice<ListClaims.Row> Claims { get; private set; } = new([], null);

    public async Task OnGet() => Claims = await Send(new ListClaims.ForOperator(All ? null : ClaimState.AwaitingOperator, After));
}
