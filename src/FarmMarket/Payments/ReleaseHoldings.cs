using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Ordering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>Received: the time for claims runs.</summary>
internal sealed class StartClaimTime(MarketDb db, TimeProvider clock) : INotificationHandler<OrderCompleted>
{
    public async Task Handle(OrderCompleted completed, CancellationToken cancellationToken)
    {
        var holding = await db.Set<Holding>().FirstOrDefaultAsync(holding => holding.OrderId == completed.Order, cancellationToken);
        holding?.Received(clock.GetUtcNow());
    }
}

/// <summary>Pays shops what is due to them. Never early; what a claim keeps stays.</summary>
public static class ReleaseHoldings
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private const int Batch = 100;

    public sealed record Job : IJob;

    internal sealed class Handler(MarketDb db, Ledger ledger, JobQueue jobs, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var due = await db.Set<Holding>().Include(holding => holding.Parts).Where(holding => holding.ReleaseAt <= now && !holding.Disputed)
                .OrderBy(holding => holding.ReleaseAt).Take(Batch).ToListAsync(cancellationToken);
            foreach (var holding in due)
            {
                var postings = holding.Release(now);
                await ledger.Post("order-released", $"{holding.OrderNumber}:{holding.Moves}", holding.OrderNumber, postings, cancellationToken);
            }
            if (due.Count == Batch)
                jobs.Add(request);
            return Unit.Value;
        }
    }
}
