using System.Linq.Expressions;
using FarmMarket.Kernel;
using FarmMarket.Shops;

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
    public required string ShopSlug { get; init; }
    public required LocalText ShopName { get; init; }

    // Initialisers, not a constructor: with texts among a constructor's arguments EF reads every column of both tables.
    internal static readonly Expression<Func<Listing, Shop, ListingCard>> Of = (listing, shop) => new ListingCard
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
        ShopSlug = shop.Slug,
        ShopName = shop.Name,
    };
}
