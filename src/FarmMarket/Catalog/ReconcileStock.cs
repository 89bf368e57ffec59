using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>Whether every pool's balance is the sum of its ledger. It always is, unless someone wrote to the database by hand or there is a fault to be found.</summary>
public static class ReconcileStock
{
    /// <summary>As many differences as are listed; where there are more, the trouble is one and the same.</summary>
    public const int MostShown = 100;

    public sealed record Query : IQuery<Result>, IForOperator;

    public sealed record Result(int Pools, IReadOnlyList<Difference> Differences, DateTimeOffset At);

    public sealed record Difference
    {
        public required StockPoolId Pool { get; init; }
        public required string ShopSlug { get; init; }
        public required string ListingSlug { get; init; }
        public required LocalText Title { get; init; }
        public required Grade Grade { get; init; }
        public required StockUnit Unit { get; init; }

        /// <summary>Base units the pool says can be ordered.</summary>
        public required long Balance { get; init; }

        /// <summary>Base units its lines add up to.</summary>
        public required long Ledger { get; init; }
    }

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var pools = await db.Set<StockPool>().CountAsync(cancellationToken);
            var suspects = await Find(db.Set<StockPool>(), cancellationToken);
            // A database that reads without a snapshot may have looked at a pool and its ledger on two sides of a sale. Look again.
            var confirmed = suspects.Count == 0 ? suspects : await Find(Only(suspects), cancellationToken);
            return new(pools, confirmed, clock.GetUtcNow());
        }

        private IQueryable<StockPool> Only(IReadOnlyList<Difference> suspects)
        {
            var ids = suspects.Select(suspect => suspect.Pool).ToArray();
            return db.Set<StockPool>().Where(pool => ids.Contains(pool.Id));
        }

        private async Task<IReadOnlyList<Difference>> Find(IQueryable<StockPool> among, CancellationToken cancellation) =>
            await among
                .Select(pool => new { Pool = pool, Ledger = db.Set<StockMove>().Where(move => move.StockPoolId == pool.Id).Sum(move => move.Quantity) })
                .Where(row => row.Pool.Available != row.Ledger)
                .OrderBy(row => row.Pool.Id)
                .Join(db.Set<Listing>(), row => row.Pool.ListingId, listing => listing.Id, (row, listing) => new { row.Pool, row.Ledger, Listing = listing })
                .Join(ShopFacts.From(db), row => row.Listing.ShopId, shop => shop.Id, (row, shop) => new Difference
                {
                    Pool = row.Pool.Id,
                    ShopSlug = shop.Slug,
                    ListingSlug = row.Listing.Slug,
                    Title = row.Listing.Title,
                    Grade = row.Pool.Grade,
                    Unit = row.Pool.Unit,
                    Balance = row.Pool.Available,
                    Ledger = row.Ledger,
                })
                .Take(MostShown)
                .AsNoTracking()
                .ToListAsync(cancellation);
    }
}

/// <summary>Every hour: counts the pools that don't add up, tells the instruments, and writes each new difference into the audit trail.</summary>
public static class CheckStock
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);
    public const string Action = "stock.differs";

    /// <summary>Outside a transaction: summing the ledger of a large market takes seconds in which nobody else could write.</summary>
    public sealed record Job : IOutsideJob;

    internal sealed class Handler(IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var found = await mediator.Send(new ReconcileStock.Query(), cancellationToken);
            Telemetry.StockDifferences.Record(found.Differences.Count);
            if (found.Differences.Count > 0)
                await mediator.Send(new NoteDifferences.Command(found.Differences), cancellationToken);
            return Unit.Value;
        }
    }
}

/// <summary>Writes differences into the audit trail, each once as long as it stays the same.</summary>
public static class NoteDifferences
{
    public sealed record Command(IReadOnlyList<ReconcileStock.Difference> Differences) : ICommand<Unit>, IForSystem;

    internal sealed class Handler(MarketDb db, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var subjects = request.Differences.Select(SubjectOf).ToArray();
            var known = await db.Set<AuditEntry>()
                .Where(entry => entry.Action == CheckStock.Action && subjects.Contains(entry.Subject))
                .GroupBy(entry => entry.Subject)
                .Select(entries => new { Subject = entries.Key, entries.OrderByDescending(entry => entry.Id).First().Details })
                .ToDictionaryAsync(entry => entry.Subject, entry => entry.Details, cancellationToken);
            foreach (var difference in request.Differences)
            {
                var details = new { listing = difference.ListingSlug, balance = difference.Balance, ledger = difference.Ledger };
                if (known.GetValueOrDefault(SubjectOf(difference)) != System.Text.Json.JsonSerializer.Serialize(details))
                    audit.Record(CheckStock.Action, SubjectOf(difference), details);
            }
            return Unit.Value;
        }

        private static string SubjectOf(ReconcileStock.Difference difference) =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"stock-pool:{difference.Pool.Value}");
    }
}
