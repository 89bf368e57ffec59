using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>Finds orders for the operator by the beginning of their number. Says nothing of who bought and where it goes.</summary>
public static class FindOrders
{
    public const int Most = 20;

    public sealed record Query(string? Number) : IQuery<IReadOnlyList<Found>>, IForOperator;

    public sealed record Found(
        string Number, LocalText ShopName, OrderState State, Money Total, Money Refunded, DateTimeOffset PlacedAt, DateTimeOffset? PaidAt, DateTimeOffset? ShippedAt, DateTimeOffset? EndedAt);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlyList<Found>>
    {
        public async Task<IReadOnlyList<Found>> Handle(Query query, CancellationToken cancellationToken)
        {
            // The day alone is six digits; less than that would be any day's orders.
            if (query.Number?.Trim() is not { Length: >= 6 and <= 20 } number || !number.All(char.IsAsciiLetterOrDigit))
                return [];
            return await db.Set<Order>().AsNoTracking()
                .Where(order => order.Number.StartsWith(number))
                .OrderByDescending(order => order.Id)
                .Select(order => new Found(
                    order.Number, order.ShopName, order.State, order.Total, order.Refunded, order.PlacedAt, order.PaidAt, order.ShippedAt, order.EndedAt))
                .Take(Most)
                .ToListAsync(cancellationToken);
        }
    }
}
