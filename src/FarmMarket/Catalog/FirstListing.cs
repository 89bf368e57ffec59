using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>A shop can't open before it has something to show: a listing with a photo and a pack that can be bought.</summary>
internal sealed class FirstListing(MarketDb db) : IOpeningRequirement
{
    public OpeningStep Step => OpeningStep.Listing;

    public Task<bool> IsDone(ShopId shop, CancellationToken cancellation) =>
        db.Set<Listing>().AnyAsync(
            listing => listing.ShopId == shop && listing.Status != ListingStatus.TakenDown
                && listing.Photos.Any() && listing.Pools.Any(pool => pool.Packs.Any(pack => !pack.Retired)),
            cancellation);
}
