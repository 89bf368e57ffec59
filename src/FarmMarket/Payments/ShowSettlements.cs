using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Tables;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>The settlements there were, newest first.</summary>
public static class ListSettlements
{
    private const int PageSize = 30;

    public sealed record Query(string? After = null) : IQuery<Slice<Row>>, IForOperator;

    public sealed record Row(long Id, string Number, DateTimeOffset CreatedAt, SettlementState State, int Lines, int Pending, int Failed, Money Total);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, Slice<Row>>
    {
        public async Task<Slice<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var settlements = db.Set<Settlement>().AsNoTracking();
            if (Cursor.Read(request.After) is { } after)
            {
                var last = new SettlementId(after);
                settlements = settlements.Where(settlement => settlement.Id < last);
            }
            var rows = await settlements.OrderByDescending(settlement => settlement.Id).Take(PageSize + 1).Select(settlement => new
            {
                settlement.Id,
                settlement.Number,
                settlement.CreatedAt,
                settlement.State,
                Lines = settlement.Lines.Count,
                Pending = settlement.Lines.Count(line => line.State == SettlementLineState.Pending),
                Failed = settlement.Lines.Count(line => line.State == SettlementLineState.Failed),
                Total = settlement.Lines.Sum(line => (long)(object)line.Amount),
            }).ToListAsync(cancellationToken);
            return Slice<Row>.Of(
                [.. rows.Select(row => new Row(row.Id.Value, row.Number, row.CreatedAt, row.State, row.Lines, row.Pending, row.Failed, new(row.Total)))], PageSize, row => row.Id);
        }
    }
}

/// <summary>One settlement with all its lines.</summary>
public static class ShowSettlement
{
    public sealed record Query(string Number) : IQuery<Result>, IForOperator;

    public sealed record Result(string Number, DateTimeOffset CreatedAt, SettlementState State, IReadOnlyList<Line> Lines)
    {
        public Money Total => Lines.Sum(line => line.Amount);
    }

    public sealed record Line(int Position, LocalText Shop, string ShopSlug, Money Amount, string Holder, string Bank, string LastFour, SettlementLineState State, string? FailedBecause, string? StripeAccount, Money Reversed);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var settlement = await db.Set<Settlement>().AsNoTracking().Where(settlement => settlement.Number == request.Number)
                .Select(settlement => new { settlement.Id, settlement.Number, settlement.CreatedAt, settlement.State }).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var lines = await db.Set<SettlementLine>().AsNoTracking().Where(line => line.SettlementId == settlement.Id).OrderBy(line => line.Position)
                .Join(ShopFacts.From(db), line => line.ShopId, shop => shop.Id, (line, shop) => new
                {
                    line.Position,
                    shop.Name,
                    shop.Slug,
                    line.Amount,
                    line.Holder,
                    line.Bank,
                    line.LastFour,
                    line.State,
                    line.FailedBecause,
                    line.StripeAccount,
                    line.Reversed,
                })
                .OrderBy(line => line.Position).ToListAsync(cancellationToken);
            return new(settlement.Number, settlement.CreatedAt, settlement.State,
                [.. lines.Select(line => new Line(line.Position, line.Name, line.Slug, line.Amount, line.Holder, line.Bank, line.LastFour, line.State, line.FailedBecause, line.StripeAccount, line.Reversed))]);
        }
    }
}

/// <summary>The file a bank takes for paying many at once, with the full account numbers. Each download leaves an audit row.</summary>
public static class WriteBankFile
{
    public sealed record Command(string Number, TableFormat Format) : ICommand<byte[]>, IForOperator;

    internal sealed class Handler(MarketDb db, AccountNumbers numbers, AuditTrail audit) : IRequestHandler<Command, byte[]>
    {
        public async Task<byte[]> Handle(Command request, CancellationToken cancellationToken)
        {
            var settlement = await db.Set<Settlement>().AsNoTracking().Include(settlement => settlement.Lines)
                .FirstOrDefaultAsync(settlement => settlement.Number == request.Number, cancellationToken) ?? throw new NotFound();
            audit.Record("settlement.file", "settlement:" + settlement.Number, new { format = request.Format.ToString() });
            return TableWriter.Write(request.Format, SettlementTable.Headings, settlement.Lines.Where(line => line is { State: SettlementLineState.Pending, StripeAccount: null }).OrderBy(line => line.Position)
                .Select(line => (IReadOnlyList<object?>)
                [
                    settlement.Number, line.Position, line.Holder, line.Bank, numbers.Read(line.NumberProtected), line.Amount.Fen / 100m, SettlementTable.Purpose(settlement.Number),
                ]));
        }
    }
}

/// <summary>What a shop was paid, newest first.</summary>
public static class ShopSettlements
{
    public const int LargestPage = 100;

    /// <param name="After">Cursor of the page before.</param>
    public sealed record Query(string Shop, string? After = null, int Size = 30) : IQuery<Slice<Row>>, IForShop
    {
        public ShopRole Needs => ShopRole.Owner;
    }

    public sealed record Row(long Id, string Number, Money Amount, string LastFour, SettlementLineState State, string? FailedBecause, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Slice<Row>>
    {
        public async Task<Slice<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var lines = db.Set<SettlementLine>().AsNoTracking().Where(line => line.ShopId == shop);
            if (Cursor.Read(request.After) is { } after)
            {
                var last = new SettlementLineId(after);
                lines = lines.Where(line => line.Id < last);
            }
            var size = Math.Clamp(request.Size, 1, LargestPage);
            var rows = await lines.OrderByDescending(line => line.Id).Take(size + 1)
                .Join(db.Set<Settlement>(), line => line.SettlementId, settlement => settlement.Id, (line, settlement) => new { line, settlement.Number, settlement.CreatedAt })
                .OrderByDescending(row => row.line.Id)
                .Select(row => new Row(row.line.Id.Value, row.Number, row.line.Amount, row.line.LastFour, row.line.State, row.line.FailedBecause, row.CreatedAt, row.line.EndedAt))
                .ToListAsync(cancellationToken);
            return Slice<Row>.Of(rows, size, row => row.Id);
        }
    }
}
