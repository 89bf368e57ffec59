using FarmMarket.Accounts;
using FarmMarket.Web.Components.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Account;

/// <summary>Adds an address or changes one; the button of the region's selects comes back here without saving.</summary>
public sealed class AddressModel : AccountPage
{
    /// <summary>Null to add.</summary>
    [FromRoute]
    public long? Id { get; set; }

    /// <summary>A path of this site to go back to, e.g. the checkout.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public string? Recipient { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public RegionChoice Region { get; set; } = new();

    [BindProperty]
    public string? Detail { get; set; }

    [BindProperty]
    public bool IsDefault { get; set; }

    public async Task OnGet()
    {
        if (Id is not { } id)
            return;
        var address = await Send(new ShowAddress.Query(new(id)));
        (Recipient, Phone, Region, Detail, IsDefault) = (address.Recipient, address.Phone, RegionChoice.Of(address.RegionCode), address.Detail, address.IsDefault);
    }

    /// <summary>Without JavaScript: shows the cities of the province, the counties of the city.</summary>
    public void OnPostRegion()
    {
    }

    public async Task<IActionResult> OnPost()
    {
        await Send(new SaveAddress.Command(Id is { } id ? new(id) : null, new(Recipient ?? "", Phone ?? "", Region.Code ?? "", Detail ?? ""), IsDefault));
        Tell(T["地址存好了。"]);
        return LocalRedirect(Url.IsLocalUrl(Back) ? Back : "/account/addresses");
    }
}
