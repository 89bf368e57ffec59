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
