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
    public sealed record Job(string Intent) : IOutsideJob;

    internal sealed class JobHandler(StripeGateway stripe, StripePayments payments, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            if (!await payments.AreOurs(request.Intent, cancellationToken))
                return Unit.Value;
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
            var ofPayment = await db.Set<Refund>().Where(refund => refund.Gateway == StripeGateway.GatewayName && refund.PaymentReference == request.Intent).ToListAsync(cancellationToken);
            var known = ofPayment.Where(refund => request.Ours is { } ours ? refund.Key == ours : refund.GatewayId == request.Id || refund.Reference == request.Id).ToList();
            if (request is { Ours: null, Status: "succeeded" or "failed" })
            {
                if (known.Count == 0)
                    known = await MadeThere(request, ofPayment, cancellationToken);
                await Beyond(request, request.Amount - known.Sum(refund => refund.Amount), cancellationToken);
            }
            foreach (var refund in known)
            {
                if (request.Status == "succeeded")
                    await refunds.Done(refund, request.Id, cancellationToken);
                // One that failed there and was sent in another way since is not owed again.
                else if (request.HasFailed && (refund.DoneAt is null ? refund.FailedAt is null : refund.Reference == request.Id))
                    await refunds.Failed(refund, request.FailedBecause ?? request.Status, cancellationToken);
            }
            return Unit.Value;
        }

        /// <summary>
        /// It names no order. A refund of ours that Stripe had refused, or that has no order either, is what somebody sends there by hand;
        /// otherwise it is taken from the orders of the payment one after the other, as far as they have something left.
        /// </summary>
        private async Task<List<Refund>> MadeThere(Found found, List<Refund> ofPayment, CancellationToken cancellation)
        {
            var owed = ofPayment.Find(refund => refund.DoneAt is null && refund.Amount == found.Amount && (refund.FailedAt is not null || refund.OrderId is null));
            if (owed is not null)
                return [owed];
            var (left, made) = (found.Amount, new List<Refund>());
            foreach (var holding in await db.HoldingsPaidBy(StripeGateway.GatewayName, found.Intent, cancellation))
            {
                var spread = holding.Spread(left);
                if (spread.Count == 0)
                    continue;
                made.Add(await refunds.Found(holding, spread, $"{found.Id}-{holding.OrderNumber}", found.Id, cancellation));
                left -= made[^1].Amount;
            }
            return made;
        }

        /// <summary>What no order had left is written off, and comes back if the refund fails.</summary>
        private async Task Beyond(Found found, Money left, CancellationToken cancellation)
        {
            if (left <= Money.Zero)
                return;
            if (!await ledger.Knows("refund-beyond", found.Id, cancellation))
            {
                await ledger.Post("refund-beyond", found.Id, order: null,
                    [Posting.ToDebit(LedgerAccount.WriteOffs, left), Posting.FromGateway(StripeGateway.GatewayName, left, found.Id)], cancellation);
            }
            if (found.HasFailed && !await ledger.Knows("refund-beyond-failed", found.Id, cancellation))
            {
                await ledger.Post("refund-beyond-failed", found.Id, order: null,
                    [Posting.ToGateway(StripeGateway.GatewayName, left, found.Id), Posting.ToCredit(LedgerAccount.WriteOffs, left)], cancellation);
            }
        }
    }
}
