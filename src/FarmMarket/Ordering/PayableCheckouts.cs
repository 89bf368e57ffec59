using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>What Payments sees of a checkout.</summary>
internal sealed record PayableCheckout(CheckoutId Id, string Number, UserId Buyer, CheckoutState State, Money Total, DateTimeOffset ExpiresAt);

internal sealed record PayableOrder
{
    public required string Number { get; init; }
    public required LocalText ShopName { get; init; }
    public required Money Total { get; init; }
}

/// <summary>Ordering's side of a payment; Payments calls it in its own transaction.</summary>
internal sealed class PayableCheckouts(MarketDb db, Stock stock, TimeProvider clock)
{
    /// <summary>The buyer's own; anybody else's doesn't exist.</summary>
    public Task<PayableCheckout> Find(string number, UserId buyer, CancellationToken cancellation) =>
        Find(db.Set<Checkout>().Where(checkout => checkout.Number == number && checkout.BuyerId == buyer), cancellation);

    public Task<PayableCheckout> Find(CheckoutId id, CancellationToken cancellation) => Find(db.Set<Checkout>().Where(checkout => checkout.Id == id), cancellation);

    private static async Task<PayableCheckout> Find(IQueryable<Checkout> checkouts, CancellationToken cancellation) =>
        await checkouts.AsNoTracking()
            .Select(checkout => new PayableCheckout(checkout.Id, checkout.Number, checkout.BuyerId, checkout.State, checkout.Total, checkout.ExpiresAt))
            .FirstOrDefaultAsync(cancellation) ?? throw new NotFound();

    /// <summary>What its total is made of.</summary>
    public Task<List<PayableOrder>> Orders(CheckoutId id, CancellationToken cancellation) =>
        db.Set<Order>().AsNoTracking().Where(order => order.CheckoutId == id).OrderBy(order => order.Id)
            .Select(order => new PayableOrder { Number = order.Number, ShopName = order.ShopName, Total = order.Total }).ToListAsync(cancellation);

    public Task<string> NumberOf(CheckoutId id, CancellationToken cancellation) =>
        db.Set<Checkout>().Where(checkout => checkout.Id == id).Select(checkout => checkout.Number).SingleAsync(cancellation);

    /// <summary>Holds its stock for so long from now; refused when it is over.</summary>
    public async Task HoldFor(CheckoutId id, TimeSpan time, CancellationToken cancellation)
    {
        var checkout = await db.Set<Checkout>().SingleAsync(checkout => checkout.Id == id, cancellation);
        checkout.HoldUntil(clock.GetUtcNow() + time, clock.GetUtcNow());
    }

    /// <summary>For a payment that is decided here and now: refused when the time is over.</summary>
    public async Task RefuseIfOver(CheckoutId id, CancellationToken cancellation) =>
        (await db.Set<Checkout>().AsNoTracking().SingleAsync(checkout => checkout.Id == id, cancellation)).RefuseIfOver(clock.GetUtcNow());

    /// <summary>
    /// The money is there, and its orders are paid from here on. One that had expired takes its fruit again if all of it is still there.
    /// False where nothing is left to be paid: it was paid before, the buyer gave it up, or the fruit is gone. Against an expiry at the
    /// same moment one of the two comes first: both change the checkout's version.
    /// </summary>
    public async Task<bool> Pay(CheckoutId id, CancellationToken cancellation)
    {
        var checkout = await db.Set<Checkout>().Include(checkout => checkout.Orders).ThenInclude(order => order.Lines).SingleAsync(checkout => checkout.Id == id, cancellation);
        if (checkout.State is CheckoutState.Paid or CheckoutState.Cancelled)
            return false;
        if (checkout.State == CheckoutState.Expired && !await stock.TakeAgain(Claims(checkout), cancellation))
            return false;
        checkout.Pay(clock.GetUtcNow());
        return true;
    }

    private static List<StockClaim> Claims(Checkout checkout) => [.. checkout.Orders.SelectMany(order => order.Lines
        .GroupBy(line => (line.StockPoolId, line.ListingId))
        .Select(pool => new StockClaim(order.Number, pool.Key.StockPoolId, pool.Key.ListingId, pool.Sum(line => line.BaseUnits * line.Quantity))))];
}
