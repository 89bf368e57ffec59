using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>The one way in which a refund comes to be owed, whoever decides it: holding, order, ledger and job in the transaction of the decision.</summary>
internal sealed class Refunds(MarketDb db, Ledger ledger, RefundedOrders orders, PayableCheckouts checkouts, AuditTrail audit, JobQueue jobs, TimeProvider clock)
{
    /// <param name="holding">With its parts, tracked.</param>
    /// <param name="amounts">By part; see <see cref="Holding.Rest"/> and <see cref="Holding.Spread"/>.</param>
    /// <param name="key">Unique for the cause: a second one with the same key is refused by the database.</param>
    /// <param name="reason"></param>
    /// <param name="by">Who decided.</param>
    /// <param name="note"></param>
    /// <param name="cancellation"></param>
    public async Task<Refund> Owe(
        Holding holding, IReadOnlyDictionary<HoldingPartId, Money> amounts, string key, RefundReason reason, OrderActor by, string? note, CancellationToken cancellation)
    {
        var refund = await Write(holding, amounts, key, reason, by, note, cancellation);
        jobs.Add(new CarryOutRefund.Job(key));
        return refund;
    }

    /// <summary>One that the gateway has carried out already, on its own pages.</summary>
    public async Task<Refund> Found(
        Holding holding, IReadOnlyDictionary<HoldingPartId, Money> amounts, string key, string reference, CancellationToken cancellation)
    {
        var refund = await Write(holding, amounts, key, RefundReason.Gateway, OrderActor.System, note: null, cancellation, reference);
        await Done(refund, reference, cancellation);
        return refund;
    }

    /// <summary>The buyer has it from the bank already; the dispute's own posting says where it came from.</summary>
    public async Task TakenByBank(
        Holding holding, IReadOnlyDictionary<HoldingPartId, Money> amounts, string key, string dispute, CancellationToken cancellation)
    {
        var refund = await Write(holding, amounts, key, RefundReason.Dispute, OrderActor.System, note: null, cancellation, dispute);
        refund.CarriedOut(dispute, clock.GetUtcNow());
    }

    /// <summary>A whole payment that belongs to no order.</summary>
    public async Task OweWhole(PayableCheckout checkout, Payment payment, bool twice, CancellationToken cancellation)
    {
        var key = $"returned-{payment.Gateway}-{payment.Reference}";
        await ledger.Post("payment-unallocated", key, order: null,
            [Posting.ToGateway(payment.Gateway, payment.Amount, payment.Reference), Posting.ToCredit(LedgerAccount.Unallocated, payment.Amount)], cancellation);
        var reason = twice ? RefundReason.Twice : RefundReason.TooLate;
        db.Add(new Refund
        {
            Key = key,
            OrderId = null,
            OrderNumber = null,
            CheckoutId = checkout.Id,
            ShopId = null,
            BuyerId = checkout.Buyer,
            Amount = payment.Amount,
            Reason = reason,
            Gateway = payment.Gateway,
            PaymentReference = payment.Reference!,
            CreatedAt = clock.GetUtcNow(),
        });
        await ledger.Post("refund-owed", key, order: null,
            [Posting.ToDebit(LedgerAccount.Unallocated, payment.Amount), Posting.ToCredit(LedgerAccount.RefundsDue, payment.Amount)], cancellation);
        audit.Record("refund.owed", "checkout:" + checkout.Number, new { reason = reason.ToString(), fen = payment.Amount.Fen });
        jobs.Add(new CarryOutRefund.Job(key));
    }

    private async Task<string> SubjectOf(Refund refund, CancellationToken cancellation) => refund.OrderNumber is { } order
        ? "order:" + order
        : "checkout:" + await checkouts.NumberOf(refund.CheckoutId, cancellation);

    /// <param name="refund"></param>
    /// <param name="reference">What the gateway or the bank calls it.</param>
    /// <param name="cancellation"></param>
    /// <param name="fromBank">A person has sent it from the platform's bank account, because the gateway would not.</param>
    public async Task Done(Refund refund, string reference, CancellationToken cancellation, bool fromBank = false)
    {
        if (!refund.CarriedOut(reference, clock.GetUtcNow()))
            return;
        await ledger.Post("refund-sent", $"{refund.Key}:{reference}", refund.OrderNumber,
            fromBank ? [Posting.ToDebit(LedgerAccount.RefundsDue, refund.Amount), Posting.ToCredit(LedgerAccount.Bank, refund.Amount)] : Sent(refund, back: false), cancellation);
        audit.Record("refund.done", await SubjectOf(refund, cancellation), new { refund.Gateway, reference, fen = refund.Amount.Fen });
    }

    /// <summary>The gateway says that it will not, or that it did not after all. What was counted as sent is owed again.</summary>
    public async Task Failed(Refund refund, string because, CancellationToken cancellation)
    {
        var reference = refund.Reference;
        if (refund.Fail(because, clock.GetUtcNow()))
            await ledger.Post("refund-failed", $"{refund.Key}:{reference}", refund.OrderNumber, Sent(refund, back: true), cancellation);
        audit.Record("refund.failed", await SubjectOf(refund, cancellation), new { refund.Gateway, because, fen = refund.Amount.Fen });
    }

    private static IEnumerable<Posting> Sent(Refund refund, bool back) => back
        ? [Posting.ToGateway(refund.Gateway, refund.Amount, refund.Reference), Posting.ToCredit(LedgerAccount.RefundsDue, refund.Amount)]
        : [Posting.ToDebit(LedgerAccount.RefundsDue, refund.Amount), Posting.FromGateway(refund.Gateway, refund.Amount, refund.Reference)];

    private async Task<Refund> Write(
        Holding holding, IReadOnlyDictionary<HoldingPartId, Money> amounts, string key, RefundReason reason, OrderActor by, string? note, CancellationToken cancellation,
        string? gatewayId = null)
    {
        var postings = holding.Refund(amounts);
        var amount = amounts.Values.Sum();
        // A cancelled order has said so itself.
        if (reason != RefundReason.Cancelled)
            await orders.Refund(holding.OrderId, amount, by, cancellation);
        var refund = new Refund
        {
            Key = key,
            OrderId = holding.OrderId,
            OrderNumber = holding.OrderNumber,
            CheckoutId = holding.CheckoutId,
            ShopId = holding.ShopId,
            BuyerId = holding.BuyerId,
            Amount = amount,
            Reason = reason,
            Note = note,
            Gateway = holding.Gateway,
            PaymentReference = holding.PaymentReference,
            GatewayId = gatewayId,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(refund);
        await ledger.Post("refund-owed", key, holding.OrderNumber, postings, cancellation);
        audit.Record("refund.owed", "order:" + holding.OrderNumber, new { reason = reason.ToString(), by = by.ToString(), fen = amount.Fen });
        return refund;
    }
}

internal static class Holdings
{
    /// <summary>Tracked, with its parts.</summary>
    public static async Task<Holding> HoldingOf(this MarketDb db, string order, CancellationToken cancellation) =>
        await db.Set<Holding>().Include(holding => holding.Parts).FirstOrDefaultAsync(holding => holding.OrderNumber == order, cancellation) ?? throw new NotFound();

    /// <summary>Those of all orders that a payment paid, tracked, with their parts, in the order in which what names no order is taken from them.</summary>
    public static Task<List<Holding>> HoldingsPaidBy(this MarketDb db, string gateway, string reference, CancellationToken cancellation) =>
        db.Set<Holding>().Include(holding => holding.Parts).Where(holding => holding.PaymentReference == reference && holding.Gateway == gateway).OrderBy(holding => holding.Id).ToListAsync(cancellation);
}
