using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using MediatR;

namespace FarmMarket.Messaging;

/// <summary>Tells buyers and shops of the steps of their orders.</summary>
internal sealed class TellOfOrders(MarketDb db, Notifier notifier) :
    INotificationHandler<OrderPaid>, INotificationHandler<OrderExpired>, INotificationHandler<OrderPackingStarted>, INotificationHandler<OrderShipped>,
    INotificationHandler<OrderDelivered>, INotificationHandler<OrderCancelled>, INotificationHandler<OrdersLate>, INotificationHandler<OrderParcelInTrouble>
{
    private static string BuyersPage(string number) => $"/orders/{number}";

    private static string ShopsPage(ShopPeople shop, string number) => $"/seller/{shop.Slug}/orders/{number}";

    private async Task<ShopPeople> PeopleOf(ShopId shop, CancellationToken cancellation) =>
        await ShopPeople.Of(db, shop, cancellation) ?? new("", new(""), null, []);

    public async Task Handle(OrderPaid paid, CancellationToken cancellationToken)
    {
        var shop = await PeopleOf(paid.Shop, cancellationToken);
        await notifier.Tell(NotificationKinds.OrderPaid, $"order-paid:{paid.Number}", BuyersPage(paid.Number), [paid.Buyer], cancellationToken, new(paid.Number), shop.Name);
        await notifier.Tell(NotificationKinds.ShopNewOrder, $"shop-new-order:{paid.Number}", ShopsPage(shop, paid.Number), shop.AtLeast(ShopRole.Packer), cancellationToken,
            new(paid.Number), shop.Name);
    }

    public Task Handle(OrderExpired expired, CancellationToken cancellationToken) =>
        notifier.Tell(NotificationKinds.OrderExpired, $"order-expired:{expired.Number}", BuyersPage(expired.Number), [expired.Buyer], cancellationToken, new LocalText(expired.Number));

    public Task Handle(OrderPackingStarted packing, CancellationToken cancellationToken) =>
        notifier.Tell(NotificationKinds.OrderPacking, $"order-packing:{packing.Number}", BuyersPage(packing.Number), [packing.Buyer], cancellationToken, new LocalText(packing.Number));

    public Task Handle(OrderShipped shipped, CancellationToken cancellationToken) =>
        // Handed over at the shop, it needs no announcement: the buyer stands there.
        shipped.CarrierCode == Carriers.PickupCode
            ? Task.CompletedTask
            : notifier.Tell(
                shipped.Complete ? NotificationKinds.OrderShipped : NotificationKinds.OrderPartShipped,
                $"order-shipped:{shipped.Number}:{shipped.CarrierCode}:{shipped.Waybill}", BuyersPage(shipped.Number), [shipped.Buyer], cancellationToken,
                new(shipped.Number), Carriers.NameOf(shipped.CarrierCode), new(shipped.Waybill));

    public Task Handle(OrderDelivered delivered, CancellationToken cancellationToken) =>
        notifier.Tell(NotificationKinds.OrderDelivered, $"order-delivered:{delivered.Number}", BuyersPage(delivered.Number), [delivered.Buyer], cancellationToken, new LocalText(delivered.Number));

    public async Task Handle(OrderCancelled cancelled, CancellationToken cancellationToken)
    {
        // Unpaid, it concerned nobody but the buyer, who did it.
        if (cancelled.Owed == Money.Zero)
            return;
        var shop = await PeopleOf(cancelled.Shop, cancellationToken);
        var kind = cancelled.By switch
        {
            OrderActor.Buyer => NotificationKinds.CancelledByYou,
            OrderActor.Shop => NotificationKinds.CancelledByShop,
            _ => NotificationKinds.CancelledByPlatform,
        };
        await notifier.Tell(kind, $"order-cancelled:{cancelled.Number}", BuyersPage(cancelled.Number), [cancelled.Buyer], cancellationToken,
            new(cancelled.Number), new(cancelled.Owed.ToString()), shop.Name);
        if (cancelled.By != OrderActor.Shop)
        {
            await notifier.Tell(NotificationKinds.ShopOrderCancelled, $"shop-order-cancelled:{cancelled.Number}", ShopsPage(shop, cancelled.Number),
                shop.AtLeast(ShopRole.Packer), cancellationToken, new(cancelled.Number), shop.Name);
        }
    }

    public async Task Handle(OrdersLate late, CancellationToken cancellationToken)
    {
        var shop = await PeopleOf(late.Shop, cancellationToken);
        await notifier.Tell(NotificationKinds.ShopOrdersLate, $"shop-orders-late:{late.First}:{late.At.ToUnixTimeSeconds()}", $"/seller/{shop.Slug}/orders?late=true",
            shop.AtLeast(ShopRole.Packer), cancellationToken, new($"{late.Count}"), shop.Name);
    }

    public async Task Handle(OrderParcelInTrouble trouble, CancellationToken cancellationToken)
    {
        var shop = await PeopleOf(trouble.Shop, cancellationToken);
        var about = $"{trouble.Number}:{trouble.CarrierCode}:{trouble.Waybill}:{trouble.At.ToUnixTimeSeconds()}";
        LocalText[] values = [new(trouble.Number), Carriers.NameOf(trouble.CarrierCode), new(trouble.Waybill)];
        await notifier.Tell(NotificationKinds.ParcelInTrouble, $"trouble:{about}", BuyersPage(trouble.Number), [trouble.Buyer], cancellationToken, values);
        await notifier.Tell(NotificationKinds.ShopParcelInTrouble, $"shop-trouble:{about}", ShopsPage(shop, trouble.Number), shop.AtLeast(ShopRole.Packer), cancellationToken, values);
    }
}
