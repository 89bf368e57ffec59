using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FarmMarket.Payments;

public readonly record struct LedgerCheckId(long Value) : IId;

/// <summary>What the last look through the books found. Rows of it are kept for a year.</summary>
public sealed class LedgerCheck : IEntity
{
    public const int LongestFindings = 4000;

    public LedgerCheckId Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required long Entries { get; init; }

    /// <summary>A line for each fault; empty when the books are right.</summary>
    public required string Findings { get; init; }
}

/// <summary>
/// Adds the books up from their entries, beside the balances that are kept as they are written: debits are credits, every transaction
/// is balanced, balances are the sums of their entries, what is held is what the open orders hold, no account is below zero that may not be.
/// </summary>
public static class CheckLedger
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    public sealed record Job : IJob;

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

    internal sealed class Handler(MarketDb db, TimeProvider clock, ILogger<Handler> logger) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var findings = new List<string>();
            var sums = await db.Set<LedgerEntry>().GroupBy(entry => new { entry.Account, entry.ShopId, entry.Gateway })
                .Select(group => new
                {
                    group.Key.Account,
                    group.Key.ShopId,
                    group.Key.Gateway,
                    Debits = group.Sum(entry => (long)(object)entry.Debit),
                    Credits = group.Sum(entry => (long)(object)entry.Credit),
                    Count = group.LongCount(),
                }).ToListAsync(cancellationToken);
            if (sums.Sum(sum => sum.Debits) != sums.Sum(sum => sum.Credits))
                findings.Add($"debits {sums.Sum(sum => sum.Debits)} are not credits {sums.Sum(sum => sum.Credits)}");

            var lame = await db.Set<LedgerEntry>().GroupBy(entry => entry.LedgerTransactionId)
                .Where(group => group.Sum(entry => (long)(object)entry.Debit) != group.Sum(entry => (long)(object)entry.Credit)).CountAsync(cancellationToken);
            if (lame > 0)
                findings.Add($"{lame} transactions are not balanced");

            var balances = await db.Set<LedgerBalance>().AsNoTracking().ToListAsync(cancellationToken);
            var kept = balances.ToDictionary(balance => (balance.Account, balance.ShopId.Value, balance.Gateway), balance => (balance.Debits, balance.Credits));
            var added = sums.ToDictionary(sum => (sum.Account, sum.ShopId?.Value ?? 0, sum.Gateway ?? ""), sum => (sum.Debits, sum.Credits));
            findings.AddRange(kept.Keys.Union(added.Keys).Where(key => kept.GetValueOrDefault(key) != added.GetValueOrDefault(key))
                .Select(key => $"{key.Account} of shop {key.Item2} {key.Item3}: kept {kept.GetValueOrDefault(key)}, entries {added.GetValueOrDefault(key)}"));
            findings.AddRange(balances.Where(balance => balance.Amount < Money.Zero && !LedgerAccounts.MayBeNegative(balance.Account))
                .Select(balance => $"{balance.Account} of shop {balance.ShopId.Value} {balance.Gateway} is below zero: {balance.Amount}"));

            var held = await db.Set<HoldingPart>().Join(db.Set<Holding>(), part => part.HoldingId, holding => holding.Id, (part, holding) => new { holding.ShopId, part })
                .GroupBy(row => row.ShopId)
                .Select(group => new
                {
                    Shop = group.Key,
                    Held = group.Sum(row => (long)(object)row.part.Paid - (long)(object)row.part.Refunded - (long)(object)row.part.Released),
                }).ToListAsync(cancellationToken);
            var inBooks = balances.Where(balance => balance.Account == LedgerAccount.Held).ToDictionary(balance => balance.ShopId, balance => balance.Amount.Fen);
            findings.AddRange(held.Where(shop => shop.Held != inBooks.GetValueOrDefault(shop.Shop))
                .Select(shop => $"shop {shop.Shop.Value}: orders hold {shop.Held}, the books {inBooks.GetValueOrDefault(shop.Shop)}"));

            if (findings.Count > 0)
            {
                Telemetry.LedgerFaults.Add(findings.Count);
                logger.LogError("The books are not right: {Findings}", string.Join("; ", findings));
            }
            var text = string.Join('\n', findings);
            db.Add(new LedgerCheck
            {
                At = clock.GetUtcNow(),
                Entries = sums.Sum(sum => sum.Count),
                Findings = text.Length > LedgerCheck.LongestFindings ? text[..LedgerCheck.LongestFindings] : text,
            });
            var old = clock.GetUtcNow().AddYears(-1);
            await db.Set<LedgerCheck>().Where(check => check.At < old).ExecuteDeleteAsync(cancellationToken);
            return Unit.Value;
        }
    }
}

/// <summary>The trial balance: every account's debits and credits, and what the last look through the entries found.</summary>
public static class ShowTrialBalance
{
    public sealed record Query : IQuery<Result>, IForOperator;

    /// <param name="Debits">Of all accounts; always its credits.</param>
    public sealed record Result(IReadOnlyList<Row> Rows, Money Debits, Money Credits, Check? LastCheck);

    /// <param name="Gateway">Empty but for gateways.</param>
    public sealed record Row(LedgerAccount Account, string Gateway, Money Debits, Money Credits)
    {
        public Money Amount => LedgerAccounts.IsDebit(Account) ? Debits - Credits : Credits - Debits;
    }

    public sealed record Check(DateTimeOffset At, long Entries, IReadOnlyList<string> Findings);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var rows = await db.Set<LedgerBalance>().GroupBy(balance => new { balance.Account, balance.Gateway })
                .Select(group => new { group.Key.Account, group.Key.Gateway, Debits = group.Sum(balance => balance.Debits), Credits = group.Sum(balance => balance.Credits) })
                .ToListAsync(cancellationToken);
            var last = await db.Set<LedgerCheck>().AsNoTracking().OrderByDescending(check => check.Id).FirstOrDefaultAsync(cancellationToken);
            return new(
                [.. rows.OrderBy(row => row.Account).ThenBy(row => row.Gateway, StringComparer.Ordinal).Select(row => new Row(row.Account, row.Gateway, new(row.Debits), new(row.Credits)))],
                new(rows.Sum(row => row.Debits)), new(rows.Sum(row => row.Credits)),
                last is null ? null : new(last.At, last.Entries, last.Findings.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        }
    }
}
