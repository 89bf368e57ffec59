using FarmMarket.Kernel;

namespace FarmMarket.Ordering;

public enum CheckoutState
{
    AwaitingPayment,
    Paid,

    /// <summary>Nobody paid in time; the stock went back.</summary>
    Expired,
    Cancelled,
}

/// <summary>One submit of a cart: one payment, one order per shop. Holds the stock until <see cref="ExpiresAt"/>.</summary>
public sealed class Checkout : Aggregate
{
    public static readonly TimeSpan ReservedFor = TimeSpan.FromMinutes(30);

    public CheckoutId Id { get; init; }

    /// <summary>What people and the API call it.</summary>
    public required string Number { get; init; }
    public required UserId BuyerId { get; init; }
    public CheckoutState State { get; private set; } = CheckoutState.AwaitingPayment;

    /// <summary>Always the sum of its orders.</summary>
    public required Money Total { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? PaidAt { get; private set; }
    public List<Order> Orders { get; } = [];

    /// <summary>A new one, over at least one order.</summary>
    public static Checkout Place(string number, UserId buyer, IEnumerable<Order> orders, DateTimeOffset now)
    {
        var placed = orders.ToList();
        var checkout = new Checkout { Number = number, BuyerId = buyer, Total = placed.Sum(order => order.Total), CreatedAt = now, ExpiresAt = now + ReservedFor };
        checkout.Orders.AddRange(placed);
        return checkout;
    }

    /// <summary>The buyer pays in a way that takes longer: the stock waits for it.</summary>
    public void HoldUntil(DateTimeOffset until, DateTimeOffset now)
    {
        RefuseIfOver(now);
        if (until > ExpiresAt)
            ExpiresAt = until;
    }

    /// <summary>For who is about to send money.</summary>
    public void RefuseIfOver(DateTimeOffset now)
    {
        if (!CanBePaid(now))
            throw new RuleBroken("付款时间已过，果子已放回货架，请重新下单") { Code = "checkout-over" };
    }

    public bool CanBePaid(DateTimeOffset now) => State == CheckoutState.AwaitingPayment && now < ExpiresAt;

    /// <summary>The money is there. Of one that had expired the fruit must have been taken again.</summary>
    public void Pay(DateTimeOffset now)
    {
        if (State == CheckoutState.Paid)
            throw new RuleBroken("这笔订单已经付过款了") { Code = "already-paid" };
        if (State == CheckoutState.Cancelled)
            throw new RuleBroken("这笔订单已取消。") { Code = "checkout-over" };
        State = CheckoutState.Paid;
        PaidAt = now;
        foreach (var order in Orders)
            order.Pay(now);
        Raise(() => new CheckoutPaid(Id, BuyerId));
    }

    public void Expire(DateTimeOffset now)
    {
        if (State != CheckoutState.AwaitingPayment || now < ExpiresAt)
            return;
        State = CheckoutState.Expired;
        foreach (var order in Orders)
            order.Expire(now);
        Raise(() => new StockFreed([.. Orders.Select(order => order.Number)]));
    }

    /// <summary>The buyer gives up before paying; all its orders end.</summary>
    public void Cancel(string? reason, DateTimeOffset now)
    {
        if (State != CheckoutState.AwaitingPayment)
            throw new RuleBroken("这笔订单已不在待付款状态") { Code = "not-awaiting-payment" };
        State = CheckoutState.Cancelled;
        foreach (var order in Orders)
            order.Cancel(OrderActor.Buyer, reason, now);
        Raise(() => new StockFreed([.. Orders.Select(order => order.Number)]));
    }
}
