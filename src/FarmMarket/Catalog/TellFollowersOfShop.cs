using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>A shop's name stands on its cards and its state decides whether they are shown: what changes in a shop changes all its listings.</summary>
internal sealed class TellFollowersOfShop(MarketDb db, TimeProvider clock)
    : INotificationHandler<ShopChanged>, INotificationHandler<ShopOpened>, INotificationHandler<ShopSuspended>
{
    public Task Handle(ShopChanged changed, CancellationToken cancellationToken) => Tell(changed.Shop, cancellationToken);

    public Task Handle(ShopOpened opened, CancellationToken cancellationToken) => Tell(opened.Shop, cancellationToken);

    public Task Handle(ShopSuspended suspended, CancellationToken cancellationToken) => Tell(suspended.Shop, cancellationToken);

    private async Task Tell(ShopId shop, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var listings = await db.Set<Listing>()
            .Where(listing => listing.ShopId == shop && listing.Status != ListingStatus.Draft)
            .Select(listing => listing.Id)
            .ToListAsync(cancellation);
        db.AddRange(listings.Select(listing => new ListingChange { ListingId = listing, At = now }));
    }
}
