using FarmMarket.Kernel;
using FarmMarket.Payments;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>Stripe's account of the money beside ours: what came out even, and every line that did not.</summary>
public sealed class ReconciliationModel(TimeProvider clock) : MarketPage
{
    /// <summary>First day; a week back unless it is said.</summary>
    [FromQuery]
    public DateOnly? From { get; set; }

    [FromQuery]
    public DateOnly? To { get; set; }

    /// <summary>Null while the period is refused.</summary>
    public ReconcileStripe.Result? Report { get; private set; }

    public async Task OnGet()
    {
        await Refill();
        Report = await Send(new ReconcileStripe.Query(From!.Value, To!.Value));
    }

    public async Task<IActionResult> OnPostRead()
    {
        await Send(new ReadStripeMovements.Command());
        Tell(T["正在读 Stripe 的流水，过一会儿刷新看结果"]);
        return Redirect("/admin/reconciliation");
    }

    public override Task Refill()
    {
        To ??= Shanghai.Date(clock.GetUtcNow());
        From ??= To.Value.AddDays(-7);
        return Task.CompletedTask;
    }
}
