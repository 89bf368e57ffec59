using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Search;

/// <summary>Reads listings for the index, many at once, in two statements.</summary>
internal static class ListingReader
{
    public static Task<List<ListingNow>> Read(MarketDb db, IReadOnlyCollection<ListingId> ids, CancellationToken cancellation) =>
        Read(db, ListingFacts.From(db).Where(listing => ids.Contains(listing.Id)), cancellation);

    /// <summary>Those on the market, by id.</summary>
    public static Task<List<ListingNow>> ReadAfter(MarketDb db, ListingId after, int most, CancellationToken cancellation) =>
        Read(db, ListingFacts.From(db).Where(listing => listing.OnMarket && listing.Id > after).OrderBy(listing => listing.Id).Take(most), cancellation);

    private static async Task<List<ListingNow>> Read(MarketDb db, IQueryable<ListingFacts> listings, CancellationToken cancellation)
    {
        var found = await listings.ToListAsync(cancellation);
        var ids = found.ConvertAll(listing => listing.Id);
        var packs = (await PackFacts.From(db).Where(pack => ids.Contains(pack.ListingId)).ToListAsync(cancellation)).ToLookup(pack => pack.ListingId);
        return found.ConvertAll(listing => new ListingNow(listing.Id, listing.Slug, listing.ShopSlug, listing.OnMarket ? Document(listing, packs[listing.Id]) : null));
    }

    private static ListingDocument Document(ListingFacts listing, IEnumerable<PackFacts> packs)
    {
        var variety = Produce.Variety(listing.VarietyCode);
        var path = Produce.Path(listing.CategoryCode);
        return new()
        {
            Id = listing.Id.Value,
            Title = listing.Title,
            Variety = variety?.Name ?? (listing.VarietyName is { } written ? new(written) : null),
            VarietyAliases = variety?.Aliases ?? [],
            Categories = path.Count == 0
                ? [new(listing.CategoryCode, new(listing.CategoryCode))]
                : [.. path.Select(category => new SearchName(category.Code, category.Name))],
            County = new(listing.CountyCode, Regions.Find(listing.CountyCode)?.Name ?? new(listing.CountyCode)),
            Shop = new(listing.ShopSlug, listing.ShopName),
            Grades = [.. packs.Select(pack => pack.Grade).Distinct().Select(grade => new SearchName(GradeCode(grade), Produce.NameOf(grade)))],
            Indication = listing.GiMark is { } mark ? Produce.Indication(mark)?.Name ?? new(mark) : null,
            PackGrams = [.. packs.Where(pack => pack.Unit == StockUnit.Gram).Select(pack => pack.BaseUnits).Distinct()],
            FenPerJin = listing.FromPricePerJin?.Fen,
            HarvestFrom = listing.HarvestFrom,
            HarvestTo = listing.HarvestTo,
            ShipsWithinHours = listing.ShipsWithinHours,
            InStock = listing.InStock,
            PreSale = listing.PresaleShipBy is not null,
            PublishedAt = listing.PublishedAt ?? listing.CreatedAt,
            Sales = listing.SoldCount,
        };
    }

    /// <summary>As it stands in addresses: special, first, second, ungraded.</summary>
    private static string GradeCode(Grade grade) => grade.ToString().ToLowerInvariant();
}

/// <summary>A listing as the database has it now; <paramref name="Document"/> is null while it is not on the market.</summary>
internal sealed record ListingNow(ListingId Id, string Slug, string ShopSlug, ListingDocument? Document);
