using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>What can still be refunded of an order, by line and for its freight, as the shop or the operator sees it.</summary>
public static class ShowRefundable
{
    public sealed record ForShop(string Shop, string Order) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    public sealed record ForOperator(string Order) : IQuery<Result>, IForOperator;

    public sealed record Result(Money Paid, Money Refunded, Money Held, DateTimeOffset? ReleaseAt, DateTimeOffset? ReleasedAt, IReadOnlyList<Part> Parts, IReadOnlyList<Sent> Refunds)
    {
        /// <summary>The shop has been paid; what is refunded now is taken from what it earns next.</summary>
        public bool Released => ReleasedAt is not null;
    }

    /// <param name="Line">Null: the freight, which has no title either.</param>
    /// <param name="Position">Of the line in the order, from 1; null for the freight.</param>
    public sealed record Part(OrderLineId? Line, int? Position, LocalText? Title, LocalText? Pack, int Quantity, Money Paid, Money Refundable, Money Frozen);

    public sealed record Sent(string Key, Money Amount, RefundReason Reason, string? Note, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt, string? FailedBecause);

    internal sealed class ForShopHandler(MarketDb db, Actor actor) : IRequestHandler<ForShop, Result>
    {
        public Task<Result> Handle(ForShop request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            return Read(db, db.Set<Holding>().Where(holding => holding.ShopId == shop), request.Order, cancellationToken);
        }
    }

    internal sealed class ForOperatorHandler(MarketDb db) : IRequestHandler<ForOperator, Result>
    {
        public Task<Result> Handle(ForOperator request, CancellationToken cancellationToken) => Read(db, db.Set<Holding>(), request.Order, cancellationToken);
    }

    private static async Task<Result> Read(MarketDb db, IQueryable<Holding> holdings, string order, CancellationToken cancellation)
    {
        var holding = await holdings.AsNoTracking().Include(holding => holding.Parts).FirstOrDefaultAsync(holding => holding.OrderNumber == order, cancellation)
            ?? throw new NotFound();
        var refunds = await db.Set<Refund>().AsNoTracking().Where(refund => refund.OrderNumber == order).OrderBy(refund => refund.Id)
            .Select(refund => new Sent(refund.Key, refund.Amount, refund.Reason, refund.Note, refund.CreatedAt, refund.DoneAt, refund.FailedBecause)).ToListAsync(cancellation);
        var ids = holding.Parts.Select(part => part.OrderLineId).OfType<OrderLineId>().OrderBy(line => line.Value).ToList();
        var lines = await OrderLineFacts.From(db).Where(line => ids.Contains(line.Id)).ToDictionaryAsync(line => line.Id, cancellation);
        return new(
            holding.Paid, holding.Refunded, holding.Held, holding.ReleaseAt, holding.ReleasedAt,
            [.. holding.Parts.OrderBy(part => part.Id.Value).Select(part =>
            {
                int? position = part.OrderLineId is { } id ? ids.IndexOf(id) + 1 : null;
                var line = position is { } at ? lines.GetValueOrDefault(ids[at - 1]) : null;
                return new Part(part.OrderLineId, position, line?.Title, line?.PackName, line?.Quantity ?? 0, part.Paid, part.Refundable, part.Frozen);
            })],
            refunds);
    }
}

/// <summary>Gives a part of what was paid back: by line, or of the freight. The order goes on; the buyer reads the note.</summary>
public static class RefundOrder
{
    public const int LongestNote = 200;

    /// <param name="Line">Null: the freight.</param>
    public sealed record Part(OrderLineId? Line, Money Amount);

    public interface IRefund
    {
        string Order { get; }
        IReadOnlyList<Part> Parts { get; }
        string Note { get; }
    }

    public sealed record ByShop(string Shop, string Order, IReadOnlyList<Part> Parts, string Note, string? IdempotencyKey) : ICommand<Money>, IForShop, IOnce, IRefund
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    public sealed record ByOperator(string Order, IReadOnlyList<Part> Parts, string Note, string? IdempotencyKey) : ICommand<Money>, IForOperator, IOnce, IRefund;

    internal sealed class ByShopValidator : AbstractValidator<ByShop>
    {
        public ByShopValidator() => this.Refunds();
    }

    internal sealed class ByOperatorValidator : AbstractValidator<ByOperator>
    {
        public ByOperatorValidator() => this.Refunds();
    }

    private static void Refunds<T>(this AbstractValidator<T> validator)
        where T : IRefund
    {
        validator.RuleFor(refund => refund.Note).Cascade(CascadeMode.Stop)
            .Must(note => !string.IsNullOrWhiteSpace(note)).WithMessage("请写明为什么退，买家会看到")
            .MaximumLength(LongestNote).WithMessage("请写在 {0} 字以内").WithState(_ => new object[] { LongestNote });
        validator.RuleFor(refund => refund.Parts)
            .Must(parts => parts.Any(part => part.Amount > Money.Zero)).WithMessage("请填写要退的金额")
            .Must(parts => parts.All(part => part.Amount >= Money.Zero)).WithMessage("金额不能是负数")
            .Must(parts => parts.DistinctBy(part => part.Line).Count() == parts.Count).WithMessage("同一种规格请合并成一行");
    }

    internal sealed class ByShopHandler(MarketDb db, Refunds refunds, Actor actor) : IRequestHandler<ByShop, Money>
    {
        public async Task<Money> Handle(ByShop request, CancellationToken cancellationToken)
        {
            var holding = await db.HoldingOf(request.Order, cancellationToken);
            if (holding.ShopId != actor.Shop)
                throw new NotFound();
            return await Owe(refunds, holding, request, RefundReason.Shop, OrderActor.Shop, cancellationToken);
        }
    }

    internal sealed class ByOperatorHandler(MarketDb db, Refunds refunds) : IRequestHandler<ByOperator, Money>
    {
        public async Task<Money> Handle(ByOperator request, CancellationToken cancellationToken) =>
            await Owe(refunds, await db.HoldingOf(request.Order, cancellationToken), request, RefundReason.Operator, OrderActor.Operator, cancellationToken);
    }

    private static async Task<Money> Owe(Refunds refunds, Holding holding, IRefund request, RefundReason reason, OrderActor by, CancellationToken cancellation)
    {
        var amounts = request.Parts.Where(part => part.Amount > Money.Zero).ToDictionary(
            part => (holding.Parts.SingleOrDefault(held => held.OrderLineId == part.Line) ?? throw new NotFound()).Id, part => part.Amount);
        var refund = await refunds.Owe(holding, amounts, $"refund-{holding.OrderNumber}-{holding.Moves + 1}", reason, by, request.Note.Trim(), cancellation);
        return refund.Amount;
    }
}
