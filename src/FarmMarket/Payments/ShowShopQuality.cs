using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>A shop's figures of the last 90 days, as buyers and its own people see them. Null until they have been counted.</summary>
public static class ShowShopQuality
{
    public sealed record Query(ShopId Shop) : IQuery<Result?>, IForAnyone;

    /// <param name="Completed">Orders that were completed.</param>
    /// <param name="Awarded">Those of them with an awarded claim.</param>
    /// <param name="Due">Orders that were to be sent.</param>
    /// <param name="InTime">Those of them that were sent by the promised time.</param>
    public sealed record Result(int Completed, int Awarded, int Due, int InTime)
    {
        /// <summary>A share of fewer orders says nothing.</summary>
        public const int Enough = 10;
    }

    private static readonly Prepared<ShopId, Result> OfOne = new((db, shop) => db.Set<ShopQuality>()
        .Where(quality => quality.ShopId == shop.Value)
        .Select(quality => new Result(quality.Completed, quality.Awarded, quality.Due, quality.InTime))
        .AsNoTracking()
        .Take(1));

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, Result?>
    {
        public Task<Result?> Handle(Query query, CancellationToken cancellationToken) => OfOne.First(db, query.Shop, cancellationToken);
    }
}
