using System.Globalization;
using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FarmMarket.Payments;

/// <summary>Section <c>Settlement</c>: when shops are paid, and from how much on.</summary>
public sealed class SettlementOptions
{
    /// <summary>Days of the week, as in Shanghai, with commas between: Monday,Thursday. Empty: every day.</summary>
    public string Days { get; set; } = "";

    /// <summary>In fen. Less is carried forward: a transfer costs too.</summary>
    public long LeastFen { get; set; } = 1_000;

    public Money Least => new(LeastFen);

    internal bool IsOn(DayOfWeek day) =>
        Days.Length == 0 || Days.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Contains(day.ToString(), StringComparer.OrdinalIgnoreCase);
}

/// <summary>Puts what shops have earned into the day's settlement: all above the least amount that have a bank account. Once a day.</summary>
public static class MakeSettlement
{
    /// <summary>Answers the number; null when nobody has anything to get.</summary>
    public sealed record Command : ICommand<string?>, IForOperator;

    public sealed record Job : IJob;

    internal sealed class Handler(Settling settling) : IRequestHandler<Command, string?>
    {
        public Task<string?> Handle(Command request, CancellationToken cancellationToken) => settling.Make(cancellationToken);
    }

    internal sealed class JobHandler(Settling settling, IOptions<SettlementOptions> options, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            if (options.Value.IsOn(Shanghai.Date(clock.GetUtcNow()).DayOfWeek))
                await settling.Make(cancellationToken);
            return Unit.Value;
        }
    }
}

internal sealed class Settling(MarketDb db, Ledger ledger, StripeGateway stripe, IOptions<SettlementOptions> options, JobQueue jobs, AuditTrail audit, TimeProvider clock)
{
    public async Task<string?> Make(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var number = "S" + Shanghai.Date(now).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var least = options.Value.LeastFen;
        var due = await db.Set<LedgerBalance>().AsNoTracking()
            .Where(balance => balance.Account == LedgerAccount.Payable && balance.Credits - balance.Debits >= least)
            .Join(db.Set<BankAccount>(), balance => balance.ShopId, account => account.ShopId, (balance, account) => new { balance.Credits, balance.Debits, Account = account })
            .OrderBy(row => row.Account.ShopId).ToListAsync(cancellation);
        // Looked for last: whoever settles at the same moment is seen here, or met at the number.
        if (await db.Set<Settlement>().AnyAsync(settlement => settlement.Number == number, cancellation))
            return number;
        if (due.Count == 0)
            return null;

        var settlement = new Settlement { Number = number, CreatedAt = now };
        settlement.Lines.AddRange(due.Select((row, n) => new SettlementLine
        {
            Position = n + 1,
            ShopId = row.Account.ShopId,
            Amount = new(row.Credits - row.Debits),
            Holder = row.Account.Holder,
            Bank = row.Account.Bank,
            NumberProtected = row.Account.NumberProtected,
            LastFour = row.Account.LastFour,
            StripeAccount = stripe.IsOffered ? row.Account.StripeAccount : null,
        }));
        db.Add(settlement);
        foreach (var line in settlement.Lines)
        {
            await ledger.Post("settlement-made", $"{number}:{line.ShopId.Value}", order: null,
                [Posting.ToDebit(LedgerAccount.Payable, line.Amount, line.ShopId), Posting.ToCredit(LedgerAccount.SettlementsDue, line.Amount, line.ShopId)], cancellation);
            if (line.StripeAccount is not null)
                jobs.Add(new SendTransfer.Job(number, line.Position));
        }
        audit.Record("settlement.made", "settlement:" + number, new { lines = due.Count, fen = settlement.Lines.Sum(line => line.Amount).Fen });
        return number;
    }

    /// <summary>What the bank or Stripe says of one line; said again it changes nothing.</summary>
    public async Task Answer(Settlement settlement, SettlementLine line, bool paid, string? because, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (!(paid ? settlement.Pay(line, now) : settlement.Fail(line, because ?? "", now)))
            return;
        await ledger.Post(paid ? "settlement-paid" : "settlement-failed", $"{settlement.Number}:{line.ShopId.Value}", order: null,
            [
                Posting.ToDebit(LedgerAccount.SettlementsDue, line.Amount, line.ShopId),
                !paid ? Posting.ToCredit(LedgerAccount.Payable, line.Amount, line.ShopId)
                    : line.Transfer is { } transfer ? Posting.FromGateway(StripeGateway.GatewayName, line.Amount, transfer)
                    : Posting.ToCredit(LedgerAccount.Bank, line.Amount),
            ], cancellation);
        audit.Record(paid ? "settlement.paid" : "settlement.failed", "settlement:" + settlement.Number, new { line.Position, shop = line.ShopId.Value, fen = line.Amount.Fen });
    }
}
