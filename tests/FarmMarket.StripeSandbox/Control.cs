namespace FarmMarket.StripeSandbox;

/// <summary>What the world does that no buyer and no market does, for who plays it from outside this process.</summary>
internal static class Control
{
    internal sealed record RefundByHand(string PaymentIntent, long Amount);

    internal sealed record Outcome(bool Good);

    internal sealed record Fault(string Path, ApiFaults.Kind Kind, int Times = 1, int Status = 500);

    public static void MapControl(this WebApplication app, Books books, Deliveries deliveries, ApiFaults faults)
    {
        var control = app.MapGroup("/control");
        control.MapGet("/events", () => deliveries.Events);
        control.MapPost("/line", (LineQuality line) => deliveries.Line = line);
        control.MapPost("/faults", (Fault fault) => faults.Next(fault.Path, fault.Kind, fault.Times, fault.Status));
        control.MapPost("/again", deliveries.SendAllAgain);
        control.MapPost("/flush", (CancellationToken cancellation) => deliveries.Flush(cancellation));
        control.MapPost("/sessions/{id}/pay", (string id) => books.Pay(id));
        control.MapPost("/sessions/{id}/settle", (string id, Outcome outcome) => books.Settle(id, outcome.Good));
        control.MapPost("/refunds", (RefundByHand refund) => books.RefundByHand(refund.PaymentIntent, refund.Amount));
        control.MapPost("/refunds/{id}/fail", books.FailRefund);
        control.MapPost("/payment-intents/{id}/dispute", books.OpenDispute);
        control.MapPost("/disputes/{id}/close", (string id, Outcome outcome) => books.CloseDispute(id, outcome.Good));
    }
}
