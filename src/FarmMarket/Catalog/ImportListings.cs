using System.Text.Json;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>Reads a file of listings and keeps what it says for a look before anything is changed. Answers with the import's token.</summary>
public static class HandInListingFile
{
    /// <remarks>Not a command: reading a spreadsheet takes a while and needs no transaction.</remarks>
    public sealed record Request(string Shop, Stream File, string FileName) : IRequest<string>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Handler(IMediator mediator, TimeProvider clock) : IRequestHandler<Request, string>
    {
        public Task<string> Handle(Request request, CancellationToken cancellationToken)
        {
            var listings = ListingSheet.Read(request.File, Shanghai.Date(clock.GetUtcNow()));
            return mediator.Send(new KeepListingImport.Command(request.Shop, request.FileName, listings), cancellationToken);
        }
    }
}

internal static class KeepListingImport
{
    public sealed record Command(string Shop, string FileName, IReadOnlyList<SheetListing> Listings) : ICommand<string>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var named = request.Listings.Select(listing => listing.Slug).OfType<string>().ToList();
            var mine = await db.Set<Listing>().Where(listing => listing.ShopId == shop && named.Contains(listing.Slug)).Select(listing => listing.Slug).ToHashSetAsync(cancellationToken);
            var import = new ListingImport
            {
                ShopId = shop,
                Token = PublicNumbers.Token(),
                FileName = request.FileName.Length > 100 ? request.FileName[^100..] : request.FileName,
                HandedInAt = clock.GetUtcNow(),
            };
            foreach (var listing in request.Listings)
            {
                IReadOnlyList<SheetFault> faults = listing.Slug is { } slug && !mine.Contains(slug)
                    ? [.. listing.Faults, new(listing.Row, "slug", "这家店没有编号 {0} 的商品；新商品请把编号留空", [slug])]
                    : listing.Faults;
                import.Items.Add(new()
                {
                    Row = listing.Row,
                    Title = listing.Title.Length > 200 ? listing.Title[..200] : listing.Title,
                    IsNew = listing.Slug is null,
                    Listing = JsonSerializer.Serialize(listing with { Faults = [] }),
                    State = faults.Count == 0 ? ImportItemState.Ready : ImportItemState.Broken,
                    Slug = listing.Slug,
                    Faults = JsonSerializer.Serialize(faults),
                });
            }
            db.Add(import);
            return import.Token;
        }
    }
}

/// <summary>Says yes to a file that was looked at: its good listings are imported by a job, wherever the seller goes meanwhile.</summary>
public static class StartListingImport
{
    public sealed record Command(string Shop, string Token) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Handler(MarketDb db, Actor actor, JobQueue jobs, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var import = await db.Set<ListingImport>().FirstOrDefaultAsync(import => import.ShopId == shop && import.Token == request.Token, cancellationToken) ?? throw new NotFound();
            if (import.StartedAt is not null)
                return Unit.Value;
            import.StartedAt = clock.GetUtcNow();
            jobs.Add(new ImportListings.Job(import.Id));
            return Unit.Value;
        }
    }
}

/// <summary>Imports some listings of a file, each in a transaction of its own, and then queues itself for the rest.</summary>
public static class ImportListings
{
    private const int AtATime = 25;

    /// <remarks>An outside job only because it sends one command a listing: those done are marked in the same transaction, so it may run again.</remarks>
    public sealed record Job(ListingImportId Import) : IOutsideJob;

    internal sealed class Handler(MarketDb db, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var ready = await db.Set<ListingImportItem>().AsNoTracking()
                .Where(item => item.ListingImportId == request.Import && item.State == ImportItemState.Ready)
                .OrderBy(item => item.Id).Take(AtATime + 1).Select(item => item.Id).ToListAsync(cancellationToken);
            foreach (var item in ready.Take(AtATime))
            {
                try
                {
                    await mediator.Send(new ImportListing.Command(item), cancellationToken);
                }
                catch (RuleBroken rule)
                {
                    await mediator.Send(new RefuseImportItem.Command(item, [rule]), cancellationToken);
                }
                catch (RulesBroken broken)
                {
                    await mediator.Send(new RefuseImportItem.Command(item, broken.Rules), cancellationToken);
                }
                catch (NotFound)
                {
                    await mediator.Send(new RefuseImportItem.Command(item, [new("商品已经不在了")]), cancellationToken);
                }
            }
            if (ready.Count > AtATime)
                await mediator.Send(new GoOnImporting.Command(request.Import), cancellationToken);
            return Unit.Value;
        }
    }
}

