using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;

namespace FarmMarket.Payments;

/// <summary>Writes down what a gateway says of an attempt to pay; the same for every gateway.</summary>
internal sealed class Till(MarketDb db, PayableCheckouts checkouts, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The orders are paid from here on; refused when the checkout is over.</summary>
    public async Task Take(PayableCheckout due, string gateway, string reference, CancellationToken cancellation)
    {
        await checkouts.Pay(due.Id, cancellation);
        var payment = Attempt(due, gateway);
        payment.Succeed(reference, clock.GetUtcNow());
        audit.Record("payment.succeeded", "checkout:" + due.Number, new { gateway, reference, fen = due.Total.Fen });
        Count("succeeded", gateway);
    }

    public void Decline(PayableCheckout due, string gateway, string reference)
    {
        Attempt(due, gateway).Decline(reference, clock.GetUtcNow());
        audit.Record("payment.declined", "checkout:" + due.Number, new { gateway, reference, fen = due.Total.Fen });
        Count("declined", gateway);
    }

    private Payment Attempt(PayableCheckout due, string gateway)
    {
        var payment = new Payment { CheckoutId = due.Id, Gateway = gateway, Amount = due.Total, CreatedAt = clock.GetUtcNow() };
        db.Add(payment);
        return payment;
    }

    private static void Count(string outcome, string gateway) =>
        Telemetry.Payments.Add(1, new KeyValuePair<string, object?>("outcome", outcome), new KeyValuePair<string, object?>("gateway", gateway));
}
