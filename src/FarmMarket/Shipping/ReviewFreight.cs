using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shipping;

/// <summary>A shop's freight terms for the operator; null when it has none.</summary>
public static class ReviewFreight
{
    public sealed record Query(ShopId Shop) : IQuery<FreightTerms?>, IForOperator;

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, FreightTerms?>
    {
        public async Task<FreightTerms?> Handle(Query query, CancellationToken cancellationToken) =>
            await db.Set<FreightTemplate>().Include(template => template.Rates).AsSingleQuery().AsNoTracking()
                .FirstOrDefaultAsync(template => template.ShopId == query.Shop, cancellationToken) is { } found
                ? FreightTerms.Of(found)
                : null;
    }
}
