using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Shops;
using MediatR;

namespace FarmMarket.Messaging;

/// <summary>Tells whoever's turn it is in a claim, and in the end both sides what came of it.</summary>
internal sealed class TellOfClaims(MarketDb db, Notifier notifier) : INotificationHandler<ClaimMoved>, INotificationHandler<ClaimEnded>
{
    public async Task Handle(ClaimMoved moved, CancellationToken cancellationToken)
    {
        var about = $"claim:{moved.Number}:{moved.Steps}";
        LocalText order = new(moved.Order);
        switch (moved.Awaits)
        {
            case ClaimState.AwaitingShop when await ShopPeople.Of(db, moved.Shop, cancellationToken) is { } shop:
                await notifier.Tell(NotificationKinds.ShopClaim, about, $"/seller/{shop.Slug}/claims/{moved.Number}", shop.AtLeast(ShopRole.Manager), cancellationToken, order, shop.Name);
                break;
            case ClaimState.AwaitingBuyer:
                await notifier.Tell(NotificationKinds.ClaimAnswered, about, $"/claims/{moved.Number}", [moved.Buyer], cancellationToken, order);
                break;
            case ClaimState.AwaitingOperator:
                await notifier.Tell(NotificationKinds.ClaimToDecide, about, $"/admin/claims/{moved.Number}", await PersonFacts.Operators(db, cancellationToken), cancellationToken, order);
                break;
        }
    }

    public async Task Handle(ClaimEnded ended, CancellationToken cancellationToken)
    {
        LocalText[] values = [new(ended.Order), new(ended.Award.ToString())];
        if (!ended.ByBuyer)
        {
            await notifier.Tell(
                ended.Award > Money.Zero ? NotificationKinds.ClaimAwarded : NotificationKinds.ClaimRefused, $"claim-ended:{ended.Number}", $"/claims/{ended.Number}", [ended.Buyer],
                cancellationToken, values);
        }
        if (await ShopPeople.Of(db, ended.Shop, cancellationToken) is { } shop)
            await notifier.Tell(NotificationKinds.ShopClaimEnded, $"shop-claim-ended:{ended.Number}", $"/seller/{shop.Slug}/claims/{ended.Number}", shop.AtLeast(ShopRole.Manager), cancellationToken, values);
    }
}
