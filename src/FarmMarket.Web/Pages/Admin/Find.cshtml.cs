using FarmMarket.Accounts;
using FarmMarket.Ordering;
using FarmMarket.Shops;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>One box for people, shops and orders.</summary>
public sealed class FindModel : MarketPage
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public IReadOnlyList<FindOrders.Found> Orders { get; private set; } = [];
    public IReadOnlyList<FindPeople.Person> People { get; private set; } = [];
    public IReadOnlyList<ListShops.Entry> Shops { get; private set; } = [];

    public bool Asked => Q?.Trim().Length >= 2;

    public async Task OnGet()
    {
        if (!Asked)
            return;
        Orders = await Send(new FindOrders.Query(Q));
        People = await Send(new FindPeople.Query(Q));
        Shops = (await Send(new ListShops.Query(Search: Q))).Items;
    }
}
