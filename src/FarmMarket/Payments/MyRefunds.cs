using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>What goes back of one of the buyer's own orders, and how far it has come; oldest first.</summary>
public static class MyRefunds
{
    public sealed record Query(string Order) : IQuery<IReadOnlyList<Row>>, IForSignedIn;

    /// <summary>Whole payments for one of the buyer's own checkouts that came when there was nothing left to pay.</summary>
    public sealed record OfCheckout(string Checkout) : IQuery<IReadOnlyList<Row>>, IForSignedIn;

    /// <param name="Note">What the shop or the operator wrote.</param>
    /// <param name="DoneAt">When the gateway carried it out; null while it is on its way.</param>
    public sealed record Row(Money Amount, RefundReason Reason, string? Note, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            return Rows(db.Set<Refund>().Where(refund => refund.OrderNumber == request.Order && refund.BuyerId == me), cancellationToken);
        }
    }

    internal sealed class OfCheckoutHandler(MarketDb db, Actor actor, PayableCheckouts checkouts) : IRequestHandler<OfCheckout, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(OfCheckout request, CancellationToken cancellationToken)
        {
            var checkout = (await checkouts.Find(request.Checkout, actor.User, cancellationToken)).Id;
            return await Rows(db.Set<Refund>().Where(refund => refund.CheckoutId == checkout && refund.OrderNumber == null), cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<Row>> Rows(IQueryable<Refund> refunds, CancellationToken cancellation) =>
        await refunds.AsNoTracking().OrderBy(refund => refund.Id)
            .Select(refund => new Row(refund.Amount, refund.Reason, refund.Note, refund.CreatedAt, refund.DoneAt)).ToListAsync(cancellation);
}
