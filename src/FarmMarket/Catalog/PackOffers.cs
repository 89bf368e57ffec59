using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>What packs cost and hold right now, with the listing and shop they belong to. One statement; a pack that doesn't exist is absent.</summary>
public static class PackOffers
{
    public sealed record Query(IReadOnlyCollection<PackId> Packs) : IQuery<IReadOnlyDictionary<PackId, PackOffer>>, IForAnyone;

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlyDictionary<PackId, PackOffer>>
    {
        public async Task<IReadOnlyDictionary<PackId, PackOffer>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (request.Packs.Count == 0)
                return new Dictionary<PackId, PackOffer>();
            return (await ByPacks.All(db, [.. request.Packs], cancellationToken)).ToDictionary(offer => offer.Pack);
        }

        private static readonly Prepared<List<PackId>, PackOffer> ByPacks = new((db, packs) =>
            (
                from pack in db.Set<Pack>()
                where packs.Value.Contains(pack.Id)
                join pool in db.Set<StockPool>() on pack.StockPoolId equals pool.Id
                join listing in db.Set<Listing>() on pool.ListingId equals listing.Id
                join shop in ShopFacts.From(db) on listing.ShopId equals shop.Id
                select new PackOffer
                {
                    Pack = pack.Id,
                    PackName = pack.Name,
                    Price = pack.Price,
                    BaseUnits = pack.BaseUnits,
                    GrossWeight = pack.GrossWeight,
                    MaxPerOrder = pack.MaxPerOrder,
                    Retired = pack.Retired,
                    Pool = pool.Id,
                    Grade = pool.Grade,
                    Unit = pool.Unit,
                    Available = pool.Available,
                    Listing = listing.Id,
                    ListingVersion = listing.Version,
                    Slug = listing.Slug,
                    Title = listing.Title,
                    PhotoKey = listing.CoverKey,
                    Category = listing.CategoryCode,
                    ClaimHours = listing.ClaimHours,
                    Status = listing.Status,
                    ShipsWithinHours = listing.ShipsWithinHours,
                    PresaleShipBy = listing.PresaleShipBy,
                    Shop = shop.Id,
                    ShopSlug = shop.Slug,
                    ShopName = shop.Name,
                    ShopStatus = shop.Status,
                    ShopHolidayUntil = shop.HolidayUntil,
                }).AsNoTracking());
    }
}

/// <summary>A pack as a buyer can have it at this moment. <see cref="BaseUnits"/> and <see cref="Available"/> are grams or pieces of the pool.</summary>
public sealed record PackOffer
{
    public required PackId Pack { get; init; }
    public required LocalText PackName { get; init; }
    public required Money Price { get; init; }
    public required long BaseUnits { get; init; }
    public required Weight GrossWeight { get; init; }
    public required int MaxPerOrder { get; init; }
    public required bool Retired { get; init; }
    public required StockPoolId Pool { get; init; }
    public required Grade Grade { get; init; }
    public required StockUnit Unit { get; init; }
    public required long Available { get; init; }
    public required ListingId Listing { get; init; }

    /// <summary>To be handed to <see cref="Stock.Reserve"/>, which refuses when the listing has changed since.</summary>
    public required long ListingVersion { get; init; }
    public required string Slug { get; init; }
    public required LocalText Title { get; init; }
    public required string? PhotoKey { get; init; }
    public required string Category { get; init; }
    public required int ClaimHours { get; init; }
    public required ListingStatus Status { get; init; }
    public required int ShipsWithinHours { get; init; }
    public required DateOnly? PresaleShipBy { get; init; }
    public required ShopId Shop { get; init; }
    public required string ShopSlug { get; init; }
    public required LocalText ShopName { get; init; }
    public required ShopStatus ShopStatus { get; init; }
    public required DateOnly? ShopHolidayUntil { get; init; }

    /// <summary>Whole packs the pool still gives, if nobody else takes from it.</summary>
    public long PacksLeft => Available / BaseUnits;

    /// <summary>Why nobody can buy it now, whatever the quantity; null when one can.</summary>
    public RuleBroken? Closed(DateOnly today) => this switch
    {
        { ShopStatus: not ShopStatus.Open } => new("这家店现在不营业") { Code = "shop-closed" },
        _ when ShopHolidayUntil is { } last && today <= last =>
            new("店主休假，{0} 之后再来", last.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) { Code = "shop-on-holiday" },
        { Status: ListingStatus.Paused } => new("商品已暂停销售") { Code = "listing-paused" },
        { Status: not ListingStatus.OnSale } => new("商品已下架") { Code = "listing-not-on-sale" },
        { Retired: true } => new("这个规格已不再卖") { Code = "pack-retired" },
        _ => null,
    };
}
