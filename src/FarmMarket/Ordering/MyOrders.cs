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

    /// <param name="Checkout">To pay by while it awaits payment.</param>
    public sealed record Row(
        string Number, string Checkout, string Shop, LocalText ShopName, OrderState State, Money Total, Money Refunded, DateTimeOffset PlacedAt,
        DateTimeOffset ExpiresAt, IReadOnlyList<Line> Lines);

    public sealed record Line(PackId Pack, string ListingSlug, LocalText Title, LocalText PackName, string? PhotoKey, Money UnitPrice, int Quantity);

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
                .Join(db.Set<Checkout>(), order => order.CheckoutId, checkout => checkout.Id, (order, checkout) => new
                {
                    order.Id,
                    Row = new Row(
                        order.Number, checkout.Number, order.ShopSlug, order.ShopName, order.State, order.Total, order.Refunded, order.PlacedAt, checkout.ExpiresAt,
                        order.Lines.OrderBy(line => line.Id)
                            .Select(line => new Line(line.PackId, line.ListingSlug, line.Title, line.PackName, line.PhotoKey, line.UnitPrice, line.Quantity)).ToList()),
                })
                .ToListAsync(cancellationToken);
            var slice = Slice<(OrderId Id, Row Row)>.Of([.. read.Select(order => (order.Id, order.Row))], size, order => order.Id.Value);
            return new([.. slice.Items.Select(order => order.Row)], slice.Next);
        }
    }
}
