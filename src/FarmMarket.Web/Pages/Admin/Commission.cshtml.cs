using System.Globalization;
using FarmMarket.Kernel;
using FarmMarket.Payments;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>What the platform keeps, by category and day; a new rate never touches what was paid before.</summary>
public sealed class CommissionModel(TimeProvider clock) : MarketPage
{
    [BindProperty]
    public string? Category { get; set; }

    /// <summary>As typed.</summary>
    [BindProperty]
    public string? Percent { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    public DateOnly Today => Shanghai.Date(clock.GetUtcNow());
    public IReadOnlyList<ShowCommission.Row> Rates { get; private set; } = [];

    public async Task OnGet()
    {
        From = Today.AddDays(1);
        await Refill();
    }

    public async Task<IActionResult> OnPost()
    {
        if (!decimal.TryParse(Percent?.Trim().TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent > 100)
            throw new RuleBroken("请填写佣金，如 2 或 1.5") { Field = "BasisPoints", Code = "percent-unreadable" };
        await Send(new SetCommission.Command(Category ?? "", (int)Math.Round(percent * 100, MidpointRounding.AwayFromZero), From ?? Today));
        Tell(T["新的佣金已记下"]);
        return Redirect("/admin/commission");
    }

    public override async Task Refill() => Rates = await Send(new ShowCommission.Query());

    public static string Written(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
