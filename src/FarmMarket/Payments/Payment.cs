using FarmMarket.Kernel;

namespace FarmMarket.Payments;

public enum PaymentState
{
    Pending,
    Succeeded,
    Declined,

    /// <summary>The money came when there was nothing left to pay: paid before, given up, or sold to others. It goes back whole.</summary>
    Returned,
}

public readonly record struct PaymentId(long Value) : IId;

/// <summary>One attempt to pay a checkout through one gateway. A checkout has at most one that succeeded.</summary>
public sealed class Payment : Aggregate
{
    public PaymentId Id { get; init; }

    /// <summary>Its own name towards the gateway: idempotency key and what the gateway's events are recognised by.</summary>
    public string Key { get; } = PublicNumbers.Token();
    public required CheckoutId CheckoutId { get; init; }

    public required string Gateway { get; init; }
    public required Money Amount { get; init; }
    public PaymentState State { get; private set; } = PaymentState.Pending;

    /// <summary>What the gateway calls it.</summary>
    public string? Reference { get; private set; }

    /// <summary>Of a gateway with a page of its own: what it calls the visit there, and where that is.</summary>
    public string? Session { get; private set; }
    public string? SessionUrl { get; private set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }

    public void Open(string session, string url) => (Session, SessionUrl) = (session, url);

    /// <summary>Whether the gateway's word about this visit is about this attempt. The first word may come before the answer that opened it.</summary>
    public bool IsOf(string session)
    {
        Session ??= session;
        return Session == session;
    }

    public void Succeed(string reference, DateTimeOffset now) => End(PaymentState.Succeeded, reference, now);

    /// <param name="reference">What the gateway calls it.</param>
    /// <param name="checkout">Number of the checkout it came for.</param>
    /// <param name="buyer">To be told.</param>
    /// <param name="twice">Another payment had paid before.</param>
    /// <param name="now"></param>
    public void Return(string reference, string checkout, UserId buyer, bool twice, DateTimeOffset now)
    {
        End(PaymentState.Returned, reference, now);
        Raise(() => new PaymentReturned(checkout, buyer, Amount, reference, twice));
    }

    public void Decline(string? reference, DateTimeOffset now) => End(PaymentState.Declined, reference, now);

    private void End(PaymentState state, string? reference, DateTimeOffset now)
    {
        if (State != PaymentState.Pending)
            throw new RuleBroken("这次付款已经结束") { Code = "payment-over" };
        (State, Reference, EndedAt) = (state, reference, now);
    }
}
