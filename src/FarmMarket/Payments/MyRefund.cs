using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>How far the refund of one of the buyer's own orders has come; null when none is owed.</summary>
public static class MyRefund
{
    public sealed record Query(string Order) : IQuery<Result?>, IForSignedIn;

    /// <param name="DoneAt">When the gateway carried it out; null while it is on its way.</param>
    public sealed record Result(Money Amount, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result?>
    {
        public Task<Result?> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            return db.Set<Refund>().AsNoTracking().Where(refund => refund.OrderNumber == request.Order && refund.BuyerId == me)
                .Select(refund => new Result(refund.Amount, refund.CreatedAt, refund.DoneAt)).FirstOrDefaultAsync(cancellationToken);
        }
    }
}
