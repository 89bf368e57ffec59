using FarmMarket.Kernel;
using FarmMarket.Ordering;

namespace FarmMarket.Payments;

public readonly record struct HoldingId(long Value) : IId;

/// <summary>
/// Guaranteed trade: what the buyer paid for one order, held until the fruit was received and the time for claims has passed, then
/// released to the shop less commission. Says what every step means in the ledger; nothing else decides about an order's money.
/// </summary>
public sealed class Holding : Aggregate
{
    public HoldingId Id { get; init; }
    public required OrderId OrderId { get; init; }
    public required string OrderNumber { get; init; }
    public required CheckoutId CheckoutId { get; init; }
    public required UserId BuyerId { get; init; }
    public required ShopId ShopId { get; init; }
    public required string Gateway { get; init; }

    /// <summary>What the gateway calls the payment.</summary>
    public required string PaymentReference { get; init; }
    public required DateTimeOffset PaidAt { get; init; }

    /// <summary>How long after receipt the buyer may claim: the longest of the order's lines.</summary>
    public required int ClaimHours { get; init; }

    /// <summary>When it is released if nothing freezes it; null until received and after.</summary>
    public DateTimeOffset? ReleaseAt { get; private set; }
    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>How often its money moved. Written with every change of a part, so that two at once are noticed.</summary>
    public int Moves { get; private set; }

    /// <summary>The buyer's bank took the payment back and has not decided yet: nothing of it is released meanwhile.</summary>
    public bool Disputed { get; private set; }
    public List<HoldingPart> Parts { get; } = [];

    public Money Paid => Parts.Sum(part => part.Paid);
    public Money Refunded => Parts.Sum(part => part.Refunded);
    public Money Held => Parts.Sum(part => part.Held);
    public Money Refundable => Parts.Sum(part => part.Refundable);

    /// <summary>The entries of the payment.</summary>
    public IReadOnlyList<Posting> Take() =>
        [Posting.ToGateway(Gateway, Paid, PaymentReference), Posting.ToCredit(LedgerAccount.Held, Paid, ShopId)];

    /// <summary>The order was received: from here the time for claims runs.</summary>
    public void Received(DateTimeOffset now)
    {
        if (ReleasedAt is null)
            ReleaseAt = now.AddHours(ClaimHours);
    }

    /// <summary>Pays what is due and not frozen to the shop, less commission. Before its time it does nothing.</summary>
    public IReadOnlyList<Posting> Release(DateTimeOffset now)
    {
        if (Disputed || ReleaseAt is not { } due || now < due)
            return [];
        (ReleaseAt, ReleasedAt) = (null, now);
        Moves++;
        var (gross, commission) = (Money.Zero, Money.Zero);
        foreach (var part in Parts)
        {
            var (released, ofIt) = part.Release();
            (gross, commission) = (gross + released, commission + ofIt);
        }
        return
        [
            Posting.ToDebit(LedgerAccount.Held, gross, ShopId),
            Posting.ToCredit(LedgerAccount.Payable, gross - commission, ShopId),
            Posting.ToCredit(LedgerAccount.Commission, commission),
        ];
    }

    /// <summary>
    /// Owes the buyer these amounts by part; from what is held, or, once that was released, from the shop and the commission. The
    /// refused: more than a part has left.
    /// </summary>
    public IReadOnlyList<Posting> Refund(IReadOnlyDictionary<HoldingPartId, Money> amounts)
    {
        if (amounts.Count == 0 || amounts.Values.Any(amount => amount <= Money.Zero))
            throw new RuleBroken("请填写要退的金额") { Field = "amount", Code = "nothing-to-refund" };
        foreach (var (id, amount) in amounts)
        {
            var part = Parts.SingleOrDefault(part => part.Id == id) ?? throw new NotFound();
            if (amount > part.Refundable)
                throw new RuleBroken("最多还能退 {0}", part.Refundable) { Field = "amount", Code = "more-than-left" };
        }
        Moves++;
        var (held, commission) = (Money.Zero, Money.Zero);
        foreach (var (id, amount) in amounts)
        {
            var (fromHeld, back) = Parts.Single(part => part.Id == id).Refund(amount);
            (held, commission) = (held + fromHeld, commission + back);
        }
        var all = amounts.Values.Sum();
        return
        [
            Posting.ToDebit(LedgerAccount.Held, held, ShopId),
            Posting.ToDebit(LedgerAccount.Payable, all - held - commission, ShopId),
            Posting.ToDebit(LedgerAccount.Commission, commission),
            Posting.ToCredit(LedgerAccount.RefundsDue, all),
        ];
    }

