using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>One of the buyer's own orders with its parcels and timeline, and what the buyer may do now.</summary>
public static class MyOrder
{
    public sealed record Query(string Number) : IQuery<Result>, IForSignedIn;

    public sealed record Result
    {
        internal OrderId Id { get; init; }
        public required string Number { get; init; }

        /// <summary>To pay by, together with <see cref="PaidTogether"/> other orders.</summary>
        public required string Checkout { get; init; }
        public required int PaidTogether { get; init; }
        public required string Shop { get; init; }
        public required LocalText ShopName { get; init; }
        public required OrderState State { get; init; }
        public required Money Goods { get; init; }
        public required Money Freight { get; init; }
        public required Money Total { get; init; }
        public required Money Refunded { get; init; }
        public required Delivery Delivery { get; init; }
        public required string? Note { get; init; }
        public required DateTimeOffset PlacedAt { get; init; }

        /// <summary>Until then it can be paid.</summary>
        public required DateTimeOffset ExpiresAt { get; init; }
        public required DateTimeOffset? ShipBy { get; init; }
        public required DateOnly? PresaleShipBy { get; init; }
        public required DateTimeOffset? CompletesAt { get; init; }
        public IReadOnlyList<OrderedLine> Lines { get; init; } = [];
        public IReadOnlyList<OrderHappening> Timeline { get; init; } = [];
        public IReadOnlyList<Parcel> Parcels { get; init; } = [];
        public required bool MayPay { get; init; }
        public bool MayCancel => OrderLife.May(State, OrderAct.Cancel, OrderActor.Buyer);
        public bool MayConfirm => OrderLife.May(State, OrderAct.ConfirmReceipt, OrderActor.Buyer);
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var (me, now) = (actor.User, clock.GetUtcNow());
            var order = await db.Set<Order>().AsNoTracking().Where(o => o.BuyerId == me && o.Number == request.Number)
                .Join(db.Set<Checkout>(), o => o.CheckoutId, checkout => checkout.Id, (o, checkout) => new Result
                {
                    Id = o.Id,
                    Number = o.Number,
                    Checkout = checkout.Number,
                    PaidTogether = checkout.Orders.Count - 1,
                    Shop = o.ShopSlug,
                    ShopName = o.ShopName,
                    State = o.State,
                    Goods = o.Goods,
                    Freight = o.Freight,
                    Total = o.Total,
                    Refunded = o.Refunded,
                    Delivery = o.Delivery,
                    Note = o.Note,
                    PlacedAt = o.PlacedAt,
                    ExpiresAt = checkout.ExpiresAt,
                    ShipBy = o.ShipBy,
                    PresaleShipBy = o.PresaleShipBy,
                    CompletesAt = o.CompletesAt,
                    MayPay = o.State == OrderState.AwaitingPayment && now < checkout.ExpiresAt,
                })
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            return order with
            {
                Lines = await db.LinesOf(order.Id, cancellationToken),
                Timeline = await db.TimelineOf(order.Id, cancellationToken),
                Parcels = await Parcels.Of(db, order.Id, cancellationToken),
            };
        }
    }
}
