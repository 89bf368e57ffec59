using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shipping;

/// <summary>A shop can't open before it has said what it asks for sending.</summary>
internal sealed class FreightIsSet(MarketDb db) : IOpeningRequirement
{
    public OpeningStep Step => OpeningStep.Freight;

    public Task<bool> IsDone(ShopId shop, CancellationToken cancellation) => db.Set<FreightTemplate>().AnyAsync(template => template.ShopId == shop, cancellation);
}