    /// <summary>All that is left, by part.</summary>
    public IReadOnlyDictionary<HoldingPartId, Money> Rest() =>
        Parts.Where(part => part.Refundable > Money.Zero).ToDictionary(part => part.Id, part => part.Refundable);

    /// <summary>Spreads an amount, as far as it goes, over the parts, goods before freight: for refunds that name no part.</summary>
    public IReadOnlyDictionary<HoldingPartId, Money> Spread(Money amount)
    {
        var left = amount;
        var spread = new Dictionary<HoldingPartId, Money>();
        foreach (var part in Parts.OrderBy(part => part.OrderLineId is null).ThenBy(part => part.Id.Value))
        {
            var taken = left < part.Refundable ? left : part.Refundable;
            if (taken > Money.Zero)
                spread[part.Id] = taken;
            left -= taken;
        }
        return spread;
    }

    /// <summary>Keeps so much of a line from being released while a claim is open; returns how much could be kept.</summary>
    public Money Freeze(OrderLineId line, Money amount)
    {
        Moves++;
        return PartOf(line).Freeze(amount);
    }

    /// <summary>The claim is over: what it kept is released with the next run, if the rest was.</summary>
    public void Thaw(OrderLineId line, Money amount, DateTimeOffset now)
    {
        Moves++;
        PartOf(line).Thaw(amount);
        if (ReleasedAt is not null && Held > Money.Zero)
            ReleaseAt = now;
    }

    public void Dispute() => Disputed = true;

    public void EndDispute() => Disputed = false;

    public HoldingPart PartOf(OrderLineId line) => Parts.SingleOrDefault(part => part.OrderLineId == line) ?? throw new NotFound();
}

public readonly record struct HoldingPartId(long Value) : IId;

/// <summary>A line of the order, or its freight. What was paid is refunded, released or still held, to the fen.</summary>
public sealed class HoldingPart : IEntity
{
    public HoldingPartId Id { get; init; }
    public HoldingId HoldingId { get; init; }

    /// <summary>Null: the freight.</summary>
    public OrderLineId? OrderLineId { get; init; }

    /// <summary>Hundredths of a percent of what the shop keeps; as it stood when the buyer paid.</summary>
    public required int CommissionBasisPoints { get; init; }
    public required Money Paid { get; init; }
    public Money Refunded { get; private set; }

    /// <summary>With the commission; what was refunded of it since is taken off.</summary>
    public Money Released { get; private set; }
    public Money Commission { get; private set; }

    /// <summary>Of what is held, kept back for open claims.</summary>
    public Money Frozen { get; private set; }

    public Money Held => Paid - Refunded - Released;
    public Money Refundable => Paid - Refunded;

    internal (Money Released, Money Commission) Release()
    {
        var released = Held - Frozen;
        Released += released;
        return (released, Charge());
    }

    /// <summary>What came out of the held money, and what the platform gives back of its commission.</summary>
    internal (Money FromHeld, Money Commission) Refund(Money amount)
    {
        var fromHeld = amount < Held ? amount : Held;
        Refunded += amount;
        Released -= amount - fromHeld;
        Frozen = Frozen < Held ? Frozen : Held;
        return (fromHeld, -Charge());
    }

    internal Money Freeze(Money amount)
    {
        var kept = amount < Held - Frozen ? amount : Held - Frozen;
        Frozen += kept;
        return kept;
    }

    internal void Thaw(Money amount) => Frozen -= amount < Frozen ? amount : Frozen;

    /// <summary>Brings the commission to what is due of the released; returns the difference.</summary>
    private Money Charge()
    {
        var due = new Money(Money.Round(Released.Fen * (decimal)CommissionBasisPoints / 10_000));
        var more = due - Commission;
        Commission = due;
        return more;
    }
}
