using FarmMarket.Data;
using FarmMarket.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>
/// Keeps the sequence of changes short: a week is enough for a node that was switched off, an older one builds its index anew. The last
/// number always stays, since followers tell by it that the database is the one they know.
/// </summary>
public static class ForgetOldChanges
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public sealed record Job : IJob;

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var before = clock.GetUtcNow() - Kept;
            var last = await db.Set<ListingChange>().OrderByDescending(change => change.Id).Select(change => change.Id).FirstOrDefaultAsync(cancellationToken);
            await db.Set<ListingChange>().Where(change => change.At < before && change.Id != last).ExecuteDeleteAsync(cancellationToken);
            return Unit.Value;
        }
    }
}
