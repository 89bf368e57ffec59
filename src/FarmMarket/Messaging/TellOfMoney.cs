using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Shops;
using MediatR;

namespace FarmMarket.Messaging;

/// <summary>Tells the owners of a shop what the bank said, and buyers of payments that go back.</summary>
internal sealed class TellOfMoney(MarketDb db, Notifier notifier) : INotificationHandler<ShopSettled>, INotificationHandler<PaymentReturned>
{
    public Task Handle(PaymentReturned returned, CancellationToken cancellationToken) => notifier.Tell(
        returned.Twice ? NotificationKinds.PaidTwice : NotificationKinds.PaidTooLate, $"payment-returned:{returned.Reference}", $"/pay/{returned.Checkout}",
        [returned.Buyer], cancellationToken, new LocalText(returned.Amount.ToString()));

    public async Task Handle(ShopSettled settled, CancellationToken cancellationToken)
    {
        if (await ShopPeople.Of(db, settled.Shop, cancellationToken) is not { } shop)
            return;
        await notifier.Tell(
            settled.Paid ? NotificationKinds.ShopPaidOut : NotificationKinds.ShopPayoutFailed, $"shop-settled:{settled.Settlement}:{settled.Shop.Value}",
            $"/seller/{shop.Slug}/bank-account", shop.AtLeast(ShopRole.Owner), cancellationToken,
            shop.Name, new(settled.Amount.ToString()), new(settled.LastFour), new(settled.Because ?? ""));
    }
}
