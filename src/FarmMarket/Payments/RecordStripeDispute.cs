using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

public enum DisputeOutcome
{
    Open,
    Won,
    Lost,
}

/// <summary>
/// The buyer's bank takes a payment back until it has decided: the money stands apart and nothing of its orders is released. Won, it
/// comes back. Lost, the buyer has it: it is taken from the orders like a refund, and what they don't have left is written off.
/// </summary>
public static class RecordStripeDispute
{
    /// <param name="Dispute">Stripe's, dp_….</param>
    /// <param name="Intent">What Stripe calls the payment.</param>
    public sealed record Job(string Dispute, string Intent) : IOutsideJob;

    internal sealed class JobHandler(StripeGateway stripe, StripePayments payments, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            if (!await payments.AreOurs(request.Intent, cancellationToken))
                return Unit.Value;
            // What it takes depends on what was refunded before.
            await mediator.Send(new RecordStripeRefunds.Job(request.Intent), cancellationToken);
            var (amount, status) = await stripe.LookAtDispute(request.Dispute, cancellationToken);
            DisputeOutcome? outcome = status switch
            {
                "needs_response" or "under_review" => DisputeOutcome.Open,
                "won" => DisputeOutcome.Won,
                "lost" => DisputeOutcome.Lost,
                // Inquiries and what was settled before it became a dispute move no money.
                _ => null,
            };
            if (outcome is { } known)
                await mediator.Send(new Found(request.Dispute, request.Intent, amount, known), cancellationToken);
            return Unit.Value;
        }
    }

    internal sealed record Found(string Dispute, string Intent, Money Amount, DisputeOutcome Outcome) : ICommand<Unit>, IForSystem;

    internal sealed class FoundHandler(MarketDb db, Ledger ledger, Refunds refunds, AuditTrail audit, TimeProvider clock) : IRequestHandler<Found, Unit>
    {
        public async Task<Unit> Handle(Found request, CancellationToken cancellationToken)
        {
            if (await Ended(request.Dispute, cancellationToken))
                return Unit.Value;
            var holdings = await db.HoldingsPaidBy(StripeGateway.GatewayName, request.Intent, cancellationToken);
            // The end may be the first that is heard of it.
            if (!await ledger.Knows("dispute-opened", request.Dispute, cancellationToken))
            {
                await ledger.Post("dispute-opened", request.Dispute, order: null,
                    [Posting.ToDebit(LedgerAccount.Disputed, request.Amount), Posting.FromGateway(StripeGateway.GatewayName, request.Amount, request.Dispute)], cancellationToken);
                audit.Record("dispute.opened", "payment:" + request.Intent, new { request.Dispute, fen = request.Amount.Fen });
            }
            foreach (var holding in holdings)
            {
                if (request.Outcome == DisputeOutcome.Open)
                    holding.Dispute();
                else
                    holding.EndDispute();
            }
            if (request.Outcome == DisputeOutcome.Open)
                return Unit.Value;

            if (request.Outcome == DisputeOutcome.Won)
            {
                await ledger.Post("dispute-won", request.Dispute, order: null,
                    [Posting.ToGateway(StripeGateway.GatewayName, request.Amount, request.Dispute), Posting.ToCredit(LedgerAccount.Disputed, request.Amount)], cancellationToken);
            }
            else
            {
                await Lose(request, holdings, cancellationToken);
            }
            audit.Record(request.Outcome == DisputeOutcome.Won ? "dispute.won" : "dispute.lost", "payment:" + request.Intent, new { request.Dispute, fen = request.Amount.Fen });
            return Unit.Value;
        }

        private async Task<bool> Ended(string dispute, CancellationToken cancellation) =>
            await ledger.Knows("dispute-won", dispute, cancellation) || await ledger.Knows("dispute-lost", dispute, cancellation);

        private async Task Lose(Found request, List<Holding> holdings, CancellationToken cancellation)
        {
            var left = request.Amount;
            foreach (var holding in holdings)
            {
                var spread = holding.Spread(left);
                if (spread.Count == 0)
                    continue;
                var taken = spread.Values.Sum();
                await refunds.TakenByBank(holding, spread, $"{request.Dispute}-{holding.OrderNumber}", request.Dispute, cancellation);
                left -= taken;
            }
            // What was owed and could not be sent, the buyer has with the rest of it.
            foreach (var owed in await db.Set<Refund>()
                .Where(refund => refund.PaymentReference == request.Intent && refund.Gateway == StripeGateway.GatewayName && refund.DoneAt == null && refund.FailedAt != null)
                .OrderBy(refund => refund.Id).ToListAsync(cancellation))
            {
                if (owed.Amount > left)
                    continue;
                owed.CarriedOut(request.Dispute, clock.GetUtcNow());
                left -= owed.Amount;
            }
            // Also where nothing is left over, so that the dispute is known to have ended.
            await ledger.Post("dispute-lost", request.Dispute, order: null,
                [
                    Posting.ToDebit(LedgerAccount.RefundsDue, request.Amount - left),
                    Posting.ToDebit(LedgerAccount.WriteOffs, left),
                    Posting.ToCredit(LedgerAccount.Disputed, request.Amount),
                ], cancellation);
        }
    }
}
