using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>What Payments sees of a checkout.</summary>
internal sealed record PayableCheckout(CheckoutId Id, string Number, CheckoutState State, Money Total, DateTimeOffset ExpiresAt);

/// <summary>Ordering's side of a payment; Payments calls it in its own transaction.</summary>
internal sealed class PayableCheckouts(MarketDb db, TimeProvider clock)
{
    /// <summary>The buyer's own; anybody else's doesn't exist.</summary>
    public async Task<PayableCheckout> Find(string number, UserId buyer, CancellationToken cancellation) =>
        await db.Set<Checkout>().AsNoTracking().Where(checkout => checkout.Number == number && checkout.BuyerId == buyer)
            .Select(checkout => new PayableCheckout(checkout.Id, checkout.Number, checkout.State, checkout.Total, checkout.ExpiresAt))
            .FirstOrDefaultAsync(cancellation) ?? throw new NotFound();

    /// <summary>Holds its stock for so long from now; refused when it is over.</summary>
    public async Task HoldFor(CheckoutId id, TimeSpan time, CancellationToken cancellation)
    {
        var checkout = await db.Set<Checkout>().SingleAsync(checkout => checkout.Id == id, cancellation);
        checkout.HoldUntil(clock.GetUtcNow() + time, clock.GetUtcNow());
    }

    /// <summary>
    /// Its orders are paid from here on. Refused when it is over. Against an expiry at the same moment exactly one of the two wins: both
    /// change the checkout's version.
    /// </summary>
    public async Task Pay(CheckoutId id, CancellationToken cancellation)
    {
        var checkout = await db.Set<Checkout>().Include(checkout => checkout.Orders).ThenInclude(order => order.Lines).SingleAsync(checkout => checkout.Id == id, cancellation);
        checkout.Pay(clock.GetUtcNow());
    }
}
