using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>What goes back of one of the buyer's own orders, and how far it has come; oldest first.</summary>
public static class MyRefunds
{
    public sealed record Query(string Order) : IQuery<IReadOnlyList<Row>>, IForSignedIn;

    /// <param name="Note">What the shop or the operator wrote.</param>
    /// <param name="DoneAt">When the gateway carried it out; null while it is on its way.</param>
    public sealed record Row(Money Amount, RefundReason Reason, string? Note, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            return await db.Set<Refund>().AsNoTracking().Where(refund => refund.OrderNumber == request.Order && refund.BuyerId == me).OrderBy(refund => refund.Id)
                .Select(refund => new Row(refund.Amount, refund.Reason, refund.Note, refund.CreatedAt, refund.DoneAt)).ToListAsync(cancellationToken);
        }
    }
}
