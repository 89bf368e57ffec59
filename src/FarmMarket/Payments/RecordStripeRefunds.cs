using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>
/// Stripe says that something happened to the refunds of a payment. Its messages come in any order and some name no refund, so the
/// refunds themselves are read and each is recorded as it stands.
/// </summary>
public static class RecordStripeRefunds
{
    /// <param name="Intent">What Stripe calls the payment.</param>
    public sealed record Noted(string Event, string Intent) : ICommand<Unit>, IForSystem;

    internal sealed class NotedHandler(StripeEvents events, JobQueue jobs) : IRequestHandler<Noted, Unit>
    {
        public async Task<Unit> Handle(Noted request, CancellationToken cancellationToken)
        {
            if (await events.IsNew(request.Event, cancellationToken))
                jobs.Add(new Job(request.Intent));
            return Unit.Value;
        }
    }

    public sealed record Job(string Intent) : IOutsideJob;

    internal sealed class JobHandler(StripeGateway stripe, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            foreach (var refund in await stripe.RefundsOf(request.Intent, cancellationToken))
            {
                var ours = refund.Metadata?.GetValueOrDefault(StripeGateway.RefundKey);
                await mediator.Send(new Found(request.Intent, refund.Id, new(refund.Amount), refund.Status, refund.FailureReason, ours), cancellationToken);
            }
            return Unit.Value;
        }
    }

    /// <param name="Id">Stripe's, re_….</param>
    /// <param name="Ours">Key of our refund; null for one made on Stripe's own pages.</param>
    internal sealed record Found(string Intent, string Id, Money Amount, string Status, string? FailedBecause, string? Ours) : ICommand<Unit>, IForSystem
    {
        public bool HasFailed => Status is "failed" or "canceled";
    }

    internal sealed class FoundHandler(MarketDb db, Refunds refunds, Ledger ledger) : IRequestHandler<Found, Unit>
    {
        public async Task<Unit> Handle(Found request, CancellationToken cancellationToken)
        {
            var known = await db.Set<Refund>()
                .Where(refund => refund.Gateway == StripeGateway.GatewayName && (request.Ours != null ? refund.Key == request.Ours : refund.GatewayId == request.Id))
                .ToListAsync(cancellationToken);
            if (known.Count > 0)
            {
                foreach (var refund in known)
                {
                    if (!request.HasFailed && request.Status == "succeeded")
                        await refunds.Done(refund, request.Id, cancellationToken);
                    else if (request.HasFailed && refund.FailedAt is null)
                        await refunds.Failed(refund, request.FailedBecause ?? request.Status, cancellationToken);
                }
            }
            else if (request is { Ours: null, Status: "succeeded" })
            {
                await MadeThere(request, cancellationToken);
            }
            return Unit.Value;
        }

        /// <summary>It names no order: it is taken from the orders of the payment one after the other, and what none of them has left is written off.</summary>
        private async Task MadeThere(Found found, CancellationToken cancellation)
        {
            var left = found.Amount;
            foreach (var holding in await db.Set<Holding>().Include(holding => holding.Parts)
                .Where(holding => holding.PaymentReference == found.Intent && holding.Gateway == StripeGateway.GatewayName).OrderBy(holding => holding.Id).ToListAsync(cancellation))
            {
                var spread = holding.Spread(left);
                if (spread.Count == 0)
                    continue;
                await refunds.Found(holding, spread, $"{found.Id}-{holding.OrderNumber}", found.Id, cancellation);
                left -= spread.Values.Sum();
            }
            if (left <= Money.Zero || await ledger.Knows("refund-beyond", found.Id, cancellation))
                return;
            await ledger.Post("refund-beyond", found.Id, order: null,
                [Posting.ToDebit(LedgerAccount.WriteOffs, left), Posting.ToCredit(LedgerAccount.Gateway, left, gateway: StripeGateway.GatewayName)], cancellation);
        }
    }
}