internal static class GoOnImporting
{
    public sealed record Command(ListingImportId Import) : ICommand<Unit>, IForSystem;

    internal sealed class Handler(JobQueue jobs) : IRequestHandler<Command, Unit>
    {
        public Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            jobs.Add(new ImportListings.Job(request.Import));
            return Unit.Task;
        }
    }
}

internal static class ImportListing
{
    public sealed record Command(ListingImportItemId Item) : ICommand<Unit>, IForSystem;

    internal sealed class Handler(MarketDb db, ListingEditing editing, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            // A run before this one left its listings tracked.
            db.ChangeTracker.Clear();
            var item = await db.Set<ListingImportItem>().FirstOrDefaultAsync(item => item.Id == request.Item && item.State == ImportItemState.Ready, cancellationToken);
            if (item is null)
                return Unit.Value;
            var shop = await db.Set<ListingImport>().Where(import => import.Id == item.ListingImportId).Select(import => import.ShopId).SingleAsync(cancellationToken);
            var said = JsonSerializer.Deserialize<SheetListing>(item.Listing)!;
            var listing = said.Slug is null
                ? await editing.Create(shop, said.Content!, cancellationToken)
                : await Change(shop, said, cancellationToken);
            if (said.Status == ListingStatus.OnSale && listing.Status != ListingStatus.OnSale)
                listing.Publish(clock.GetUtcNow());
            else if (said.Status == ListingStatus.Paused && listing.Status == ListingStatus.OnSale)
                listing.Pause(clock.GetUtcNow());
            (item.State, item.Slug) = (ImportItemState.Done, listing.Slug);
            return Unit.Value;
        }

        private async Task<Listing> Change(ShopId shop, SheetListing said, CancellationToken cancellation)
        {
            var listing = await db.Set<Listing>()
                .Include(listing => listing.Pools).ThenInclude(pool => pool.Packs)
                .Include(listing => listing.Photos)
                .FirstOrDefaultAsync(listing => listing.ShopId == shop && listing.Slug == said.Slug, cancellation) ?? throw new NotFound();
            await editing.Apply(listing, Merged(EditListing.ContentOf(listing), said.Content!), cancellation);
            return listing;
        }

        /// <summary>
        /// A sheet has no photos and may have only some of the packs: what it doesn't mention stays. Stock is moved in the stock book only.
        /// </summary>
        private static ListingContent Merged(ListingContent now, ListingContent said)
        {
            var pools = now.Pools.ToList();
            foreach (var pool in said.Pools)
            {
                var at = pools.FindIndex(known => known.Grade == pool.Grade && known.Size.Zh == pool.Size.Zh);
                if (at < 0)
                {
                    pools.Add(pool);
                    continue;
                }
                var packs = pools[at].Packs.ToList();
                foreach (var pack in pool.Packs)
                {
                    var same = packs.FindIndex(known => known.Name.Zh == pack.Name.Zh);
                    if (same < 0)
                        packs.Add(pack);
                    else
                        packs[same] = pack with { Id = packs[same].Id, GrossWeight = pack.GrossWeight ?? packs[same].GrossWeight };
                }
                pools[at] = pools[at] with { Size = pool.Size, Packs = packs };
            }
            return said with { Pools = [.. pools.Where(pool => pool.Packs.Count > 0)], Photos = now.Photos };
        }
    }
}

internal static class RefuseImportItem
{
    public sealed record Command(ListingImportItemId Item, IReadOnlyList<RuleBroken> Rules) : ICommand<Unit>, IForSystem;

    internal sealed class Handler(MarketDb db) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            db.ChangeTracker.Clear();
            var item = await db.Set<ListingImportItem>().SingleAsync(item => item.Id == request.Item, cancellationToken);
            item.State = ImportItemState.Failed;
            item.Faults = JsonSerializer.Serialize(request.Rules.Select(rule =>
                new SheetFault(item.Row, "title", rule.Message, [.. rule.Values.Select(value => value.ToString() ?? "")])));
            return Unit.Value;
        }
    }
}

/// <summary>Imports are kept for a month, then only what they made remains.</summary>
internal static class ForgetOldImports
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public sealed record Job : IJob;

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var before = clock.GetUtcNow() - KeptFor;
            await db.Set<ListingImportItem>().Where(item => db.Set<ListingImport>().Any(import => import.Id == item.ListingImportId && import.HandedInAt < before)).ExecuteDeleteAsync(cancellationToken);
            await db.Set<ListingImport>().Where(import => import.HandedInAt < before).ExecuteDeleteAsync(cancellationToken);
            return Unit.Value;
        }
    }
}
