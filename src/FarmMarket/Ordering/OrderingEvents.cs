using FarmMarket.Kernel;

namespace FarmMarket.Ordering;

public sealed record CheckoutPaid(CheckoutId Checkout, UserId Buyer) : IDomainEvent;
public sealed record OrderPaid(
    OrderId Order, string Number, ShopId Shop, UserId Buyer, DateTimeOffset At, CheckoutId Checkout, IReadOnlyList<PaidLine> Lines, Money Freight) : IDomainEvent;

/// <param name="ClaimHours">How long after receipt the buyer may claim for it.</param>
public sealed record PaidLine(OrderLineId Line, string Category, Money Sum, int ClaimHours);
public sealed record OrderExpired(OrderId Order, string Number, ShopId Shop, UserId Buyer) : IDomainEvent;

/// <summary><paramref name="Owed"/> is what the buyer had paid and not yet got back; zero if nothing was paid.</summary>
public sealed record OrderCancelled(OrderId Order, string Number, ShopId Shop, UserId Buyer, OrderActor By, Money Owed, CheckoutId Checkout) : IDomainEvent;
public sealed record OrderPackingStarted(OrderId Order, string Number, UserId Buyer) : IDomainEvent;

/// <summary>A parcel left. <paramref name="Complete"/>: it was the last one.</summary>
public sealed record OrderShipped(
    OrderId Order, string Number, ShopId Shop, UserId Buyer, string CarrierCode, string Waybill, bool Complete, DateTimeOffset At) : IDomainEvent;
public sealed record OrderDelivered(OrderId Order, string Number, ShopId Shop, UserId Buyer, DateTimeOffset At) : IDomainEvent;
public sealed record OrderCompleted(OrderId Order, string Number, ShopId Shop, UserId Buyer) : IDomainEvent;

/// <summary>Orders of the shop were not sent by the promised time; <paramref name="First"/> is the number of one of them.</summary>
public sealed record OrdersLate(ShopId Shop, int Count, string First, DateTimeOffset At) : IDomainEvent;

/// <summary>A carrier can't deliver a parcel of the order.</summary>
public sealed record OrderParcelInTrouble(
    OrderId Order, string Number, ShopId Shop, UserId Buyer, string CarrierCode, string Waybill, DateTimeOffset At) : IDomainEvent;

/// <summary>Orders that ended before they were sent, of one shop or of a whole checkout: what they reserved can be sold again.</summary>
public sealed record StockFreed(IReadOnlyList<string> OrderNumbers) : IDomainEvent;
