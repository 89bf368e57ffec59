using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>Where money is or to whom it is owed. What a debit does to it is said by <see cref="LedgerAccounts.IsDebit"/>.</summary>
public enum LedgerAccount
{
    /// <summary>At a gateway: received from buyers and not yet paid out. One for each gateway. Below zero when more went back than came since the last payout.</summary>
    Gateway,

    /// <summary>In the platform's own bank account. May be overdrawn here while payouts of gateways are not written down.</summary>
    Bank,

    /// <summary>Taken back by a card's bank while a dispute is open.</summary>
    Disputed,

    /// <summary>Of buyers for orders that are not released, by shop.</summary>
    Held,

    /// <summary>Owed to buyers, not yet sent by the gateway.</summary>
    RefundsDue,

    /// <summary>Owed to a shop; negative when it has to give back more than it earned since.</summary>
    Payable,

    /// <summary>In a settlement that the bank has not answered yet.</summary>
    SettlementsDue,

    /// <summary>Received, but belonging to no order.</summary>
    Unallocated,
    Commission,
    GatewayFees,
    WriteOffs,
}

public static class LedgerAccounts
{
    /// <summary>Assets and expenses grow by debits, all others by credits.</summary>
    public static bool IsDebit(LedgerAccount account) =>
        account is LedgerAccount.Gateway or LedgerAccount.Bank or LedgerAccount.Disputed or LedgerAccount.GatewayFees or LedgerAccount.WriteOffs;

    /// <summary>Those that may stand below zero, see their own words.</summary>
    public static bool MayBeNegative(LedgerAccount account) => account is LedgerAccount.Payable or LedgerAccount.Bank or LedgerAccount.Gateway or LedgerAccount.Commission;
}

/// <summary>One side of a transaction: exactly one of debit and credit is above zero.</summary>
public readonly record struct Posting(LedgerAccount Account, Money Debit, Money Credit, ShopId? Shop = null, string? Gateway = null, string? Reference = null)
{
    public static Posting ToDebit(LedgerAccount account, Money amount, ShopId? shop = null) => new(account, amount, Money.Zero, shop);

    public static Posting ToCredit(LedgerAccount account, Money amount, ShopId? shop = null) => new(account, Money.Zero, amount, shop);

    /// <param name="gateway"></param>
    /// <param name="amount"></param>
    /// <param name="reference">What the gateway calls the payment, refund, dispute, payout or transfer: by it its own account of things is compared with ours.</param>
    public static Posting ToGateway(string gateway, Money amount, string? reference) => new(LedgerAccount.Gateway, amount, Money.Zero, Gateway: gateway, Reference: reference);

    /// <inheritdoc cref="ToGateway"/>
    public static Posting FromGateway(string gateway, Money amount, string? reference) => new(LedgerAccount.Gateway, Money.Zero, amount, Gateway: gateway, Reference: reference);
}

public readonly record struct LedgerTransactionId(long Value) : IId;

/// <summary>Something that happened to money, named, with entries whose debits are its credits. Never changed, never deleted.</summary>
public sealed class LedgerTransaction : IEntity
{
    public LedgerTransactionId Id { get; init; }

    /// <summary>What happened: order-paid, order-released, refund-owed, refund-sent …</summary>
    public required string Name { get; init; }

    /// <summary>Unique: the same thing is posted once.</summary>
    public required string Key { get; init; }
    public string? OrderNumber { get; init; }
    public required DateTimeOffset At { get; init; }
    public List<LedgerEntry> Entries { get; } = [];
}

public readonly record struct LedgerEntryId(long Value) : IId;

public sealed class LedgerEntry : IEntity
{
    public LedgerEntryId Id { get; init; }
    public LedgerTransactionId LedgerTransactionId { get; init; }
    public required LedgerAccount Account { get; init; }
    public ShopId? ShopId { get; init; }
    public string? Gateway { get; init; }

    /// <summary>What the gateway calls what moved.</summary>
    public string? Reference { get; init; }
    public required Money Debit { get; init; }
    public required Money Credit { get; init; }
}

public readonly record struct LedgerBalanceId(long Value) : IId;

