using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using MediatR;

namespace FarmMarket.Messaging;

/// <summary>Tells a shop's people what the platform decided, and the people of the platform what waits for them.</summary>
internal sealed class TellOfShops(MarketDb db, Notifier notifier, TimeProvider clock) :
    INotificationHandler<ShopHandedIn>, INotificationHandler<ShopOpened>, INotificationHandler<ShopSentBack>, INotificationHandler<ShopSuspended>,
    INotificationHandler<ListingTakenDown>
{
    public async Task Handle(ShopHandedIn handedIn, CancellationToken cancellationToken)
    {
        if (await ShopPeople.Of(db, handedIn.Shop, cancellationToken) is { } shop)
        {
            await notifier.Tell(NotificationKinds.ShopHandedIn, About("shop-handed-in", shop), "/admin/shops",
                await PersonFacts.Operators(db, cancellationToken), cancellationToken, shop.Name);
        }
    }

    public Task Handle(ShopOpened opened, CancellationToken cancellationToken) => Tell(NotificationKinds.ShopOpened, opened.Shop, null, cancellationToken);

    public Task Handle(ShopSentBack sentBack, CancellationToken cancellationToken) => Tell(NotificationKinds.ShopSentBack, sentBack.Shop, null, cancellationToken);

    public Task Handle(ShopSuspended suspended, CancellationToken cancellationToken) => Tell(NotificationKinds.ShopSuspended, suspended.Shop, null, cancellationToken);

    public Task Handle(ListingTakenDown taken, CancellationToken cancellationToken) => Tell(NotificationKinds.ListingTakenDown, taken.Shop, taken.Reason, cancellationToken);

    private async Task Tell(NotificationKind kind, ShopId id, string? reason, CancellationToken cancellation)
    {
        if (await ShopPeople.Of(db, id, cancellation) is not { } shop)
            return;
        var link = kind == NotificationKinds.ListingTakenDown ? $"/seller/{shop.Slug}/listings" : $"/seller/{shop.Slug}";
        await notifier.Tell(kind, About(kind.Code, shop), link, shop.AtLeast(ShopRole.Manager), cancellation, shop.Name, new(reason ?? shop.StatusReason ?? ""));
    }

    /// <summary>The same can happen to a shop again another day.</summary>
    private string About(string what, ShopPeople shop) => $"{what}:{shop.Slug}:{clock.GetUtcNow().ToUnixTimeSeconds()}";
}
