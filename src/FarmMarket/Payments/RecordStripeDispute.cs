using FarmMarket.Audit;
using FarmMarket.Data;
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
    public sealed record Command(string Event, string Dispute, string Intent, Money Amount, DisputeOutcome Outcome) : ICommand<Unit>, IForSystem;

    internal sealed class Handler(MarketDb db, StripeEvents events, Ledger ledger, Refunds refunds, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!await events.IsNew(request.Event, cancellationToken) || await Ended(request.Dispute, cancellationToken))
                return Unit.Value;
            var holdings = await db.Set<Holding>().Include(holding => holding.Parts)
                .Where(holding => holding.PaymentReference == request.Intent && holding.Gateway == StripeGateway.GatewayName).OrderBy(holding => holding.Id).ToListAsync(cancellationToken);
            // The end may come before the beginning.
            if (!await ledger.Knows("dispute-opened", request.Dispute, cancellationToken))
            {
                await ledger.Post("dispute-opened", request.Dispute, order: null,
                    [Posting.ToDebit(LedgerAccount.Disputed, request.Amount), Posting.ToCredit(LedgerAccount.Gateway, request.Amount, gateway: StripeGateway.GatewayName)], cancellationToken);
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
                    [Posting.ToDebit(LedgerAccount.Gateway, request.Amount, gateway: StripeGateway.GatewayName), Posting.ToCredit(LedgerAccount.Disputed, request.Amount)], cancellationToken);
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

        private async Task Lose(Command request, List<Holding> holdings, CancellationToken cancellation)
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
