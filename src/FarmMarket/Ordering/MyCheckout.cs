using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>One of the buyer's own checkouts: what is to be paid, for which orders, until when.</summary>
public static class MyCheckout
{
    public sealed record Query(string Number) : IQuery<Result>, IForSignedIn;

    public sealed record Result(string Number, CheckoutState State, Money Total, DateTimeOffset ExpiresAt, bool CanBePaid, IReadOnlyList<Part> Orders);

    public sealed record Part(string Number, LocalText ShopName, Money Total);

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var (me, now) = (actor.User, clock.GetUtcNow());
            return await db.Set<Checkout>().AsNoTracking().Where(checkout => checkout.Number == request.Number && checkout.BuyerId == me)
                .Select(checkout => new Result(
                    checkout.Number, checkout.State, checkout.Total, checkout.ExpiresAt,
                    checkout.State == CheckoutState.AwaitingPayment && now < checkout.ExpiresAt,
                    checkout.Orders.OrderBy(order => order.Id).Select(order => new Part(order.Number, order.ShopName, order.Total)).ToList()))
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        }
    }
}
