using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>What other modules may know of a listing. Composable: join it, filter it; it stays one statement.</summary>
public sealed class ListingFacts
{
    public required ListingId Id { get; init; }
    public required string Slug { get; init; }
    public required LocalText Title { get; init; }
    public required string CategoryCode { get; init; }
    public required string? VarietyCode { get; init; }
    public required string? VarietyName { get; init; }
    public required string CountyCode { get; init; }
    public required string? GiMark { get; init; }
    public required Money? FromPricePerJin { get; init; }
    public required DateOnly? HarvestFrom { get; init; }
    public required DateOnly? HarvestTo { get; init; }
    public required DateOnly? PresaleShipBy { get; init; }
    public required int ShipsWithinHours { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required long SoldCount { get; init; }
    public required string ShopSlug { get; init; }
    public required LocalText ShopName { get; init; }

    /// <summary>On sale in an open shop.</summary>
    public required bool OnMarket { get; init; }

    /// <summary>Whether some pack can be bought now.</summary>
    public required bool InStock { get; init; }

    public static IQueryable<ListingFacts> From(MarketDb db) => db.Set<Listing>().Join(
        ShopFacts.From(db),
        listing => listing.ShopId,
        shop => shop.Id,
        (listing, shop) => new ListingFacts
        {
            Id = listing.Id,
            Slug = listing.Slug,
            Title = listing.Title,
            CategoryCode = listing.CategoryCode,
            VarietyCode = listing.VarietyCode,
            VarietyName = listing.VarietyName,
            CountyCode = listing.CountyCode,
            GiMark = listing.GiMark,
            FromPricePerJin = listing.FromPricePerJin,
            HarvestFrom = listing.HarvestFrom,
            HarvestTo = listing.HarvestTo,
            PresaleShipBy = listing.PresaleShipBy,
            ShipsWithinHours = listing.ShipsWithinHours,
            CreatedAt = listing.CreatedAt,
            PublishedAt = listing.PublishedAt,
            UpdatedAt = listing.UpdatedAt,
            SoldCount = listing.SoldCount,
            ShopSlug = shop.Slug,
            ShopName = shop.Name,
            OnMarket = listing.Status == ListingStatus.OnSale && shop.Status == ShopStatus.Open,
            InStock = listing.Pools.Any(pool => pool.Packs.Any(pack => !pack.Retired && pack.BaseUnits <= pool.Available)),
        }).AsNoTracking();
}

/// <summary>A pack on offer with the pool it draws from; base units are grams or pieces.</summary>
public sealed class PackFacts
{
    public required ListingId ListingId { get; init; }
    public required Grade Grade { get; init; }
    public required StockUnit Unit { get; init; }
    public required long BaseUnits { get; init; }

    public static IQueryable<PackFacts> From(MarketDb db) => db.Set<StockPool>().SelectMany(
        pool => pool.Packs.Where(pack => !pack.Retired),
        (pool, pack) => new PackFacts { ListingId = pool.ListingId, Grade = pool.Grade, Unit = pool.Unit, BaseUnits = pack.BaseUnits }).AsNoTracking();
}

/// <summary>A number in one of the two sequences that nodes follow, and the listing it is about.</summary>
public sealed class Numbered<TNumber>
{
    public required TNumber Number { get; init; }
    public required ListingId Listing { get; init; }
}

/// <summary>The two sequences: changes of what a listing says, and moves of its stock.</summary>
public static class ListingNews
{
    public static IQueryable<Numbered<ListingChangeId>> Changes(MarketDb db) =>
        db.Set<ListingChange>().AsNoTracking().Select(change => new Numbered<ListingChangeId> { Number = change.Id, Listing = change.ListingId });

    public static IQueryable<Numbered<StockMoveId>> Moves(MarketDb db) =>
        db.Set<StockMove>().AsNoTracking().Select(move => new Numbered<StockMoveId> { Number = move.Id, Listing = move.ListingId });
}
