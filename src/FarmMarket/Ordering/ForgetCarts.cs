using FarmMarket.Data;
using FarmMarket.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>Throws away the carts of strangers who never came back. Those of people with an account stay.</summary>
public static class ForgetCarts
{
    public static readonly TimeSpan After = TimeSpan.FromDays(30);
    private const int Batch = 500;

    public sealed record Job : IJob;

    internal sealed class Handler(MarketDb db, JobQueue jobs, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var before = clock.GetUtcNow() - After;
            var forgotten = await db.Set<Cart>()
                .Where(cart => db.Set<Cart>().Where(old => old.UserId == null && old.UpdatedAt < before).OrderBy(old => old.UpdatedAt).Take(Batch)
                    .Select(old => old.Id).Contains(cart.Id))
                .ExecuteDeleteAsync(cancellationToken);
            if (forgotten == Batch)
                jobs.Add(request);
            return Unit.Value;
        }
    }
}
