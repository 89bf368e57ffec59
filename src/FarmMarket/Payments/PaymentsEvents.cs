using FarmMarket.Kernel;

namespace FarmMarket.Payments;

/// <summary>The money of a cancelled order is on its way back to the buyer.</summary>
public sealed record RefundDone(OrderId Order, string Number, UserId Buyer, Money Amount) : IDomainEvent;

/// <summary>The bank has answered for a shop's line of a settlement.</summary>
/// <param name="Because">What the bank said when it did not pay.</param>
public sealed record ShopSettled(ShopId Shop, string Settlement, Money Amount, string LastFour, bool Paid, string? Because) : IDomainEvent;
