using FarmMarket.Kernel;

namespace FarmMarket.Payments;

/// <summary>The gateway has sent money back to the buyer.</summary>
/// <param name="Order">Null: a payment of no order went back whole.</param>
public sealed record RefundDone(OrderId? Order, string? Number, UserId Buyer, Money Amount) : IDomainEvent;

/// <summary>A payment came when there was nothing left to pay, and goes back whole.</summary>
/// <param name="Twice">Another one had paid before; otherwise the fruit was gone or the buyer had given up.</param>
public sealed record PaymentReturned(string Checkout, UserId Buyer, Money Amount, string Reference, bool Twice) : IDomainEvent;

/// <summary>The bank has answered for a shop's line of a settlement.</summary>
/// <param name="Because">What the bank said when it did not pay.</param>
public sealed record ShopSettled(ShopId Shop, string Settlement, Money Amount, string LastFour, bool Paid, string? Because) : IDomainEvent;
