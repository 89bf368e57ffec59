using FarmMarket.Catalog;
using MediatR;

namespace FarmMarket.Ordering;

/// <summary>Fruit of orders that ended before they were sent goes back on the shelf, in the transaction that ends them.</summary>
internal sealed class GiveBackStock(Stock stock) : INotificationHandler<StockFreed>
{
    public Task Handle(StockFreed freed, CancellationToken cancellationToken) => stock.Release(freed.OrderNumbers, cancellationToken);
}
