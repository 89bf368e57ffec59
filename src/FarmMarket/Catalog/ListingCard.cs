using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>A listing as lists show it: on the market, a shop's page, the home page.</summary>
public sealed record ListingCard
{
    public required ListingId Id { get; init; }
    public required string Slug { get; init; }
    public required LocalText Title { get; init; }
    public required string CategoryCode { get; init; }
    public required string CountyCode { get; init; }
    public string? GiMark { get; init; }
    public string? CoverKey { get; init; }

    /// <summary>Of the cheapest pack.</summary>
    public required Money FromPrice { get; init; }

    /// <summary>Null when everything is sold by the piece.</summary>
    public Money? FromPricePerJin { get; init; }
    public DateOnly? HarvestFrom { get; init; }
    public DateOnly? HarvestTo { get; init; }
    public DateOnly? PresaleShipBy { get; init; }
    public required int ShipsWithinHours { get; init; }

    /// <summary>Whether some pack can be bought now.</summary>
    public required bool InStock { get; init; }
    public required long SoldCount { get; init; }
    public required ShopId ShopId { get; init; }
    public required string ShopSlug { get; init; }
    public required LocalText ShopName { get; init; }

    /// <summary>The listings on the market. Composable: filter it, order it; it stays one statement.</summary>
    public static IQueryable<ListingCard> OnMarket(MarketDb db) => db.Set<Listing>()
        .Where(listing => listing.Status == ListingStatus.OnSale)
        .Join(
            ShopFacts.From(db).Where(shop => shop.Status == ShopStatus.Open),
            listing => listing.ShopId,
            shop => shop.Id,
            // Initialisers, not a constructor: with texts among a constructor's arguments EF reads every column of both tables.
            (listing, shop) => new ListingCard
            {
                Id = listing.Id,
                Slug = listing.Slug,
                Title = listing.Title,
                CategoryCode = listing.CategoryCode,
                CountyCode = listing.CountyCode,
                GiMark = listing.GiMark,
                CoverKey = listing.CoverKey,
                FromPrice = listing.FromPrice,
                FromPricePerJin = listing.FromPricePerJin,
                HarvestFrom = listing.HarvestFrom,
                HarvestTo = listing.HarvestTo,
                PresaleShipBy = listing.PresaleShipBy,
                ShipsWithinHours = listing.ShipsWithinHours,
                InStock = listing.Pools.Any(pool => pool.Packs.Any(pack => !pack.Retired && pack.BaseUnits <= pool.Available)),
                SoldCount = listing.SoldCount,
                ShopId = shop.Id,
                ShopSlug = shop.Slug,
                ShopName = shop.Name,
            })
        .AsNoTracking();
}
