using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Shipping;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Orders;

/// <summary>What the pages with a shipping form share: its fields, and the carrier this browser used last.</summary>
public abstract class ShipPage : SellerPage
{
    private const string LastCarrier = "carrier";

    [FromRoute]
    public string Number { get; set; } = "";

    [BindProperty]
    public string? Carrier { get; set; }

    [BindProperty]
    public string? Waybill { get; set; }

    [BindProperty]
    public bool WaybillChecked { get; set; }

    /// <summary>Packs to send by pack id; what isn't named is not sent. Empty for all that is left.</summary>
    [BindProperty]
    public Dictionary<long, int> Quantities { get; set; } = [];

    [BindProperty]
    public string? Key { get; set; }

    public ShopOrder.Result Order { get; private set; } = null!;

    /// <summary>The number was refused only for its unusual looks: ask whether it is meant.</summary>
    public bool AsksToCheck =>
        WaybillChecked || ModelState[nameof(Waybill)]?.Errors.Count > 0 && Carriers.Find(Carrier) is { } carrier
            && Carriers.Clean(Waybill) is var cleaned && Carriers.IsWaybill(cleaned) && !carrier.Knows(cleaned);

    protected async Task Load(string number) => Order = await Send(new ShopOrder.Query(Shop, number));

    protected void Begin()
    {
        Carrier = Carriers.Find(Request.Cookies[LastCarrier])?.Code;
        Key = PublicNumbers.Token();
    }

    protected async Task<ShipOrder.Result> Ship()
    {
        var lines = Quantities.Count == 0 ? null : Quantities.Select(line => new ShipOrder.Line(line.Key, line.Value)).ToList();
        var sent = await Send(new ShipOrder.Command(Shop, Number, Carrier ?? "", Waybill ?? "", lines, WaybillChecked, Key));
        if (sent.Carrier != Carriers.PickupCode)
        {
            Response.Cookies.Append(LastCarrier, sent.Carrier,
                new() { HttpOnly = true, Secure = Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/seller", MaxAge = TimeSpan.FromDays(365) });
        }
        return sent;
    }
}
