using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>A listing as its shop edits it.</summary>
public static class EditListing
{
    public sealed record Query(string Shop, string Slug) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    /// <param name="Content">Its pools carry as opening stock what they hold now.</param>
    public sealed record Result(string Slug, ListingStatus Status, string? TakedownReason, long Version, ListingContent Content);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var (content, listing) = await Read(db, actor.Shop, query.Slug, cancellationToken) ?? throw new NotFound();
            return new(listing.Slug, listing.Status, listing.TakedownReason, listing.Version, content);
        }
    }

    internal static async Task<(ListingContent Content, Listing Listing)?> Read(MarketDb db, ShopId shop, string slug, CancellationToken cancellation)
    {
        var listing = await Whole(db).FirstOrDefaultAsync(listing => listing.ShopId == shop && listing.Slug == slug, cancellation);
        return listing is null ? null : (ContentOf(listing), listing);
    }

    internal static IQueryable<Listing> Whole(MarketDb db) => db.Set<Listing>().AsNoTracking()
        .Include(listing => listing.Pools).ThenInclude(pool => pool.Packs.Where(pack => !pack.Retired))
        .Include(listing => listing.Photos);

    /// <summary>Pools that hold nothing and sell nothing any more are left out.</summary>
    internal static ListingContent ContentOf(Listing listing) => new()
    {
        Title = listing.Title,
        Category = listing.CategoryCode,
        Variety = listing.VarietyCode,
        VarietyName = listing.VarietyName,
        County = listing.CountyCode,
        UsesGiMark = listing.GiMark is not null,
        Description = listing.Description,
        Storage = listing.Storage,
        HarvestFrom = listing.HarvestFrom,
        HarvestTo = listing.HarvestTo,
        ShipsWithinHours = listing.ShipsWithinHours,
        ClaimHours = listing.ClaimHours,
        PresaleShipBy = listing.PresaleShipBy,
        Pools =
        [
            .. listing.Pools.Where(pool => pool.Available > 0 || pool.Packs.Exists(pack => !pack.Retired))
                .OrderBy(pool => pool.Grade).ThenBy(pool => pool.Id.Value)
                .Select(pool => new PoolContent
                {
                    Id = pool.Id,
                    Grade = pool.Grade,
                    Size = pool.Size,
                    Unit = pool.Unit,
                    OpeningStock = pool.Available,
                    Packs =
                    [
                        .. pool.Packs.Where(pack => !pack.Retired).OrderBy(pack => pack.Position).ThenBy(pack => pack.BaseUnits)
                            .Select(pack => new PackContent
                            {
                                Id = pack.Id,
                                Name = pack.Name,
                                BaseUnits = pack.BaseUnits,
                                GrossWeight = pack.GrossWeight,
                                Price = pack.Price,
                                MaxPerOrder = pack.MaxPerOrder,
                            }),
                    ],
                }),
        ],
        Photos = [.. listing.Photos.OrderBy(photo => photo.Position).Select(photo => new PhotoContent(photo.Key, photo.Alt))],
    };
}
