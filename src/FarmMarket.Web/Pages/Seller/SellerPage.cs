using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>
/// A page of a shop's back room, <c>/seller/{shop}/…</c>: a 404 for everyone who isn't a member, a 403 below the role it needs. Before
/// any of its handlers run it knows the shop (<see cref="Bench"/>), and so does the layout.
/// </summary>
public abstract class SellerPage : MarketPage
{
    [FromRoute]
    public string Shop { get; set; } = "";

    public ShowBench.Result Bench { get; private set; } = null!;

    /// <summary>The lowest role that may open the page. What the page sends is checked again by the market.</summary>
    protected virtual ShopRole Needs => ShopRole.Packer;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await Send(new ShowBench.Query(Shop)) is not { } bench)
        {
            context.Result = NotFound();
            return;
        }
        if (bench.Role < Needs)
        {
            context.Result = RulesAndMissing.RoleTooLow(HttpContext, T);
            return;
        }
        Bench = bench;
        ViewData["Bench"] = bench;
        ViewData["ShopName"] = bench.Name;
        await next();
    }
}
