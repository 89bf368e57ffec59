using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>The tabs of a buyer's list of orders.</summary>
public enum MyOrdersTab
{
    All,
    Unpaid,
    ToShip,
    OnTheWay,
    Completed,
    Closed,
}

/// <summary>A buyer's own orders, newest first, a page at a time.</summary>
public static class MyOrders
{
    public const int LargestPage = 100;

    /// <param name="Search">An order number, or a word of what was ordered.</param>
    public sealed record Query(MyOrdersTab Tab = MyOrdersTab.All, string? Search = null, string? After = null, int Size = 20) : IQuery<Slice<Row>>, IForSignedIn;

    public sealed record Row
    {
        internal OrderId Id { get; init; }
        public required string Number { get; init; }

        /// <summary>To pay by while it awaits payment.</summary>
        public required string Checkout { get; init; }
        public required string Shop { get; init; }
        public required LocalText ShopName { get; init; }
        public required OrderState State { get; init; }
        public required Money Total { get; init; }
        public required Money Refunded { get; init; }
        public required DateTimeOffset PlacedAt { get; init; }
        public required DateTimeOffset ExpiresAt { get; init; }
        public required IReadOnlyList<OrderedLine> Lines { get; init; }
    }

    internal static IReadOnlyList<OrderState> StatesOf(MyOrdersTab tab) => tab switch
    {
        MyOrdersTab.Unpaid => [OrderState.AwaitingPayment],
        MyOrdersTab.ToShip => [OrderState.Paid, OrderState.Packing],
        MyOrdersTab.OnTheWay => [OrderState.PartlyShipped, OrderState.Shipped, OrderState.Delivered],
        MyOrdersTab.Completed => [OrderState.Completed],
        MyOrdersTab.Closed => [OrderState.Cancelled, OrderState.Expired],
        _ => [],
    };

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Slice<Row>>
    {
        public async Task<Slice<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var (me, size) = (actor.User, Math.Clamp(request.Size, 1, LargestPage));
            var orders = db.Set<Order>().AsNoTracking().Where(order => order.BuyerId == me);
            var states = StatesOf(request.Tab);
            if (states.Count > 0)
                orders = orders.Where(order => states.Contains(order.State));
            if (request.Search?.Trim() is { Length: > 0 and <= 80 } search)
                orders = orders.Where(order => order.Number.StartsWith(search) || order.Lines.Any(line => line.Title.Zh.Contains(search) || line.Title.En!.Contains(search)));
            if (Cursor.Read(request.After) is { } after)
            {
                var last = new OrderId(after);
                orders = orders.Where(order => order.Id < last);
            }
            var read = await orders.OrderByDescending(order => order.Id).Take(size + 1)
                .Join(db.Set<Checkout>(), order => order.CheckoutId, checkout => checkout.Id, (order, checkout) => new Row
                {
                    Id = order.Id,
                    Number = order.Number,
                    Checkout = checkout.Number,
                    Shop = order.ShopSlug,
                    ShopName = order.ShopName,
                    State = order.State,
                    Total = order.Total,
                    Refunded = order.Refunded,
                    PlacedAt = order.PlacedAt,
                    ExpiresAt = checkout.ExpiresAt,
                    Lines = order.Lines.AsQueryable().OrderBy(line => line.Id).Select(OrderedLine.Shown).ToList(),
                })
                .ToListAsync(cancellationToken);
            return Slice<Row>.Of(read, size, order => order.Id.Value);
        }
    }
}
