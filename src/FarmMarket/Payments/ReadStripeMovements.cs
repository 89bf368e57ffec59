using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Stripe;

namespace FarmMarket.Payments;

public readonly record struct StripeMovementId(long Value) : IId;

/// <summary>A line of Stripe's own account of the money it holds for the market, as Stripe writes it.</summary>
public sealed class StripeMovement : IEntity
{
    public StripeMovementId Id { get; init; }

    /// <summary>Stripe's, txn_….</summary>
    public required string MovementId { get; init; }

    /// <summary>Stripe's word for it: charge, refund, adjustment, payout, transfer, stripe_fee ….</summary>
    public required string Kind { get; init; }

    /// <summary>What moved, under the name our ledger knows it by; null for Stripe's own fees and the like.</summary>
    public required string? Reference { get; init; }

    /// <summary>Before the fee; below zero when it went out.</summary>
    public required Money Amount { get; init; }
    public required Money Fee { get; init; }
    public required DateTimeOffset At { get; init; }

    internal static StripeMovement Of(BalanceTransaction line)
    {
        // A fee that stands alone is its whole amount.
        var isFee = line.Type is "stripe_fee" or "tax_fee" or "network_cost";
        return new()
        {
            MovementId = line.Id,
            Kind = line.Type,
            Reference = isFee ? null : line.Source switch
            {
                Charge charge => charge.PaymentIntentId ?? charge.Id,
                TransferReversal back => back.TransferId,
                { } source => source.Id,
                _ => line.SourceId ?? line.Id,
            },
            Amount = isFee ? Money.Zero : new(line.Amount),
            Fee = isFee ? new(-line.Amount) : new(line.Fee),
            At = new(DateTime.SpecifyKind(line.Created, DateTimeKind.Utc)),
        };
    }
}

/// <summary>Reads what Stripe has written down since the last time, and books its fees. Read again, nothing is booked twice.</summary>
public static class ReadStripeMovements
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Read once more each time: Stripe may write a line with a time that is already past.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    public sealed record Job : IOutsideJob;

    /// <summary>An operator doesn't want to wait for the hour.</summary>
    public sealed record Command : ICommand<Unit>, IForOperator;

    internal sealed class CommandHandler(JobQueue jobs) : IRequestHandler<Command, Unit>
    {
        public Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            jobs.Add(new Job());
            return Task.FromResult(Unit.Value);
        }
    }

    internal sealed class JobHandler(MarketDb db, StripeGateway stripe, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            if (!stripe.IsOffered)
                return Unit.Value;
            var last = await db.Set<StripeMovement>().MaxAsync(movement => (DateTimeOffset?)movement.At, cancellationToken);
            string? after = null;
            for (var more = true; more;)
            {
                (var movements, more) = await stripe.Movements(last - Overlap, after, cancellationToken);
                if (movements.Count == 0)
                    break;
                await mediator.Send(new Write(movements), cancellationToken);
                after = movements[^1].MovementId;
            }
            return Unit.Value;
        }
    }

    internal sealed record Write(IReadOnlyList<StripeMovement> Movements) : ICommand<Unit>, IForSystem;

    internal sealed class WriteHandler(MarketDb db, Ledger ledger) : IRequestHandler<Write, Unit>
    {
        public async Task<Unit> Handle(Write request, CancellationToken cancellationToken)
        {
            var ids = request.Movements.Select(movement => movement.MovementId).ToList();
            var known = await db.Set<StripeMovement>().Where(movement => ids.Contains(movement.MovementId)).Select(movement => movement.MovementId).ToListAsync(cancellationToken);
            var fresh = request.Movements.ExceptBy(known, movement => movement.MovementId).ToList();
            db.AddRange(fresh);
            var fees = fresh.Sum(movement => movement.Fee);
            if (fees == Money.Zero)
                return Unit.Value;
            IReadOnlyList<Posting> postings = fees > Money.Zero
                ? [Posting.ToDebit(LedgerAccount.GatewayFees, fees), Posting.FromGateway(StripeGateway.GatewayName, fees, reference: null)]
                : [Posting.ToGateway(StripeGateway.GatewayName, -fees, reference: null), Posting.ToCredit(LedgerAccount.GatewayFees, -fees)];
            await ledger.Post("gateway-fees", fresh[0].MovementId, order: null, postings, cancellationToken);
            return Unit.Value;
        }
    }
}
