using FarmMarket.Kernel;
using FarmMarket.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>What shops were paid, by day; makes today's at the press of a button.</summary>
public sealed class SettlementsModel(IOptions<SettlementOptions> options) : MarketPage
{
    public Money Least => options.Value.Least;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Slice<ListSettlements.Row> Found { get; private set; } = new([], null);

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPost()
    {
        var number = await Send(new MakeSettlement.Command());
        if (number is not null)
            return Redirect("/admin/settlements/" + number);
        Tell(T["现在没有要打的款：没有店铺既有 {0} 以上的货款又填了收款账户", Least]);
        return Redirect("/admin/settlements");
    }

    public override async Task Refill() => Found = await Send(new ListSettlements.Query(After));
}
