using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>How many orders were placed today, and their sum, for the operator. Looks at the latest <see cref="Most"/> only, whatever the size of the market.</summary>
public static class CountOrdersToday
{
    public const int Most = 2000;

    public sealed record Query : IQuery<Result>, IForOperator;

    /// <param name="More">There were more than were looked at.</param>
    public sealed record Result(int Orders, Money Total, bool More);

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var morning = Shanghai.StartOf(Shanghai.Date(clock.GetUtcNow()));
            var latest = await db.Set<Order>().AsNoTracking().OrderByDescending(order => order.Id).Take(Most)
                .Select(order => new { order.PlacedAt, order.Total }).ToListAsync(cancellationToken);
            var today = latest.Where(order => order.PlacedAt >= morning).ToList();
            return new(today.Count, today.Sum(order => order.Total), today.Count == Most);
        }
    }
}
