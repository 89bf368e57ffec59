using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>Writes down what a gateway says of an attempt to pay; the same for every gateway.</summary>
internal sealed class Till(MarketDb db, PayableCheckouts checkouts, Refunds refunds, AuditTrail audit, TimeProvider clock)
{
    /// <summary>
    /// The money is there. That is never refused: it pays the orders, also of a checkout that had lapsed if its fruit is still there, or
    /// it goes back whole at once. Said again of the same <paramref name="reference"/>, it changes nothing.
    /// </summary>
    /// <param name="due">What it came for.</param>
    /// <param name="gateway"></param>
    /// <param name="reference">What the gateway calls the payment.</param>
    /// <param name="cancellation"></param>
    /// <param name="attempt">Which attempt it was, where that was written down before.</param>
    /// <returns>True when it has paid the checkout.</returns>
    public async Task<bool> Take(PayableCheckout due, string gateway, string reference, CancellationToken cancellation, Payment? attempt = null)
    {
        var before = await db.Set<Payment>().AsNoTracking().Where(payment => payment.Gateway == gateway && payment.Reference == reference)
            .Select(payment => (PaymentState?)payment.State).FirstOrDefaultAsync(cancellation);
        if (before is { } known)
            return known == PaymentState.Succeeded;

        var payment = attempt is { State: PaymentState.Pending } ? attempt : Attempt(due, gateway);
        var now = clock.GetUtcNow();
        var paid = await checkouts.Pay(due.Id, cancellation);
        if (paid)
        {
            payment.Succeed(reference, now);
        }
        else
        {
            var twice = await db.Set<Payment>().AnyAsync(other => other.CheckoutId == due.Id && other.State == PaymentState.Succeeded, cancellation);
            payment.Return(reference, due.Number, due.Buyer, twice, now);
            await refunds.OweWhole(due, payment, twice, cancellation);
        }
        var outcome = paid ? "succeeded" : "returned";
        audit.Record("payment." + outcome, "checkout:" + due.Number, new { gateway, reference, fen = due.Total.Fen });
        Count(outcome, gateway);
        return paid;
    }

    public void Decline(PayableCheckout due, string gateway, string reference)
    {
        Attempt(due, gateway).Decline(reference, clock.GetUtcNow());
        audit.Record("payment.declined", "checkout:" + due.Number, new { gateway, reference, fen = due.Total.Fen });
        Count("declined", gateway);
    }

    /// <summary>An attempt that the gateway has not spoken of yet.</summary>
    public Payment Attempt(PayableCheckout due, string gateway)
    {
        var payment = new Payment { CheckoutId = due.Id, Gateway = gateway, Amount = due.Total, CreatedAt = clock.GetUtcNow() };
        db.Add(payment);
        return payment;
    }

    private static void Count(string outcome, string gateway) =>
        Telemetry.Payments.Add(1, new KeyValuePair<string, object?>("outcome", outcome), new KeyValuePair<string, object?>("gateway", gateway));
}
