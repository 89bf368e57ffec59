using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Ordering;

namespace FarmMarket.Payments;

public readonly record struct ClaimId(long Value) : IId;
public readonly record struct ClaimPhotoId(long Value) : IId;
public readonly record struct ClaimStepId(long Value) : IId;

public enum ClaimState
{
    AwaitingShop,
    AwaitingBuyer,
    AwaitingOperator,

    /// <summary>Ended with money for the buyer.</summary>
    Awarded,

    /// <summary>Ended without.</summary>
    Refused,
    Withdrawn,
}

public enum ClaimStepKind
{
    Opened,
    Accepted,
    Offered,
    Refused,
    Countered,
    Appealed,
    Withdrawn,
    Decided,

    /// <summary>The time to answer passed, and what stood counts.</summary>
    Lapsed,
}

/// <summary>
/// 坏果包赔: a buyer shows bad fruit of one line of an order, and shop, buyer and in the end the operator find what it is worth. While it is
/// open, what it asks for is kept out of the release. Silence of the shop is consent; silence of the buyer lets the shop's word stand.
/// </summary>
public sealed class Claim : Aggregate
{
    public const int LongestWords = 500;
    public const int MostPhotos = 9;
    public static readonly TimeSpan ShopAnswersWithin = TimeSpan.FromHours(24);
    public static readonly TimeSpan BuyerAnswersWithin = TimeSpan.FromHours(72);

    public ClaimId Id { get; init; }
    public required string Number { get; init; }
    public required string OrderNumber { get; init; }
    public required OrderLineId OrderLineId { get; init; }
    public required ShopId ShopId { get; init; }
    public required UserId BuyerId { get; init; }

    // As ordered.
    public required LocalText Title { get; init; }
    public required LocalText PackName { get; init; }
    public required StockUnit Unit { get; init; }
    public required long OrderedUnits { get; init; }

    /// <summary>Grams or pieces that are bad.</summary>
    public required long BadUnits { get; init; }

    /// <summary>What that part of the line was paid.</summary>
    public required Money Asked { get; init; }

    /// <summary>What is kept for it; the most that can come of it.</summary>
    public required Money Kept { get; init; }
    public ClaimState State { get; private set; } = ClaimState.AwaitingShop;

    /// <summary>The shop's word, while the buyer has to answer it; zero is a refusal.</summary>
    public Money? Offer { get; private set; }

    /// <summary>The buyer's answer to an offer, once.</summary>
    public Money? Counter { get; private set; }
    public Money? Award { get; private set; }

