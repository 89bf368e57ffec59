using FarmMarket.Data;
using FarmMarket.Ordering;
using FarmMarket.Shipping;
using FarmMarket.Web.Components.Shipping;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>A demo market has no couriers: here the operator plays them, so that the whole journey can be walked.</summary>
public sealed class CourierModel(IOptions<MarketOptions> market) : MarketPage
{
    public static readonly IReadOnlyList<TrackingKind> Steps =
        [TrackingKind.PickedUp, TrackingKind.InTransit, TrackingKind.OutForDelivery, TrackingKind.Delivered, TrackingKind.Problem];

    public IReadOnlyList<ParcelsOnTheWay.Row> Parcels { get; private set; } = [];

    public override async Task Refill() => Parcels = await Send(new ParcelsOnTheWay.Query());

    public async Task<IActionResult> OnGetAsync()
    {
        if (!market.Value.Demo)
            return NotFound();
        await Refill();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? carrier, string? waybill, TrackingKind kind)
    {
        await Send(new PlayCourier.Command(carrier ?? "", waybill ?? "", kind));
        TempData["Done"] = T["{0}：{1}", waybill ?? "", TrackingWords.Kind(T, kind)];
        return Redirect("/admin/courier");
    }

    /// <summary>What a courier would most likely report next.</summary>
    public static TrackingKind NextAfter(TrackingStep? latest) => latest?.Kind switch
    {
        null => TrackingKind.PickedUp,
        TrackingKind.PickedUp => TrackingKind.InTransit,
        TrackingKind.InTransit or TrackingKind.Problem => TrackingKind.OutForDelivery,
        _ => TrackingKind.Delivered,
    };
}
