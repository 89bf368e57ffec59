using FarmMarket.Ordering;
using FarmMarket.Web.Components.Ordering;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Orders;

/// <summary>The shop's order board.</summary>
public sealed class IndexModel : SellerPage
{
    [BindProperty(SupportsGet = true, Name = "tab")]
    public string? TabWord { get; set; }

    [BindProperty(SupportsGet = true, Name = "late")]
    public bool Late { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    /// <summary>Ticked orders.</summary>
    [BindProperty]
    public List<string> Number { get; set; } = [];

    public ShopOrders.Result Board { get; private set; } = null!;

    public ShopOrdersTab Tab => ShopTabs.Read(TabWord);
    public bool IsSearch => !string.IsNullOrWhiteSpace(Search);
    public string Path => $"/seller/{Shop}/orders";

    public Task OnGetAsync() => Refill();

    public override async Task Refill()
    {
        if (Search?.Length > 60)
            Search = Search[..60];
        Board = await Send(new ShopOrders.Query(Shop, Tab, Late, Search, After));
    }

    public async Task<IActionResult> OnPostPackAsync()
    {
        var result = await Send(new StartPacking.Command(Shop, Number));
        Tell(result.Left.Count == 0 ? T["{0} 个订单开始装箱", result.Started] : T["{0} 个订单开始装箱，{1} 个不用装", result.Started, result.Left.Count]);
        return Redirect($"{Path}?tab={ShopTabs.Word(ShopOrdersTab.Packing)}");
    }

    /// <summary>Through the form, because the ticked boxes are in it, and on to an address that can be printed again.</summary>
    public IActionResult OnPostPickList() =>
        Redirect($"{Path}/pick-list" + new QueryBuilder(Number.Take(PickList.MostOrders).Select(number => KeyValuePair.Create("number", number))));

    /// <summary>This board with other words.</summary>
    public string Href(ShopOrdersTab tab, bool late = false, string? after = null)
    {
        var query = new QueryBuilder();
        if (late)
            query.Add("late", "true");
        else
            query.Add("tab", ShopTabs.Word(tab));
        if (IsSearch && after is not null)
            query.Add("q", Search!);
        if (after is not null)
            query.Add("after", after);
        return Path + query;
    }
}
