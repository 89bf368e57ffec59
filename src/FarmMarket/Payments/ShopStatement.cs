using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>A shop's money: what is held for it, what is owed to it, and every entry that made it so, newest first.</summary>
public static class ShopStatement
{
    public const int LargestPage = 100;

    /// <param name="After">Cursor of the page before.</param>
    public sealed record Query(string Shop, string? After = null, int Size = 30) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Owner;
    }

    /// <param name="Held">Paid by buyers, not yet released.</param>
    /// <param name="Payable">Released and not yet paid out; negative: to be earned back first.</param>
    /// <param name="InSettlement">On its way to the shop's bank account.</param>
    public sealed record Result(Money Held, Money Payable, Money InSettlement, Slice<Row> Entries);

    /// <param name="Name">What happened, see <see cref="LedgerTransaction.Name"/>.</param>
    /// <param name="Change">Of that account; above zero is in the shop's favour.</param>
    public sealed record Row(long Id, LedgerAccount Account, string Name, string? Order, Money Change, DateTimeOffset At);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var balances = await db.Set<LedgerBalance>().AsNoTracking().Where(balance => balance.ShopId == shop).ToListAsync(cancellationToken);
            Money Of(LedgerAccount account) => balances.Where(balance => balance.Account == account).Sum(balance => balance.Amount);

            var entries = db.Set<LedgerEntry>().Where(entry => entry.ShopId == shop);
            if (Cursor.Read(request.After) is { } after)
            {
                var last = new LedgerEntryId(after);
                entries = entries.Where(entry => entry.Id < last);
            }
            var size = Math.Clamp(request.Size, 1, LargestPage);
            var rows = await Rows(db, entries, size + 1, cancellationToken);
            return new(Of(LedgerAccount.Held), Of(LedgerAccount.Payable), Of(LedgerAccount.SettlementsDue), Slice<Row>.Of(rows, size, row => row.Id));
        }
    }

    /// <summary>The newest of them, as the shop reads them.</summary>
    internal static async Task<List<Row>> Rows(MarketDb db, IQueryable<LedgerEntry> entries, int most, CancellationToken cancellation)
    {
        var rows = await entries.OrderByDescending(entry => entry.Id).Take(most)
            .Join(db.Set<LedgerTransaction>(), entry => entry.LedgerTransactionId, transaction => transaction.Id, (entry, transaction) => new
            {
                entry.Id,
                entry.Account,
                transaction.Name,
                transaction.OrderNumber,
                entry.Debit,
                entry.Credit,
                transaction.At,
            })
            .OrderByDescending(row => row.Id)
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => new Row(row.Id.Value, row.Account, row.Name, row.OrderNumber, row.Credit - row.Debit, row.At));
    }
}

/// <summary>The newest entries of a shop's statement for a spreadsheet.</summary>
public static class ExportShopStatement
{
    public const int Most = 20_000;

    public sealed record Query(string Shop) : IQuery<IReadOnlyList<ShopStatement.Row>>, IForShop
    {
        public ShopRole Needs => ShopRole.Owner;
    }

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, IReadOnlyList<ShopStatement.Row>>
    {
        public async Task<IReadOnlyList<ShopStatement.Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            return await ShopStatement.Rows(db, db.Set<LedgerEntry>().Where(entry => entry.ShopId == shop), Most, cancellationToken);
        }
    }
}

/// <summary>Everything that happened to the money of one order, oldest first.</summary>
public static class ShowOrderLedger
{
    public sealed record Query(string Order) : IQuery<IReadOnlyList<Transaction>>, IForOperator;

    public sealed record Transaction(string Name, DateTimeOffset At, IReadOnlyList<Posting> Postings);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlyList<Transaction>>
    {
        public async Task<IReadOnlyList<Transaction>> Handle(Query request, CancellationToken cancellationToken)
        {
            var found = await db.Set<LedgerTransaction>().AsNoTracking().Include(transaction => transaction.Entries)
                .Where(transaction => transaction.OrderNumber == request.Order).OrderBy(transaction => transaction.Id).Take(200).ToListAsync(cancellationToken);
            return [.. found.Select(transaction => new Transaction(transaction.Name, transaction.At, [.. transaction.Entries.OrderBy(entry => entry.Id.Value)
                .Select(entry => new Posting(entry.Account, entry.Debit, entry.Credit, entry.ShopId, entry.Gateway))]))];
        }
    }
}