    /// <summary>When what stands counts by itself; null when nobody is waited for or the operator decides.</summary>
    public DateTimeOffset? AnswerBy { get; private set; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public List<ClaimPhoto> Photos { get; } = [];
    public List<ClaimStep> Steps { get; } = [];

    public bool IsOpen => State is ClaimState.AwaitingShop or ClaimState.AwaitingBuyer or ClaimState.AwaitingOperator;
    public bool MayCounter => State == ClaimState.AwaitingBuyer && Offer > Money.Zero && Counter is null;

    /// <summary>What the shop is asked to agree to now.</summary>
    public Money Wanted => Counter ?? Kept;

    /// <summary>The share of what the line was paid that its bad part stands for; to the fen, never more than the line.</summary>
    public static Money Worth(Money sum, long bad, long ordered) => bad >= ordered ? sum : new(Money.Round((decimal)sum.Fen * bad / ordered));

    public void Begin(string words, IEnumerable<string> photos, DateTimeOffset now)
    {
        Photos.AddRange(photos.Select((key, n) => new ClaimPhoto { Key = key, Position = n }));
        Step(ClaimStepKind.Opened, OrderActor.Buyer, Asked, words, now);
        Wait(ClaimState.AwaitingShop, now + ShopAnswersWithin);
    }

    public void Accept(DateTimeOffset now)
    {
        MustBe(ClaimState.AwaitingShop);
        End(ClaimStepKind.Accepted, OrderActor.Shop, Wanted, words: null, now);
    }

    /// <summary>Less than is asked for. After the buyer has countered there is only yes or no.</summary>
    public void OfferLess(Money amount, string words, DateTimeOffset now)
    {
        MustBe(ClaimState.AwaitingShop);
        if (Counter is not null)
            throw new RuleBroken("买家已经还过价，只能同意或拒绝") { Field = "Amount", Code = "counter-once" };
        if (amount <= Money.Zero || amount >= Kept)
            throw new RuleBroken("金额要在 0 和 {0} 之间", Kept) { Field = "Amount", Code = "amount-out-of-range" };
        Offer = amount;
        Step(ClaimStepKind.Offered, OrderActor.Shop, amount, words, now);
        Wait(ClaimState.AwaitingBuyer, now + BuyerAnswersWithin);
    }

    /// <summary>After a counter the operator decides; before, the buyer may let it stand or appeal.</summary>
    public void Refuse(string words, DateTimeOffset now)
    {
        MustBe(ClaimState.AwaitingShop);
        Step(ClaimStepKind.Refused, OrderActor.Shop, amount: null, words, now);
        if (Counter is not null)
        {
            Wait(ClaimState.AwaitingOperator, until: null);
            return;
        }
        Offer = Money.Zero;
        Wait(ClaimState.AwaitingBuyer, now + BuyerAnswersWithin);
    }

    public void AcceptOffer(DateTimeOffset now)
    {
        MustBe(ClaimState.AwaitingBuyer);
        End(ClaimStepKind.Accepted, OrderActor.Buyer, Offer!.Value, words: null, now);
    }

    public void CounterOffer(Money amount, string words, DateTimeOffset now)
    {
        MustBe(ClaimState.AwaitingBuyer);
        if (!MayCounter)
            throw new RuleBroken("只能还价一次；不同意可以请平台裁决") { Field = "Amount", Code = "counter-once" };
        if (amount <= Offer || amount > Kept)
            throw new RuleBroken("金额要高于店家的 {0}，不超过 {1}", Offer!.Value, Kept) { Field = "Amount", Code = "amount-out-of-range" };
        Counter = amount;
        Step(ClaimStepKind.Countered, OrderActor.Buyer, amount, words, now);
        Wait(ClaimState.AwaitingShop, now + ShopAnswersWithin);
    }

    public void Appeal(string words, DateTimeOffset now)
    {
        MustBe(ClaimState.AwaitingBuyer);
        Step(ClaimStepKind.Appealed, OrderActor.Buyer, amount: null, words, now);
        Wait(ClaimState.AwaitingOperator, until: null);
    }

    public void Withdraw(DateTimeOffset now)
    {
        if (!IsOpen)
            throw Over();
        Step(ClaimStepKind.Withdrawn, OrderActor.Buyer, amount: null, words: null, now);
        (State, AnswerBy, EndedAt, Award) = (ClaimState.Withdrawn, null, now, Money.Zero);
        Raise(() => new ClaimEnded(Number, OrderNumber, ShopId, BuyerId, Money.Zero, ByBuyer: true));
    }

    public void Decide(Money amount, string words, DateTimeOffset now)
    {
        MustBe(ClaimState.AwaitingOperator);
        if (amount < Money.Zero || amount > Kept)
            throw new RuleBroken("金额要在 0 和 {0} 之间", Kept) { Field = "Amount", Code = "amount-out-of-range" };
        End(ClaimStepKind.Decided, OrderActor.Operator, amount, words, now);
    }

    /// <summary>The time is over: what stands counts. Before its time, and where nobody is waited for, it does nothing.</summary>
    public void Lapse(DateTimeOffset now)
    {
        if (AnswerBy is not { } due || now < due)
            return;
        End(ClaimStepKind.Lapsed, OrderActor.System, State == ClaimState.AwaitingShop ? Wanted : Offer!.Value, words: null, now);
    }

    private void End(ClaimStepKind kind, OrderActor by, Money award, string? words, DateTimeOffset now)
    {
        Step(kind, by, award, words, now);
        (State, AnswerBy, EndedAt, Award) = (award > Money.Zero ? ClaimState.Awarded : ClaimState.Refused, null, now, award);
        Raise(() => new ClaimEnded(Number, OrderNumber, ShopId, BuyerId, award, ByBuyer: by == OrderActor.Buyer));
    }

    private void Wait(ClaimState state, DateTimeOffset? until)
    {
        (State, AnswerBy) = (state, until);
        Raise(() => new ClaimMoved(Number, OrderNumber, ShopId, BuyerId, state, Steps.Count));
    }

    private void Step(ClaimStepKind kind, OrderActor by, Money? amount, string? words, DateTimeOffset now) =>
        Steps.Add(new() { Kind = kind, By = by, Amount = amount, Words = words, At = now });

    private void MustBe(ClaimState state)
    {
        if (State != state)
            throw Over();
    }

    private static RuleBroken Over() => new("这个包赔现在不能这样做，请刷新后再看") { Code = "not-in-this-state" };
}

public sealed class ClaimPhoto : IEntity
{
    public ClaimPhotoId Id { get; init; }
    public ClaimId ClaimId { get; init; }
    public required string Key { get; init; }
    public required int Position { get; init; }
}

/// <summary>Something that was said or decided. Never changed.</summary>
public sealed class ClaimStep : IEntity
{
    public ClaimStepId Id { get; init; }
    public ClaimId ClaimId { get; init; }
    public required ClaimStepKind Kind { get; init; }
    public required OrderActor By { get; init; }
    public Money? Amount { get; init; }

    /// <summary>User text, shown as text.</summary>
    public string? Words { get; init; }
    public required DateTimeOffset At { get; init; }
}
