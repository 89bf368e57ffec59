using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>What other modules may know of a stock pool. Composable: join it, filter it; it stays one statement.</summary>
public sealed class PoolFacts
{
    public required StockPoolId Id { get; init; }
    public required Grade Grade { get; init; }
    public required LocalText Size { get; init; }
    public required StockUnit Unit { get; init; }

    public static IQueryable<PoolFacts> From(MarketDb db) => db.Set<StockPool>().AsNoTracking().Select(pool => new PoolFacts
    {
        Id = pool.Id,
        Grade = pool.Grade,
        Size = pool.Size,
        Unit = pool.Unit,
    });
}
