using FarmMarket.Kernel;

namespace FarmMarket.Payments;

public readonly record struct RefundId(long Value) : IId;

public enum RefundReason
{
    /// <summary>The order was cancelled: all that was left.</summary>
    Cancelled,

    /// <summary>The shop gave it back of its own accord.</summary>
    Shop,
    Operator,

    /// <summary>坏果包赔.</summary>
    Claim,

    /// <summary>Paid after the reservation had lapsed and the fruit was gone, or after the buyer had given up.</summary>
    TooLate,

    /// <summary>Paid before by another payment.</summary>
    Twice,

    /// <summary>Made in the gateway's own pages.</summary>
    Gateway,

    /// <summary>The buyer's bank took it back after a dispute.</summary>
    Dispute,
}

/// <summary>
/// Money going back to the buyer of one order, all of it or a part; or, of no order, a whole payment that came when there was nothing
/// left to pay. Owed with what caused it, carried out by a job.
/// </summary>
public sealed class Refund : Aggregate
{
    public RefundId Id { get; init; }

    /// <summary>Unique for what caused it, and the gateway's idempotency key.</summary>
    public required string Key { get; init; }
    public required OrderId? OrderId { get; init; }
    public required string? OrderNumber { get; init; }
    public required CheckoutId CheckoutId { get; init; }
    public required ShopId? ShopId { get; init; }
    public required UserId BuyerId { get; init; }
    public required Money Amount { get; init; }
    public required RefundReason Reason { get; init; }

    /// <summary>What the shop or the operator wrote; the buyer reads it.</summary>
    public string? Note { get; init; }
    public required string Gateway { get; init; }

    /// <summary>What the gateway calls the payment it goes back from.</summary>
    public required string PaymentReference { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the gateway carried it out, and what it calls that.</summary>
    public DateTimeOffset? DoneAt { get; private set; }
    public string? Reference { get; private set; }

    /// <summary>What the gateway calls one that was made on its own pages; it may be of several orders.</summary>
    public string? GatewayId { get; init; }

    /// <summary>When the gateway refused it for good; it stays owed, and a person has to find another way.</summary>
    public DateTimeOffset? FailedAt { get; private set; }
    public string? FailedBecause { get; private set; }

    /// <summary>The gateway may say it more than once; the first time counts. True that time.</summary>
    public bool CarriedOut(string reference, DateTimeOffset now)
    {
        if (DoneAt is not null)
            return false;
        (DoneAt, Reference, FailedAt, FailedBecause) = (now, reference, null, null);
        Raise(() => new RefundDone(OrderId, OrderNumber, BuyerId, Amount));
        return true;
    }

    /// <summary>What the gateway had taken on has failed after all, or it refuses. True when it had been counted as done before.</summary>
    public bool Fail(string because, DateTimeOffset now)
    {
        var wasDone = DoneAt is not null;
        (DoneAt, FailedAt, FailedBecause) = (null, now, because);
        return wasDone;
    }
}
