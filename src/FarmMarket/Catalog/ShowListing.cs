using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>What a buyer sees of a listing. Three statements: the listing with its shop, its packs, its photos.</summary>
public static class ShowListing
{
    public sealed record Query(string Slug) : IQuery<Result>, IForAnyone;

    public sealed record Result
    {
        public required ListingId Id { get; init; }
        public required string Slug { get; init; }
        public required LocalText Title { get; init; }
        public required LocalText Description { get; init; }
        public required LocalText Storage { get; init; }
        public required string CategoryCode { get; init; }
        public string? VarietyCode { get; init; }
        public string? VarietyName { get; init; }
        public required string CountyCode { get; init; }
        public string? GiMark { get; init; }
        public DateOnly? HarvestFrom { get; init; }
        public DateOnly? HarvestTo { get; init; }
        public required int ShipsWithinHours { get; init; }

        /// <summary>How long after receipt a buyer may claim for bad fruit.</summary>
        public required int ClaimHours { get; init; }
        public DateOnly? PresaleShipBy { get; init; }
        public required ListingStatus Status { get; init; }
        public required Money FromPrice { get; init; }
        public Money? FromPricePerJin { get; init; }
        public required long SoldCount { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
        public required ShopLine Shop { get; init; }
        public IReadOnlyList<PoolLine> Pools { get; init; } = [];
        public IReadOnlyList<PhotoLine> Photos { get; init; } = [];

        /// <summary>On sale in a shop that is not on holiday; whether there is stock, each pack says.</summary>
        public bool CanBeBought { get; init; }
        public bool InStock => Pools.Any(pool => pool.Packs.Any(pack => pack.Left > 0));
    }

    public sealed record ShopLine
    {
        public required ShopId Id { get; init; }
        public required string Slug { get; init; }
        public required LocalText Name { get; init; }
        public required string CountyCode { get; init; }
        public string? Place { get; init; }
        public string? CoverKey { get; init; }
        public DateOnly? HolidayUntil { get; init; }
        public required LocalText HolidayNote { get; init; }
        public DateTimeOffset? OpenedAt { get; init; }
    }

    /// <summary>The fruit of one grade and size with the packs it is sold in.</summary>
    public sealed record PoolLine(StockPoolId Id, Grade Grade, LocalText Size, StockUnit Unit, long Available, IReadOnlyList<PackLine> Packs);

    /// <param name="PricePerJin">Null when sold by the piece.</param>
    /// <param name="Left">How many of this pack the pool still gives, at most <paramref name="MaxPerOrder"/>.</param>
    public sealed record PackLine(PackId Id, LocalText Name, long BaseUnits, Weight GrossWeight, Money Price, Money? PricePerJin, int MaxPerOrder, long Left);

    /// <param name="Key">A <see cref="PhotoKey"/>: tells the size and colour.</param>
    public sealed record PhotoLine(string Key, LocalText Alt);

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var listing = await BySlug.First(db, query.Slug, cancellationToken) ?? throw new NotFound();
            var packs = await Packs(db, listing.Id, cancellationToken);
            var photos = await Photos.All(db, listing.Id, cancellationToken);
            var today = Shanghai.Date(clock.GetUtcNow());
            return listing with
            {
                Pools = packs,
                Photos = photos,
                CanBeBought = listing.Status == ListingStatus.OnSale && !(listing.Shop.HolidayUntil is { } last && today <= last),
            };
        }

