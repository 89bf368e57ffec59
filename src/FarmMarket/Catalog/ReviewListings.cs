using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>Listings for the operator, by state, shop and a piece of title or address; the newest first.</summary>
public static class ListListings
{
    public const int Size = 30;

    /// <param name="Shop">Slug of a shop, exactly.</param>
    public sealed record Query(ListingStatus? Status = null, string? Search = null, string? Shop = null, string? After = null) : IQuery<Slice<Entry>>, IForOperator;

    public sealed record Entry
    {
        public required ListingId Id { get; init; }
        public required string Slug { get; init; }
        public required LocalText Title { get; init; }
        public required ListingStatus Status { get; init; }
        public required string? TakedownReason { get; init; }
        public required Money FromPrice { get; init; }
        public required string? CoverKey { get; init; }
        public required string ShopSlug { get; init; }
        public required LocalText ShopName { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
    }

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, Slice<Entry>>
    {
        public async Task<Slice<Entry>> Handle(Query query, CancellationToken cancellationToken)
        {
            var listings = db.Set<Listing>().AsNoTracking();
            if (query.Status is { } status)
                listings = listings.Where(listing => listing.Status == status);
            if (query.Search?.Trim() is { Length: > 0 } words)
            {
                var slug = words.ToLowerInvariant();
                listings = listings.Where(listing => listing.Title.Zh.Contains(words) || listing.Title.En!.Contains(words) || listing.Slug.Contains(slug));
            }
            if (Cursor.Read(query.After) is { } last)
            {
                var before = new ListingId(last);
                listings = listings.Where(listing => listing.Id < before);
            }
            var shops = ShopFacts.From(db);
            if (query.Shop is { Length: > 0 } shopSlug)
                shops = shops.Where(shop => shop.Slug == shopSlug);
            var read = await listings.OrderByDescending(listing => listing.Id)
                .Join(shops, listing => listing.ShopId, shop => shop.Id, (listing, shop) => new Entry
                {
                    Id = listing.Id,
                    Slug = listing.Slug,
                    Title = listing.Title,
                    Status = listing.Status,
                    TakedownReason = listing.TakedownReason,
                    FromPrice = listing.FromPrice,
                    CoverKey = listing.CoverKey,
                    ShopSlug = shop.Slug,
                    ShopName = shop.Name,
                    UpdatedAt = listing.UpdatedAt,
                })
                .Take(Size + 1)
                .ToListAsync(cancellationToken);
            return Slice<Entry>.Of(read, Size, listing => listing.Id.Value);
        }
    }
}

/// <summary>How many listings are in each state; absent for none.</summary>
public static class CountListings
{
    public sealed record Query : IQuery<IReadOnlyDictionary<ListingStatus, int>>, IForOperator;

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlyDictionary<ListingStatus, int>>
    {
        public async Task<IReadOnlyDictionary<ListingStatus, int>> Handle(Query query, CancellationToken cancellationToken) =>
            await db.Set<Listing>().GroupBy(listing => listing.Status).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }
}

/// <summary>One listing for the operator, with what buyers see of it.</summary>
public static class ReviewListing
{
    public sealed record Query(string Slug) : IQuery<Result>, IForOperator;

    public sealed record Result
    {
        public required string Slug { get; init; }
        public required LocalText Title { get; init; }
        public required LocalText Description { get; init; }
        public required ListingStatus Status { get; init; }
        public required string? TakedownReason { get; init; }
        public required Money FromPrice { get; init; }
        public required IReadOnlyList<string> Photos { get; init; }
        public required string ShopSlug { get; init; }
        public required LocalText ShopName { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
    }

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken) =>
            await db.Set<Listing>().Where(listing => listing.Slug == query.Slug)
                .Join(ShopFacts.From(db), listing => listing.ShopId, shop => shop.Id, (listing, shop) => new Result
                {
                    Slug = listing.Slug,
                    Title = listing.Title,
                    Description = listing.Description,
                    Status = listing.Status,
                    TakedownReason = listing.TakedownReason,
                    FromPrice = listing.FromPrice,
                    Photos = listing.Photos.OrderBy(photo => photo.Position).Select(photo => photo.Key).ToList(),
                    ShopSlug = shop.Slug,
                    ShopName = shop.Name,
                    CreatedAt = listing.CreatedAt,
                    UpdatedAt = listing.UpdatedAt,
                })
                .AsNoTracking()
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
    }
}

/// <summary>Takes a listing off the market with a reason that the shop sees.</summary>
public static class TakeDownListing
{
    public sealed record Command(string Slug, string? Reason) : ICommand<Unit>, IForOperator;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Reason).Must(reason => reason?.Trim() is { Length: >= 4 and <= 500 }).WithMessage("请写明原因，4–500 个字，对方会看到");
    }

    internal sealed class Handler(MarketDb db, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var listing = await db.WholeListing(request.Slug, cancellationToken);
            if (listing.Status is not (ListingStatus.OnSale or ListingStatus.Paused))
                throw new RuleBroken("只有上架过的商品可以下架") { Code = "not-on-the-market" };
            listing.TakeDown(request.Reason!.Trim(), clock.GetUtcNow());
            audit.Record("listing.taken-down", $"listing:{listing.Slug}", new { reason = listing.TakedownReason });
            return Unit.Value;
        }
    }
}

/// <summary>Gives a listing back to its shop, paused: the shop puts it on sale again itself.</summary>
public static class PutBackListing
{
    public sealed record Command(string Slug) : ICommand<Unit>, IForOperator;

    internal sealed class Handler(MarketDb db, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var listing = await db.WholeListing(request.Slug, cancellationToken);
            listing.PutBack(clock.GetUtcNow());
            audit.Record("listing.put-back", $"listing:{listing.Slug}");
            return Unit.Value;
        }
    }
}

internal static class Reviewing
{
    /// <summary>With all that <see cref="Listing.Touch"/> looks at.</summary>
    public static async Task<Listing> WholeListing(this MarketDb db, string slug, CancellationToken cancellation) =>
        await db.Set<Listing>().Include(listing => listing.Pools).ThenInclude(pool => pool.Packs).Include(listing => listing.Photos)
            .FirstOrDefaultAsync(listing => listing.Slug == slug, cancellation) ?? throw new NotFound();
}
