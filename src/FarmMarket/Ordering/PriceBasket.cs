using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using MediatR;

namespace FarmMarket.Ordering;

/// <summary>Reads what a basket comes to at this moment: two statements, whatever its size.</summary>
public static class PriceBasket
{
    /// <param name="Region">Where the parcels go; null while unknown, then only pickup is quoted.</param>
    public sealed record Query(IReadOnlyList<WantedLine> Lines, IReadOnlyList<ShopWish> Shops, Region? Region) : IQuery<Bill>, IForAnyone;

    internal sealed class Handler(IMediator mediator, TimeProvider clock) : IRequestHandler<Query, Bill>
    {
        public async Task<Bill> Handle(Query request, CancellationToken cancellationToken)
        {
            var offers = await mediator.Send(new PackOffers.Query([.. request.Lines.Select(line => line.Pack).Distinct()]), cancellationToken);
            var shops = Bill.Group(request.Lines, offers, request.Shops);
            var parcels = shops.ToDictionary(
                shop => shop.Shop, shop => new FreightRequest(shop.Gross, shop.Goods, request.Region?.Code, shop.Wish.Pickup));
            var freight = parcels.Count == 0
                ? new Dictionary<ShopId, QuoteFreight.Offer>()
                : await mediator.Send(new QuoteFreight.Query(parcels), cancellationToken);
            return Bill.Of(request.Lines, shops, freight, request.Region, Shanghai.Date(clock.GetUtcNow()));
        }
    }
}
