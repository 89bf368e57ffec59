using FarmMarket.Ordering;
using FarmMarket.Shipping;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Orders;

/// <summary>Packing at a table with a phone: one order at a time, the most urgent first.</summary>
public sealed class PackingModel : ShipPage
{
    /// <summary>The order just packed or put aside.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    /// <summary>The order on the table when a form of it was sent.</summary>
    [BindProperty]
    public string? OnTheTable { get; set; }

    public int Waiting { get; private set; }

    /// <summary>Null when the line has come to its end.</summary>
    public ShopOrder.Result? Next { get; private set; }

    public string Path => $"/seller/{Shop}/orders/packing";

    public async Task OnGetAsync()
    {
        Begin();
        var queue = await Send(new PackingQueue.Query(Shop, After));
        Waiting = queue.Waiting;
        if (queue.Number is { } number)
            await Show(number);
    }

    public override async Task Refill()
    {
        Waiting = (await Send(new PackingQueue.Query(Shop))).Waiting;
        if (OnTheTable is { } number)
            await Show(number);
    }

    public async Task<IActionResult> OnPostPackAsync()
    {
        await Send(new StartPacking.Command(Shop, [OnTheTable ?? ""]));
        return Redirect(After is null ? Path : $"{Path}?after={Uri.EscapeDataString(After)}");
    }

    public async Task<IActionResult> OnPostShipAsync()
    {
        Number = OnTheTable ?? "";
        var sent = await Ship();
        Tell(sent.Carrier == Carriers.PickupCode ? T["已交给买家"] : T["{0} 已发货", Number]);
        return Redirect($"{Path}?after={Uri.EscapeDataString(Number)}");
    }

    private async Task Show(string number)
    {
        await Load(number);
        (Next, OnTheTable) = (Order, number);
    }
}
