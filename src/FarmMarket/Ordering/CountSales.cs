using FarmMarket.Catalog;
using FarmMarket.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>A completed order counts for the popularity of what was in it.</summary>
internal sealed class CountSales(MarketDb db, Stock stock) : INotificationHandler<OrderCompleted>
{
    public async Task Handle(OrderCompleted completed, CancellationToken cancellationToken)
    {
        var sold = await db.Set<OrderLine>().AsNoTracking().Where(line => line.OrderId == completed.Order)
            .Select(line => new { line.ListingId, Units = line.BaseUnits * line.Quantity }).ToListAsync(cancellationToken);
        foreach (var listing in sold.GroupBy(line => line.ListingId).OrderBy(listing => listing.Key.Value))
            await stock.CountSold(listing.Key, listing.Sum(line => line.Units), cancellationToken);
    }
}
