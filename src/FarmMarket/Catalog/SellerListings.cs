using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>A shop's own listings, newest first, with what is left of each grade. Three statements.</summary>
public static class SellerListings
{
    public const int Size = 30;

    /// <param name="Search">Part of the title or variety in either language.</param>
    /// <param name="After"><see cref="Slice{T}.Next"/> of the slice before.</param>
    public sealed record Query(string Shop, ListingStatus? Status = null, string? Search = null, bool SoldOut = false, string? After = null) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    public sealed record Result(Slice<Line> Listings, IReadOnlyDictionary<ListingStatus, int> Counts)
    {
        public int All => Counts.Values.Sum();
    }

    public sealed record Line
    {
        public required ListingId Id { get; init; }
        public required string Slug { get; init; }
        public required LocalText Title { get; init; }
        public string? CoverKey { get; init; }
        public required ListingStatus Status { get; init; }
        public string? TakedownReason { get; init; }
        public required Money FromPrice { get; init; }
        public Money? FromPricePerJin { get; init; }
        public DateOnly? PresaleShipBy { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
        public required IReadOnlyList<PoolLine> Pools { get; init; }
    }

    /// <param name="Smallest">Base units of its smallest pack; null when it sells none.</param>
    public sealed record PoolLine(StockPoolId Id, Grade Grade, StockUnit Unit, long Available, long? Smallest);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var mine = db.Set<Listing>().AsNoTracking().Where(listing => listing.ShopId == shop);
            var counts = await mine.GroupBy(listing => listing.Status).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);

            var wanted = mine;
            if (query.Status is { } status)
                wanted = wanted.Where(listing => listing.Status == status);
            if (query.Search?.Trim() is { Length: > 0 } words)
                wanted = wanted.Where(Matching(words));
            if (query.SoldOut)
                wanted = wanted.Where(listing => !listing.Pools.Any(pool => pool.Packs.Any(pack => !pack.Retired && pack.BaseUnits <= pool.Available)));
            if (Cursor.Read(query.After) is { } after)
                wanted = wanted.Where(listing => listing.Id < new ListingId(after));

            var read = await wanted.OrderByDescending(listing => listing.Id).Take(Size + 1)
                .Select(listing => new Line
                {
                    Id = listing.Id,
                    Slug = listing.Slug,
                    Title = listing.Title,
                    CoverKey = listing.CoverKey,
                    Status = listing.Status,
                    TakedownReason = listing.TakedownReason,
                    FromPrice = listing.FromPrice,
                    FromPricePerJin = listing.FromPricePerJin,
                    PresaleShipBy = listing.PresaleShipBy,
                    UpdatedAt = listing.UpdatedAt,
                    Pools = listing.Pools.OrderBy(pool => pool.Id)
                        .Where(pool => pool.Available > 0 || pool.Packs.Any(pack => !pack.Retired))
                        .Select(pool => new PoolLine(pool.Id, pool.Grade, pool.Unit, pool.Available, pool.Packs.Where(pack => !pack.Retired).Min(pack => (long?)pack.BaseUnits)))
                        .ToList(),
                })
                .ToListAsync(cancellationToken);
            return new(Slice<Line>.Of(read, Size, line => line.Id.Value), counts);
        }

        private static System.Linq.Expressions.Expression<Func<Listing, bool>> Matching(string words)
        {
            var varieties = Produce.Varieties
                .Where(variety => variety.Name.Zh.Contains(words, StringComparison.OrdinalIgnoreCase) || variety.Name.En?.Contains(words, StringComparison.OrdinalIgnoreCase) == true
                    || variety.Aliases.Any(alias => alias.Contains(words, StringComparison.OrdinalIgnoreCase)))
                .Select(variety => variety.Code).ToList();
            return listing => listing.Title.Zh.Contains(words) || listing.Title.En!.Contains(words) || listing.VarietyName!.Contains(words) || varieties.Contains(listing.VarietyCode!);
        }
    }
}
