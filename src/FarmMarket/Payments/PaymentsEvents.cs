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

/// <summary>It is somebody else's turn in a claim for bad fruit.</summary>
/// <param name="Awaits">Whose.</param>
/// <param name="Steps">So many steps it has; tells one turn from another.</param>
public sealed record ClaimMoved(string Number, string Order, ShopId Shop, UserId Buyer, ClaimState Awaits, int Steps) : IDomainEvent;

/// <summary>A claim is over.</summary>
/// <param name="Award">What the buyer gets of it.</param>
/// <param name="ByBuyer">The buyer ended it, who needs not be told.</param>
public sealed record ClaimEnded(string Number, string Order, ShopId Shop, UserId Buyer, Money Award, bool ByBuyer) : IDomainEvent;
