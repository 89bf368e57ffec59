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

    private static readonly Prepared<List<ShopId>, FreightTemplate> OfShops = new((db, shops) => db.Set<FreightTemplate>()
        .Where(template => shops.Value.Contains(template.ShopId))
        .Include(template => template.Rates.OrderBy(rate => rate.Position))
        .AsSingleQuery()
        .AsNoTracking());

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlyDictionary<ShopId, Offer>>
    {
        public async Task<IReadOnlyDictionary<ShopId, Offer>> Handle(Query query, CancellationToken cancellationToken)
        {
            var templates = (await OfShops.All(db, [.. query.Parcels.Keys], cancellationToken)).ToDictionary(template => template.ShopId);
            return query.Parcels.ToDictionary(
                parcel => parcel.Key,
                parcel => templates.GetValueOrDefault(parcel.Key) is { } template
                    ? new Offer(template.Quote(parcel.Value), template.PickupOffered ? template.PickupPlace : null)
                    : new Offer(FreightQuote.NotServed([]), null));
        }
    }
}
