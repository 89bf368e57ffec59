using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>
/// A listing's page shows its shop, and a shop that is closed hides its listings; so whatever buyers see of a shop changes all of its
/// listings for those who follow <see cref="ListingChange"/>.
/// </summary>
internal sealed class FollowTheShop(MarketDb db, TimeProvider clock)
    : INotificationHandler<ShopChanged>, INotificationHandler<ShopOpened>, INotificationHandler<ShopSuspended>
{
    public Task Handle(ShopChanged changed, CancellationToken cancellationToken) => TellOfAll(changed.Shop, cancellationToken);

    public Task Handle(ShopOpened opened, CancellationToken cancellationToken) => TellOfAll(opened.Shop, cancellationToken);

    public Task Handle(ShopSuspended suspended, CancellationToken cancellationToken) => TellOfAll(suspended.Shop, cancellationToken);

    private async Task TellOfAll(ShopId shop, CancellationToken cancellation)
    {
        var listings = await db.Set<Listing>().Where(listing => listing.ShopId == shop && listing.Status != ListingStatus.Draft)
            .Select(listing => listing.Id).ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        db.AddRange(listings.Select(listing => new ListingChange { ListingId = listing, At = now }));
    }
}