        // A paused listing keeps its page, since buyers come back to it by links and search engines; drafts and those taken down have none.
        private static readonly Prepared<string, Result> BySlug = new((db, slug) => db.Set<Listing>()
            .Where(listing => listing.Slug == slug.Value && (listing.Status == ListingStatus.OnSale || listing.Status == ListingStatus.Paused))
            .Join(
                ShopFacts.From(db).Where(shop => shop.Status == ShopStatus.Open),
                listing => listing.ShopId,
                shop => shop.Id,
                (listing, shop) => new Result
                {
                    Id = listing.Id,
                    Slug = listing.Slug,
                    Title = listing.Title,
                    Description = listing.Description,
                    Storage = listing.Storage,
                    CategoryCode = listing.CategoryCode,
                    VarietyCode = listing.VarietyCode,
                    VarietyName = listing.VarietyName,
                    CountyCode = listing.CountyCode,
                    GiMark = listing.GiMark,
                    HarvestFrom = listing.HarvestFrom,
                    HarvestTo = listing.HarvestTo,
                    ShipsWithinHours = listing.ShipsWithinHours,
                    ClaimHours = listing.ClaimHours,
                    PresaleShipBy = listing.PresaleShipBy,
                    Status = listing.Status,
                    FromPrice = listing.FromPrice,
                    FromPricePerJin = listing.FromPricePerJin,
                    SoldCount = listing.SoldCount,
                    UpdatedAt = listing.UpdatedAt,
                    Shop = new ShopLine
                    {
                        Id = shop.Id,
                        Slug = shop.Slug,
                        Name = shop.Name,
                        CountyCode = shop.CountyCode,
                        Place = shop.Place,
                        CoverKey = shop.CoverKey,
                        HolidayUntil = shop.HolidayUntil,
                        HolidayNote = shop.HolidayNote,
                        OpenedAt = shop.OpenedAt,
                    },
                })
            .AsNoTracking()
            .Take(1));

        private sealed record PackRow
        {
            public required StockPoolId Id { get; init; }
            public required Grade Grade { get; init; }
            public required LocalText Size { get; init; }
            public required StockUnit Unit { get; init; }
            public required long Available { get; init; }
            public required PackId PackId { get; init; }
            public required LocalText Name { get; init; }
            public required long BaseUnits { get; init; }
            public required Weight GrossWeight { get; init; }
            public required Money Price { get; init; }
            public required int MaxPerOrder { get; init; }
            public required int Position { get; init; }
        }

        private static readonly Prepared<ListingId, PackRow> PackRows = new((db, id) => db.Set<StockPool>()
            .Where(pool => pool.ListingId == id.Value)
            .SelectMany(
                pool => pool.Packs.Where(pack => !pack.Retired),
                (pool, pack) => new PackRow
                {
                    Id = pool.Id,
                    Grade = pool.Grade,
                    Size = pool.Size,
                    Unit = pool.Unit,
                    Available = pool.Available,
                    PackId = pack.Id,
                    Name = pack.Name,
                    BaseUnits = pack.BaseUnits,
                    GrossWeight = pack.GrossWeight,
                    Price = pack.Price,
                    MaxPerOrder = pack.MaxPerOrder,
                    Position = pack.Position,
                })
            .AsNoTracking());

        private static async Task<IReadOnlyList<PoolLine>> Packs(MarketDb db, ListingId id, CancellationToken cancellation)
        {
            var rows = await PackRows.All(db, id, cancellation);
            return
            [
                .. rows
                    .GroupBy(row => row.Id)
                    .Select(pool => new PoolLine(
                        pool.Key, pool.First().Grade, pool.First().Size, pool.First().Unit, pool.First().Available,
                        [
                            .. pool.OrderBy(pack => pack.Position).ThenBy(pack => pack.BaseUnits).Select(pack => new PackLine(
                                pack.PackId, pack.Name, pack.BaseUnits, pack.GrossWeight, pack.Price,
                                pack.Unit == StockUnit.Gram ? pack.Price.PerJin(new Weight(pack.BaseUnits)) : null,
                                pack.MaxPerOrder, Math.Min(pack.Available / pack.BaseUnits, pack.MaxPerOrder))),
                        ]))
                    .OrderBy(pool => pool.Grade).ThenBy(pool => pool.Id.Value),
            ];
        }

        private static readonly Prepared<ListingId, PhotoLine> Photos = new((db, id) => db.Set<ListingPhoto>()
            .Where(photo => photo.ListingId == id.Value)
            .OrderBy(photo => photo.Position)
            .Select(photo => new PhotoLine(photo.Key, photo.Alt))
            .AsNoTracking());
    }
}
