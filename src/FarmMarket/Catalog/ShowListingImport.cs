using System.Text.Json;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>A file of listings as it stands: before the import its preview, then its progress, in the end what became of it.</summary>
public static class ShowListingImport
{
    /// <summary>Lines of each kind that are shown; a file with a thousand faults is mended from the top.</summary>
    private const int Shown = 200;

    public sealed record Query(string Shop, string Token) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    public sealed record Result(
        string Token, string FileName, DateTimeOffset HandedInAt, bool Started, int Broken, int Ready, int Done, int Failed, IReadOnlyList<SheetFault> Faults, IReadOnlyList<Line> Lines)
    {
        public int Good => Ready + Done + Failed;
        public bool Finished => Started && Ready == 0;
    }

    public sealed record Line(int Row, string Title, bool IsNew, string? Slug, ImportItemState State);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var import = await db.Set<ListingImport>().AsNoTracking().Where(import => import.ShopId == shop && import.Token == query.Token)
                .Select(import => new { import.Id, import.Token, import.FileName, import.HandedInAt, import.StartedAt })
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var items = db.Set<ListingImportItem>().AsNoTracking().Where(item => item.ListingImportId == import.Id);
            var counts = await items.GroupBy(item => item.State).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
            var faulty = await items.Where(item => item.State == ImportItemState.Broken || item.State == ImportItemState.Failed)
                .OrderBy(item => item.Id).Take(Shown).Select(item => item.Faults).ToListAsync(cancellationToken);
            var lines = await items.Where(item => item.State != ImportItemState.Broken)
                .OrderBy(item => item.Id).Take(Shown).Select(item => new Line(item.Row, item.Title, item.IsNew, item.Slug, item.State)).ToListAsync(cancellationToken);
            return new(
                import.Token, import.FileName, import.HandedInAt, import.StartedAt is not null,
                counts.GetValueOrDefault(ImportItemState.Broken), counts.GetValueOrDefault(ImportItemState.Ready),
                counts.GetValueOrDefault(ImportItemState.Done), counts.GetValueOrDefault(ImportItemState.Failed),
                [.. faulty.SelectMany(json => JsonSerializer.Deserialize<List<SheetFault>>(json)!).Take(Shown)], lines);
        }
    }
}

/// <summary>The files a shop handed in lately, newest first.</summary>
public static class ListingImports
{
    private const int Shown = 10;

    public sealed record Query(string Shop) : IQuery<IReadOnlyList<Line>>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    public sealed record Line(string Token, string FileName, DateTimeOffset HandedInAt, bool Started, int Left);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, IReadOnlyList<Line>>
    {
        public async Task<IReadOnlyList<Line>> Handle(Query query, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            return await db.Set<ListingImport>().AsNoTracking().Where(import => import.ShopId == shop).OrderByDescending(import => import.Id).Take(Shown)
                .Select(import => new Line(import.Token, import.FileName, import.HandedInAt, import.StartedAt != null, import.Items.Count(item => item.State == ImportItemState.Ready)))
                .ToListAsync(cancellationToken);
        }
    }
}
