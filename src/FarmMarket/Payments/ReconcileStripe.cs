using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

public enum ReconciliationState
{
    /// <summary>Stripe moved money that our books know nothing of.</summary>
    MissingHere,

    /// <summary>Our books have it, Stripe does not.</summary>
    MissingThere,
    Different,
}

/// <summary>
/// Stripe's account of the money beside ours, by what moved: a payment, a refund, a dispute, a payout, a transfer. What moved in the period
/// counts with all that ever moved of it, so that a refund which failed a week later comes out even.
/// </summary>
public static class ReconcileStripe
{
    public const int Most = 200;
    public static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(92);

    /// <summary>What is in our books for less is not missed yet: Stripe's lines are read every hour.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromHours(2);

    /// <param name="From">First day, as in Shanghai.</param>
    /// <param name="To">Last day.</param>
    public sealed record Query(DateOnly From, DateOnly To) : IQuery<Result>, IForOperator;

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.To).GreaterThanOrEqualTo(query => query.From).WithMessage("结束日期不能早于开始日期");
            RuleFor(query => query.To).Must((query, to) => to.DayNumber - query.From.DayNumber < LongestPeriod.Days).WithMessage("一次最多对 {0} 天").WithState(_ => new object[] { LongestPeriod.Days });
        }
    }

    /// <param name="Matched">How many came out even.</param>
    /// <param name="Rows">Those that did not, at most <see cref="Most"/>.</param>
    /// <param name="Fees">Stripe's, of the lines of the period.</param>
    /// <param name="ReadUntil">Time of Stripe's newest line that was read.</param>
    public sealed record Result(int Matched, int Unmatched, IReadOnlyList<Row> Rows, Money Fees, DateTimeOffset? ReadUntil);

    /// <param name="Reference">Stripe's name of it.</param>
    /// <param name="Kind">Stripe's word for its last line; null where there is none.</param>
    public sealed record Row(string Reference, string? Kind, Money Here, Money There)
    {
        public ReconciliationState State => Kind is null ? ReconciliationState.MissingThere : Here == Money.Zero ? ReconciliationState.MissingHere : ReconciliationState.Different;
    }

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var (from, until) = (Shanghai.StartOf(request.From), Shanghai.StartOf(request.To.AddDays(1)));
            var young = clock.GetUtcNow() - Lag;
            var movements = db.Set<StripeMovement>().AsNoTracking();
            var ours = db.Set<LedgerEntry>().AsNoTracking().Where(entry => entry.Gateway == StripeGateway.GatewayName && entry.Reference != null);
            var moved = movements.Where(movement => movement.At >= from && movement.At < until && movement.Reference != null).Select(movement => movement.Reference!)
                .Union(ours.Join(
                    db.Set<LedgerTransaction>().Where(transaction => transaction.At >= from && transaction.At < until && transaction.At < young),
                    entry => entry.LedgerTransactionId, transaction => transaction.Id, (entry, transaction) => entry.Reference!));
            var compared = moved.Select(reference => new
            {
                Reference = reference,
                Kind = movements.Where(movement => movement.Reference == reference).OrderByDescending(movement => movement.Id).Select(movement => movement.Kind).FirstOrDefault(),
                There = movements.Where(movement => movement.Reference == reference).Sum(movement => (long)(object)movement.Amount),
                Here = ours.Where(entry => entry.Reference == reference).Sum(entry => (long)(object)entry.Debit - (long)(object)entry.Credit),
            });
            var uneven = compared.Where(row => row.Here != row.There);
            var all = await compared.CountAsync(cancellationToken);
            var unmatched = await uneven.CountAsync(cancellationToken);
            var rows = unmatched == 0 ? [] : await uneven.OrderBy(row => row.Reference).Take(Most).ToListAsync(cancellationToken);
            var fees = await movements.Where(movement => movement.At >= from && movement.At < until).SumAsync(movement => (long)(object)movement.Fee, cancellationToken);
            var last = await movements.MaxAsync(movement => (DateTimeOffset?)movement.At, cancellationToken);
            return new(all - unmatched, unmatched, [.. rows.Select(row => new Row(row.Reference, row.Kind, new(row.Here), new(row.There)))], new(fees), last);
        }
    }
}
