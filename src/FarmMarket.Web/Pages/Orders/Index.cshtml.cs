using FarmMarket.Kernel;
using FarmMarket.Ordering;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Orders;

/// <summary>A buyer's own orders.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel : MarketPage
{
    public static readonly IReadOnlyList<(MyOrdersTab Tab, string Name)> Tabs =
    [
        (MyOrdersTab.All, "全部"), (MyOrdersTab.Unpaid, "待付款"), (MyOrdersTab.ToShip, "待发货"), (MyOrdersTab.OnTheWay, "在路上"),
        (MyOrdersTab.Completed, "已完成"), (MyOrdersTab.Closed, "已关闭"),
    ];

    [BindProperty(SupportsGet = true)] public MyOrdersTab Tab { get; set; }
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }
    [BindProperty(SupportsGet = true)] public string? After { get; set; }

    public Slice<MyOrders.Row> Orders { get; private set; } = new([], null);

    public bool Filtered => Tab != MyOrdersTab.All || !string.IsNullOrWhiteSpace(Q);

    public string Address(MyOrdersTab tab, string? after = null) =>
        "/orders" + QueryString.Create(new Dictionary<string, string?>
        {
            ["tab"] = tab == MyOrdersTab.All ? null : tab.ToString(),
            ["q"] = string.IsNullOrWhiteSpace(Q) ? null : Q,
            ["after"] = after,
        }.Where(pair => pair.Value is not null));

    public async Task OnGet() => Orders = await Send(new MyOrders.Query(Tab, Q, After));
}
