using FarmMarket.Kernel;

namespace FarmMarket.Payments;

/// <summary>The money of a cancelled order is on its way back to the buyer.</summary>
public sealed record RefundDone(OrderId Order, string Number, UserId Buyer, Money Amount) : IDomainEvent;
