using System.Globalization;
using System.Linq.Expressions;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>The tabs of a shop's order board.</summary>
public enum ShopOrdersTab
{
    ToPack,
    Packing,
    OnTheWay,
    Delivered,
    Completed,
    Unpaid,
    Closed,
    All,
}

/// <summary>
/// A shop's orders, a page at a time, with how many stand in each tab. What is still to be sent comes in the order of its promises,
/// the rest newest first.
/// </summary>
public static class ShopOrders
{
    public const int LargestPage = 100;

    /// <param name="Late">Only what should have been sent by now, whatever the tab.</param>
    /// <param name="Search">An order number, a recipient, the end of a phone number or a waybill, among all orders of the shop.</param>
    public sealed record Query(
        string Shop, ShopOrdersTab Tab = ShopOrdersTab.ToPack, bool Late = false, string? Search = null, string? After = null, int Size = 30)
        : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    public sealed record Result(IReadOnlyDictionary<ShopOrdersTab, int> Counts, int Late, Slice<Row> Orders);

    public sealed record Row
    {
        internal OrderId Id { get; init; }
        public required string Number { get; init; }
        public required OrderState State { get; init; }
        public required DateTimeOffset PlacedAt { get; init; }
        public required DateTimeOffset? ShipBy { get; init; }

        /// <summary>Should have been sent by now.</summary>
        public required bool IsLate { get; init; }
        public required string Recipient { get; init; }
        public required string Phone { get; init; }
        public required string Region { get; init; }
        public required bool Pickup { get; init; }
        public required Money Total { get; init; }
        public required string? Note { get; init; }
        public required IReadOnlyList<OrderedLine> Lines { get; init; }
    }

    public static IReadOnlyList<OrderState> StatesOf(ShopOrdersTab tab) => tab switch
    {
        ShopOrdersTab.ToPack => [OrderState.Paid],
        ShopOrdersTab.Packing => [OrderState.Packing, OrderState.PartlyShipped],
        ShopOrdersTab.OnTheWay => [OrderState.Shipped],
        ShopOrdersTab.Delivered => [OrderState.Delivered],
        ShopOrdersTab.Completed => [OrderState.Completed],
        ShopOrdersTab.Unpaid => [OrderState.AwaitingPayment],
        ShopOrdersTab.Closed => [OrderState.Cancelled, OrderState.Expired],
        _ => [],
    };

    /// <summary>Paid and not all sent: what the shop still owes. The words of the index that holds just these.</summary>
    internal static readonly Expression<Func<Order, bool>> IsToBeSent = order => order.ShipBy != null && order.ShippedAt == null && order.EndedAt == null;

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var shop = actor.Shop;
            var mine = db.Set<Order>().AsNoTracking().Where(order => order.ShopId == shop);
            var states = await mine.GroupBy(order => order.State)
                .Select(group => new
                {
                    State = group.Key,
                    Count = group.Count(),
                    Late = group.Count(order => order.ShippedAt == null && order.EndedAt == null && order.ShipBy < now),
                })
                .ToListAsync(cancellationToken);
            var counts = Enum.GetValues<ShopOrdersTab>().ToDictionary(
                tab => tab, tab => states.Where(state => tab == ShopOrdersTab.All || StatesOf(tab).Contains(state.State)).Sum(state => state.Count));

            var size = Math.Clamp(request.Size, 1, LargestPage);
            var (found, byPromise) = Chosen(mine, request, now);
            var read = await Page(found, byPromise, request.After)
                .Take(size + 1)
                .Select(order => new Row
                {
                    Id = order.Id,
                    Number = order.Number,
                    State = order.State,
                    PlacedAt = order.PlacedAt,
                    ShipBy = order.ShipBy,
                    IsLate = order.ShippedAt == null && order.EndedAt == null && order.ShipBy < now,
                    Recipient = order.Delivery.Recipient,
                    Phone = order.Delivery.Phone,
                    Region = order.Delivery.Region,
                    Pickup = order.Delivery.Pickup,
                    Total = order.Total,
                    Note = order.Note,
                    Lines = order.Lines.AsQueryable().OrderBy(line => line.Id).Select(OrderedLine.Shown).ToList(),
                })
                .ToListAsync(cancellationToken);

            var rows = read.Take(size).ToList();
            var next = read.Count > size ? byPromise ? Promise.Write(rows[^1].ShipBy!.Value, rows[^1].Id) : Cursor.Write(rows[^1].Id.Value) : null;
            return new(counts, states.Sum(state => state.Late), new(rows, next));
        }

        private static (IQueryable<Order> Found, bool ByPromise) Chosen(IQueryable<Order> mine, Query request, DateTimeOffset now)
        {
            if (request.Late)
                return (mine.Where(IsToBeSent).Where(order => order.ShipBy < now), true);
            if (request.Search?.Trim() is { Length: > 0 } words)
                return (Matching(mine, words), false);
            if (StatesOf(request.Tab) is not { Count: > 0 } states)
                return (mine, false);
            var inTab = mine.Where(order => states.Contains(order.State));
            return request.Tab is ShopOrdersTab.ToPack or ShopOrdersTab.Packing ? (inTab.Where(IsToBeSent), true) : (inTab, false);
        }

        private static IQueryable<Order> Matching(IQueryable<Order> mine, string words)
        {
            var waybill = Shipping.Carriers.Clean(words);
            return mine.Where(order => order.Number.Contains(words) || order.Delivery.Recipient.Contains(words) || order.Delivery.Phone.EndsWith(words)
                || order.Shipments.Any(shipment => shipment.Waybill == waybill));
        }

        private static IQueryable<Order> Page(IQueryable<Order> found, bool byPromise, string? after)
        {
            if (!byPromise)
            {
                var ordered = found.OrderByDescending(order => order.Id);
                return Cursor.Read(after) is { } key ? ordered.Where(order => order.Id < new OrderId(key)) : ordered;
            }
            if (Promise.Read(after) is var (due, id))
                found = found.Where(order => order.ShipBy > due || order.ShipBy == due && order.Id > id);
            return found.OrderBy(order => order.ShipBy).ThenBy(order => order.Id);
        }
    }

    /// <summary>The cursor of a list in the order of promises: when it is due, and the order among those due together.</summary>
    internal static class Promise
    {
        public static string Write(DateTimeOffset due, OrderId order) =>
            string.Create(CultureInfo.InvariantCulture, $"{due.UtcTicks:x}.{order.Value:x}");

        public static (DateTimeOffset Due, OrderId Order)? Read(string? cursor)
        {
            if (cursor?.Split('.') is not [var ticks, var id] || Cursor.Read(ticks) is not { } due || Cursor.Read(id) is not { } order)
                return null;
            return due < 0 || due > DateTimeOffset.MaxValue.Ticks ? null : (new(due, TimeSpan.Zero), new(order));
        }
    }
}
