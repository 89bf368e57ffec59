using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>What a shop's next listing most likely says: the produce, place and storage advice of its newest one.</summary>
public static class ListingDefaults
{
    public sealed record Query(string Shop) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    /// <param name="Category">Null in a shop that has listed nothing yet; so is <paramref name="Variety"/>.</param>
    public sealed record Result(string County, string? Category, string? Variety, int ShipsWithinHours, int ClaimHours, LocalText Storage);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var id = actor.Shop;
            var last = await db.Set<Listing>().AsNoTracking().Where(listing => listing.ShopId == id).OrderByDescending(listing => listing.Id)
                .Select(listing => new { listing.CountyCode, listing.CategoryCode, listing.VarietyCode, listing.ShipsWithinHours, listing.ClaimHours, listing.Storage })
                .FirstOrDefaultAsync(cancellationToken);
            if (last is not null)
                return new(last.CountyCode, last.CategoryCode, last.VarietyCode, last.ShipsWithinHours, last.ClaimHours, last.Storage);
            var county = await ShopFacts.From(db).Where(shop => shop.Id == id).Select(shop => shop.CountyCode).SingleAsync(cancellationToken);
            return new(county, null, null, 48, 48, new(""));
        }
    }
}
