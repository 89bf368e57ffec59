using FarmMarket.Kernel;

namespace FarmMarket.Payments;

public readonly record struct SettlementId(long Value) : IId;
public readonly record struct SettlementLineId(long Value) : IId;

public enum SettlementState
{
    /// <summary>Made; the bank has not answered for all of its lines.</summary>
    Open,
    Closed,
}

public enum SettlementLineState
{
    Pending,
    Paid,
    Failed,
}

/// <summary>What shops are paid on one day: a line a shop. Its money has left their payables when it is made, so that nothing is paid twice.</summary>
public sealed class Settlement : Aggregate
{
    public SettlementId Id { get; init; }

    /// <summary>S and the day, e.g. S20261124: at most one a day.</summary>
    public required string Number { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public SettlementState State { get; private set; } = SettlementState.Open;
    public List<SettlementLine> Lines { get; } = [];

    /// <summary>The bank or Stripe paid it. False when that was said before.</summary>
    public bool Pay(SettlementLine line, DateTimeOffset now) => End(line, SettlementLineState.Paid, null, now);

    /// <summary>It came back. False when that was said before.</summary>
    public bool Fail(SettlementLine line, string because, DateTimeOffset now) => End(line, SettlementLineState.Failed, because, now);

    private bool End(SettlementLine line, SettlementLineState state, string? because, DateTimeOffset now)
    {
        if (line.State == state)
            return false;
        if (line.State != SettlementLineState.Pending)
            throw new RuleBroken("第 {0} 行已经有结果了，和这次的不一样", line.Position) { Code = "line-over" };
        line.End(state, because, now);
        if (Lines.TrueForAll(each => each.State != SettlementLineState.Pending))
            State = SettlementState.Closed;
        Raise(() => new ShopSettled(line.ShopId, Number, line.Amount, line.LastFour, state == SettlementLineState.Paid, because));
        return true;
    }
}

public sealed class SettlementLine : IEntity
{
    public SettlementLineId Id { get; init; }
    public SettlementId SettlementId { get; init; }

    /// <summary>From 1, as in the bank's file.</summary>
    public required int Position { get; init; }
    public required ShopId ShopId { get; init; }
    public required Money Amount { get; init; }

    // As the account was when the settlement was made.
    public required string Holder { get; init; }
    public required string Bank { get; init; }
    public required string NumberProtected { get; init; }
    public required string LastFour { get; init; }

    /// <summary>Then it is a transfer at Stripe and not a line of the bank's file.</summary>
    public string? StripeAccount { get; init; }

    /// <summary>What Stripe calls the transfer, and how much of it has come back since.</summary>
    public string? Transfer { get; internal set; }
    public Money Reversed { get; internal set; }
    public SettlementLineState State { get; private set; } = SettlementLineState.Pending;
    public string? FailedBecause { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>People answer for the bank; Stripe answers for itself.</summary>
    internal void MustGoByBank()
    {
        if (StripeAccount is not null)
            throw new RuleBroken("第 {0} 行由 Stripe 转账，结果会自己登记", Position) { Code = "line-of-stripe" };
    }

    internal void End(SettlementLineState state, string? because, DateTimeOffset now) => (State, FailedBecause, EndedAt) = (state, because, now);
}

public readonly record struct SettlementFileId(long Value) : IId;

/// <summary>A file of results that was read, so that it isn't read twice.</summary>
public sealed class SettlementFile : IEntity
{
    public SettlementFileId Id { get; init; }
    public required SettlementId SettlementId { get; init; }

    /// <summary>SHA-256 of its bytes.</summary>
    public required string Hash { get; init; }
    public required DateTimeOffset At { get; init; }
}
