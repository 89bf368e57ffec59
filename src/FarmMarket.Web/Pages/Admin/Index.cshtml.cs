using FarmMarket.Catalog;
using FarmMarket.Jobs;
using FarmMarket.Ordering;
using FarmMarket.Shops;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>What waits for the operator, at a glance.</summary>
public sealed class IndexModel : MarketPage
{
    public IReadOnlyDictionary<ShopStatus, int> Shops { get; private set; } = new Dictionary<ShopStatus, int>();
    public IReadOnlyDictionary<ListingStatus, int> Listings { get; private set; } = new Dictionary<ListingStatus, int>();
    public CountOrdersToday.Result Orders { get; private set; } = null!;
    public int FailedJobs { get; private set; }

    /// <summary>Those that have waited longest are on the second page of a long list; the tile leads there.</summary>
    public IReadOnlyList<ListShops.Entry> Waiting { get; private set; } = [];

    public async Task OnGet()
    {
        Shops = await Send(new CountShops.Query());
        Listings = await Send(new CountListings.Query());
        Orders = await Send(new CountOrdersToday.Query());
        FailedJobs = await Send(new CountFailedJobs.Query());
        Waiting = (await Send(new ListShops.Query(ShopStatus.AwaitingApproval))).Items;
    }
}
