using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shipping;

/// <summary>What each shop asks for its part of a cart. One statement, however many shops; the rule is <see cref="FreightTemplate.Quote"/>.</summary>
public static class QuoteFreight
{
    public sealed record Query(IReadOnlyDictionary<ShopId, FreightRequest> Parcels) : IQuery<IReadOnlyDictionary<ShopId, Offer>>, IForAnyone;

    /// <param name="PickupPlace">Where and when the buyer could fetch it; null when the shop offers no pickup.</param>
    public sealed record Offer(FreightQuote Quote, LocalText? PickupPlace);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlyDictionary<ShopId, Offer>>
    {
        public async Task<IReadOnlyDictionary<ShopId, Offer>> Handle(Query query, CancellationToken cancellationToken)
        {
            var shops = query.Parcels.Keys.ToArray();
            var templates = await db.Set<FreightTemplate>()
                .Where(template => shops.Contains(template.ShopId))
                .Include(template => template.Rates.OrderBy(rate => rate.Position))
                .AsSingleQuery()
                .AsNoTracking()
                .ToDictionaryAsync(template => template.ShopId, cancellationToken);
            return query.Parcels.ToDictionary(
                parcel => parcel.Key,
                parcel => templates.GetValueOrDefault(parcel.Key) is { } template
                    ? new Offer(template.Quote(parcel.Value), template.PickupOffered ? template.PickupPlace : null)
                    : new Offer(FreightQuote.NotServed([]), null));
        }
    }
}
