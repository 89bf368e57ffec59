using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Media;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>Brings a listing to what its shop says about it; the same for the form, the API and an import.</summary>
internal sealed class ListingEditing(MarketDb db, IMediator mediator, TimeProvider clock)
{
    /// <summary>A new draft with its stock; the caller adds it, publishes it or not.</summary>
    public async Task<Listing> Create(ShopId shop, ListingContent content, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var listing = new Listing
        {
            ShopId = shop,
            Slug = await FreeSlug(content, cancellation),
            Title = content.Title,
            CategoryCode = content.Category,
            CountyCode = content.County,
            Description = content.Description,
            Storage = content.Storage,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await Apply(listing, content, cancellation);
        db.Add(listing);
        return listing;
    }

    public async Task Apply(Listing listing, ListingContent content, CancellationToken cancellation)
    {
        ListingRules.Refuse(content, Shanghai.Date(clock.GetUtcNow()));
        await KnowPhotos(content, cancellation);
        listing.Title = content.Title;
        (listing.CategoryCode, listing.VarietyCode, listing.VarietyName) = (content.Category, content.Variety, content.Variety is null ? content.VarietyName : null);
        listing.CountyCode = content.County;
        listing.GiMark = content.UsesGiMark ? Produce.IndicationFor(content.Category, content.Variety, content.County)!.Code : null;
        (listing.Description, listing.Storage) = (content.Description, content.Storage);
        (listing.HarvestFrom, listing.HarvestTo) = (content.HarvestFrom, content.HarvestTo);
        (listing.ShipsWithinHours, listing.PresaleShipBy) = (content.ShipsWithinHours, content.PresaleShipBy);
        listing.ClaimHours = content.ClaimHours ?? listing.ClaimHours;
        Pools(listing, content.Pools);
        Photos(listing, content.Photos);
        listing.Touch(clock.GetUtcNow());
    }

    private static void Pools(Listing listing, IReadOnlyList<PoolContent> said)
    {
        // What is no longer said is no longer sold; orders and the ledger still refer to it.
        foreach (var pack in listing.Pools.SelectMany(pool => pool.Packs))
            pack.Retired = true;
        foreach (var content in said)
        {
            var pool = content.Id is { } id ? listing.Pools.Find(pool => pool.Id == id) ?? throw new NotFound() : null;
            if (pool is null)
            {
                pool = new StockPool { Grade = content.Grade, Unit = content.Unit };
                listing.Open(pool, content.OpeningStock);
            }
            else if (pool.Unit != content.Unit)
            {
                throw new RuleBroken("已有库存的等级不能改成另一种卖法，请新加一个等级") { Field = $"Pools[{said.ToList().IndexOf(content)}].Unit", Code = "unit-fixed" };
            }
            (pool.Grade, pool.Size) = (content.Grade, content.Size);
            Packs(pool, content.Packs);
        }
    }

    private static void Packs(StockPool pool, IReadOnlyList<PackContent> said)
    {
        for (var position = 0; position < said.Count; position++)
        {
            var content = said[position];
            var pack = content.Id is { } id ? pool.Packs.Find(pack => pack.Id == id) ?? throw new NotFound() : null;
            var gross = content.GrossWeight ?? PackContent.GrossOf(content.BaseUnits);
            if (pack is not null && pack.BaseUnits != content.BaseUnits)
            {
                // Orders that are under way were priced and weighed by what the pack was: another content is another pack.
                pack = null;
            }
            if (pack is null)
            {
                pack = new Pack { Name = content.Name, BaseUnits = content.BaseUnits, GrossWeight = gross, Price = content.Price };
                pool.Packs.Add(pack);
            }
            (pack.Name, pack.GrossWeight, pack.Price, pack.MaxPerOrder, pack.Position, pack.Retired) =
                (content.Name, gross, content.Price, content.MaxPerOrder, position, false);
        }
    }

    private static void Photos(Listing listing, IReadOnlyList<PhotoContent> said)
    {
        listing.Photos.RemoveAll(photo => said.All(content => content.Key != photo.Key));
        var shown = said.DistinctBy(content => content.Key).ToList();
        for (var position = 0; position < shown.Count; position++)
        {
            var photo = listing.Photos.Find(photo => photo.Key == shown[position].Key);
            if (photo is null)
                listing.Photos.Add(photo = new ListingPhoto { Key = shown[position].Key });
            (photo.Alt, photo.Position) = (shown[position].Alt, position);
        }
    }

    private async Task KnowPhotos(ListingContent content, CancellationToken cancellation)
    {
        var keys = content.Photos.Select(photo => photo.Key).Distinct().ToList();
        var known = await mediator.Send(new KnownPhotos.Query(keys), cancellation);
        if (!keys.TrueForAll(known.Contains))
            throw new RuleBroken("有一张照片没有传上来，请重新选择") { Field = "Photos", Code = "photo-unknown" };
    }

    /// <summary>Two listings of one name made at the same time meet at the unique key; the later runs again and gets the next number.</summary>
    private async Task<string> FreeSlug(ListingContent content, CancellationToken cancellation)
    {
        var slug = Slug.Of(content.Title.Zh, longest: 60);
        if (slug.Length == 0)
            slug = content.Category;
        var taken = await db.Set<Listing>().Where(listing => listing.Slug.StartsWith(slug)).Select(listing => listing.Slug).ToListAsync(cancellation);
        taken.AddRange(db.ChangeTracker.Entries<Listing>().Select(entry => entry.Entity.Slug));
        return Slug.Free(slug, taken.Append("new").Append("import").ToHashSet(StringComparer.Ordinal));
    }
}