/// <summary>The sum of an account's entries, kept in the transaction that adds to it, so that no page has to add up a million of them.</summary>
public sealed class LedgerBalance : IEntity
{
    public LedgerBalanceId Id { get; init; }
    public required LedgerAccount Account { get; init; }

    /// <summary>0 where the account has no shop.</summary>
    public required ShopId ShopId { get; init; }

    /// <summary>Empty where the account has no gateway.</summary>
    public required string Gateway { get; init; }

    /// <summary>In fen, bare, because the database adds to it.</summary>
    public long Debits { get; internal set; }

    /// <summary>In fen.</summary>
    public long Credits { get; internal set; }

    /// <summary>Above zero is what one expects of such an account.</summary>
    public Money Amount => new(LedgerAccounts.IsDebit(Account) ? Debits - Credits : Credits - Debits);
}

/// <summary>The only place where the ledger is written: in the transaction of the command whose money it is.</summary>
public sealed class Ledger(MarketDb db, TimeProvider clock)
{
    /// <param name="name">See <see cref="LedgerTransaction.Name"/>.</param>
    /// <param name="key">What makes it this one, e.g. the order's number; with the name it is unique for ever.</param>
    /// <param name="order">The number of the order it belongs to.</param>
    /// <param name="postings">Those of nothing are left out.</param>
    /// <param name="cancellation"></param>
    public async Task Post(string name, string key, string? order, IEnumerable<Posting> postings, CancellationToken cancellation)
    {
        var entries = postings.Where(posting => posting.Debit != posting.Credit).ToList();
        if (entries.Count == 0)
            return;
        if (entries.Sum(entry => entry.Debit) != entries.Sum(entry => entry.Credit) || entries.Any(entry => entry.Debit < Money.Zero || entry.Credit < Money.Zero))
            throw new InvalidOperationException($"{name} {key}: debits are not credits.");

        var transaction = new LedgerTransaction { Name = name, Key = $"{name}:{key}", OrderNumber = order, At = clock.GetUtcNow() };
        transaction.Entries.AddRange(entries.Select(entry => new LedgerEntry
        {
            Account = entry.Account,
            ShopId = entry.Shop,
            Gateway = entry.Gateway,
            Reference = entry.Reference,
            Debit = entry.Debit,
            Credit = entry.Credit,
        }));
        db.Add(transaction);
        // Everyone in the same order, so that two transactions wait for each other at most in one direction.
        foreach (var sum in entries.GroupBy(entry => (entry.Account, Shop: entry.Shop?.Value ?? 0, Gateway: entry.Gateway ?? "")).OrderBy(group => group.Key))
            await Add(sum.Key.Account, new(sum.Key.Shop), sum.Key.Gateway, sum.Sum(entry => entry.Debit.Fen), sum.Sum(entry => entry.Credit.Fen), cancellation);
    }

    /// <summary>Whether it was posted before.</summary>
    public Task<bool> Knows(string name, string key, CancellationToken cancellation)
    {
        var full = $"{name}:{key}";
        return db.Set<LedgerTransaction>().AnyAsync(transaction => transaction.Key == full, cancellation);
    }

    private async Task Add(LedgerAccount account, ShopId shop, string gateway, long debits, long credits, CancellationToken cancellation)
    {
        var fresh = db.ChangeTracker.Entries<LedgerBalance>().Select(entry => entry.Entity)
            .FirstOrDefault(balance => balance.Account == account && balance.ShopId == shop && balance.Gateway == gateway);
        if (fresh is not null)
        {
            (fresh.Debits, fresh.Credits) = (fresh.Debits + debits, fresh.Credits + credits);
            return;
        }
        var there = await db.Set<LedgerBalance>().Where(balance => balance.Account == account && balance.ShopId == shop && balance.Gateway == gateway)
            .ExecuteUpdateAsync(
                set => set.SetProperty(balance => balance.Debits, balance => balance.Debits + debits).SetProperty(balance => balance.Credits, balance => balance.Credits + credits),
                cancellation);
        if (there == 0)
            db.Add(new LedgerBalance { Account = account, ShopId = shop, Gateway = gateway, Debits = debits, Credits = credits });
    }
}
