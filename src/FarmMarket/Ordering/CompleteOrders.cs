using FarmMarket.Data;
using FarmMarket.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>Completes what nobody confirmed: days after delivery, or after shipping when no carrier ever reported it delivered.</summary>
public static class CompleteOrders
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private const int Batch = 100;

    public sealed record Job : IJob;

    internal sealed class Handler(MarketDb db, JobQueue jobs, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var due = await db.Set<Order>().Where(order => order.CompletesAt <= now).OrderBy(order => order.CompletesAt).Take(Batch)
                .ToListAsync(cancellationToken);
            foreach (var order in due)
                order.CompleteByItself(now);
            if (due.Count == Batch)
                jobs.Add(request);
            return Unit.Value;
        }
    }
}
