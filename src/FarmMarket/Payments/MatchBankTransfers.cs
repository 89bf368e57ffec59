using System.Security.Cryptography;
using System.Text;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Tables;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>The transfers that are waited for, oldest first.</summary>
public static class AwaitedTransfers
{
    public const int Most = 200;

    public sealed record Query : IQuery<IReadOnlyList<Row>>, IForOperator;

    public sealed record Row(string Checkout, string Reference, Money Amount, DateTimeOffset CreatedAt, string? ProofKey);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Set<BankTransfer>().AsNoTracking().Where(transfer => transfer.ArrivedAt == null).OrderBy(transfer => transfer.Id).Take(Most)
                .Select(transfer => new Row(transfer.CheckoutNumber, transfer.Reference, transfer.Amount, transfer.CreatedAt, transfer.ProofKey)).ToListAsync(cancellationToken);
    }
}

/// <summary>
/// The bank's statement held against what is waited for: a row that names a reference and has its amount is sure; one that only has an
/// amount that exactly one transfer waits for is likely. Nothing is paid by looking.
/// </summary>
public static class ProposeMatches
{
    public const int MostRows = 5_000;

    public sealed record Query(byte[] Statement) : IQuery<Result>, IForOperator;

    public enum Likeness
    {
        Sure,
        Likely,

        /// <summary>Names a reference, but the amount is another.</summary>
        WrongAmount,

        /// <summary>This row has paid something already.</summary>
        Known,
        Nothing,
    }

    /// <param name="Text">The row as it was read, for the eye.</param>
    /// <param name="Hash">To be handed back with the reference when a person agrees.</param>
    public sealed record Row(int Number, string Text, Money Amount, Likeness Likeness, string? Reference, string Hash);

    public sealed record Result(IReadOnlyList<Row> Rows);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var table = TableReader.Read(new MemoryStream(request.Statement), MostRows);
            if (BankStatement.AmountColumn(table[0]) is not (>= 0 and var amountAt))
                throw new RuleBroken("表头里没有找到金额这一列") { Field = "File", Code = "columns-missing" };
            var awaited = await db.Set<BankTransfer>().AsNoTracking().Where(transfer => transfer.ArrivedAt == null)
                .Select(transfer => new { transfer.Reference, transfer.Amount }).ToListAsync(cancellationToken);
            var byReference = awaited.ToDictionary(transfer => transfer.Reference, transfer => transfer.Amount, StringComparer.OrdinalIgnoreCase);
            var byAmount = awaited.ToLookup(transfer => transfer.Amount, transfer => transfer.Reference);

            var read = new List<(TableRow Row, Money Amount, string Text, string Hash)>();
            foreach (var row in table.Skip(1))
            {
                if (BankStatement.Amount(row[amountAt]) is not { Fen: > 0 } amount)
                    continue;
                var text = string.Join(' ', row.Cells.Where(cell => cell.Length > 0));
                read.Add((row, amount, text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))));
            }
            var hashes = read.ConvertAll(row => row.Hash);
            var known = await db.Set<BankReceipt>().Where(receipt => hashes.Contains(receipt.Hash)).Select(receipt => receipt.Hash).ToHashSetAsync(cancellationToken);
            return new(read.ConvertAll(row =>
            {
                var named = BankStatement.References(row.Text).FirstOrDefault(byReference.ContainsKey);
                var (likeness, reference) = row switch
                {
                    _ when known.Contains(row.Hash) => (Likeness.Known, null),
                    _ when named is not null => (byReference[named] == row.Amount ? Likeness.Sure : Likeness.WrongAmount, named),
                    _ when byAmount[row.Amount].ToList() is [var only] => (Likeness.Likely, only),
                    _ => (Likeness.Nothing, null),
                };
                return new Row(row.Row.Number, row.Text.Length > 200 ? row.Text[..200] : row.Text, row.Amount, likeness, reference?.ToUpperInvariant(), row.Hash);
            }));
        }
    }
}

/// <summary>
/// A person says that a transfer has arrived, from the statement or from the bank's own page: the checkout is paid. Said twice, it is
/// paid once; a row of the statement pays one transfer.
/// </summary>
public static class ConfirmBankTransfer
{
    /// <param name="ReceiptHash">Of the row of the statement; null when it was seen elsewhere.</param>
    public sealed record Command(string Reference, string? ReceiptHash = null) : ICommand<Unit>, IForOperator;

    internal sealed class Handler(MarketDb db, Till till, Ordering.PayableCheckouts checkouts, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var transfer = await db.Set<BankTransfer>().FirstOrDefaultAsync(transfer => transfer.Reference == request.Reference, cancellationToken) ?? throw new NotFound();
            if (!transfer.Arrive(clock.GetUtcNow()))
                return Unit.Value;
            if (request.ReceiptHash is { } hash)
            {
                if (await db.Set<BankReceipt>().AnyAsync(receipt => receipt.Hash == hash, cancellationToken))
                    throw new RuleBroken("流水里的这一笔已经对给别的订单了") { Code = "receipt-used" };
                db.Add(new BankReceipt { Hash = hash, BankTransferId = transfer.Id, At = clock.GetUtcNow() });
            }
            var due = await checkouts.Find(transfer.CheckoutNumber, transfer.BuyerId, cancellationToken);
            await till.Take(due, BankGateway.GatewayName, transfer.Reference, cancellationToken);
            return Unit.Value;
        }
    }
}

/// <summary>What a refund by transfer was sent with, said by the person who sent it.</summary>
public static class RefundByHand
{
    public sealed record Command(string Key, string Reference) : ICommand<Unit>, IForOperator;

    internal sealed class Handler(MarketDb db, Refunds refunds) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var refund = await db.Set<Refund>().FirstOrDefaultAsync(refund => refund.Key == request.Key, cancellationToken) ?? throw new NotFound();
            if (request.Reference.Trim() is not { Length: >= 4 and <= 100 } reference)
                throw new RuleBroken("请填写银行的流水号，4 到 100 个字符") { Field = "Reference", Code = "reference-missing" };
            await refunds.Done(refund, reference, cancellationToken, fromBank: refund.Gateway != BankGateway.GatewayName);
            return Unit.Value;
        }
    }
}

/// <summary>Refunds that a gateway refused or that only a person can send, oldest first.</summary>
public static class RefundsByHand
{
    public const int Most = 200;

    public sealed record Query : IQuery<IReadOnlyList<Row>>, IForOperator;

    /// <param name="Order">Null: a whole payment goes back that paid no order.</param>
    public sealed record Row(string Key, string? Order, Money Amount, string Gateway, string PaymentReference, string Because, DateTimeOffset FailedAt);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken) =>
            await db.Set<Refund>().AsNoTracking().Where(refund => refund.FailedAt != null).OrderBy(refund => refund.Id).Take(Most)
                .Select(refund => new Row(refund.Key, refund.OrderNumber, refund.Amount, refund.Gateway, refund.PaymentReference, refund.FailedBecause!, refund.FailedAt!.Value))
                .ToListAsync(cancellationToken);
    }
}
