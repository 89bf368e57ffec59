using FarmMarket.Kernel;

namespace FarmMarket.Payments;

public enum PaymentState
{
    Pending,
    Succeeded,
    Declined,
}

public readonly record struct PaymentId(long Value) : IId;

/// <summary>One attempt to pay a checkout through one gateway. A checkout has at most one that succeeded.</summary>
public sealed class Payment : Aggregate
{
    public PaymentId Id { get; init; }
    public required CheckoutId CheckoutId { get; init; }

    /// <summary>"demo" today.</summary>
    public required string Gateway { get; init; }
    public required Money Amount { get; init; }
    public PaymentState State { get; private set; } = PaymentState.Pending;

    /// <summary>What the gateway calls it.</summary>
    public string? Reference { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }

    public void Succeed(string reference, DateTimeOffset now) => End(PaymentState.Succeeded, reference, now);

    public void Decline(string reference, DateTimeOffset now) => End(PaymentState.Declined, reference, now);

    private void End(PaymentState state, string? reference, DateTimeOffset now)
    {
        if (State != PaymentState.Pending)
            throw new RuleBroken("这次付款已经结束") { Code = "payment-over" };
        (State, Reference, EndedAt) = (state, reference, now);
    }
}

public readonly record struct RefundId(long Value) : IId;

/// <summary>Money going back to the buyer for one order, all of it. Recorded with what caused it, carried out by a job.</summary>
public sealed class Refund : Aggregate
{
    public RefundId Id { get; init; }
    public required OrderId OrderId { get; init; }
    public required string OrderNumber { get; init; }
    public required CheckoutId CheckoutId { get; init; }
    public required UserId BuyerId { get; init; }
    public required Money Amount { get; init; }
    public required string Gateway { get; init; }

    /// <summary>What the gateway calls the payment it goes back from.</summary>
    public required string PaymentReference { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the gateway carried it out, and what it calls that.</summary>
    public DateTimeOffset? DoneAt { get; private set; }
    public string? Reference { get; private set; }

    /// <summary>The gateway may say it more than once; the first time counts.</summary>
    public void CarriedOut(string reference, DateTimeOffset now)
    {
        if (DoneAt is not null)
            return;
        (DoneAt, Reference) = (now, reference);
        Raise(() => new RefundDone(OrderId, OrderNumber, BuyerId, Amount));
    }
}
