using System.Globalization;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FarmMarket.Search;

/// <summary>
/// Keeps this node's index and cached pages up with the database: follows the numbers of <see cref="ListingChange"/> and
/// <see cref="StockMove"/>, reads what changed again, and moves the page stamps. Three times a second at most, however much is going on.
/// </summary>
public sealed class ListingFollower : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(330), PauseAfterFault = TimeSpan.FromSeconds(2), CommitEvery = TimeSpan.FromSeconds(5),
        ShowEvery = TimeSpan.FromSeconds(2);
    private const int MostChanges = 2_000, BuildBatch = 1_000, ReadBatch = 500;

    // A transaction still open when an index is begun may hold a lower number than the highest there is.
    private const int LookBack = ChangeSequence.MostMissingAtOnce;

    private readonly IServiceScopeFactory scopes;
    private readonly Func<ListingIndex> open;
    private readonly PageStamps stamps;
    private readonly TimeProvider clock;
    private readonly ILogger<ListingFollower> logger;
    private readonly SemaphoreSlim following = new(1, 1);

    private ChangeSequence changes = new(0), moves = new(0);
    private ListingIndex? index;
    private bool begun;

    /// <param name="open">Called when following begins, not before: it takes a moment that the start of the host need not wait for.</param>
    internal ListingFollower(IServiceScopeFactory scopes, Func<ListingIndex> open, PageStamps stamps, TimeProvider clock, ILogger<ListingFollower> logger) =>
        (this.scopes, this.open, this.stamps, this.clock, this.logger) = (scopes, open, stamps, clock, logger);

    /// <summary>False until the index knows every listing on the market; until then searches find what is known so far.</summary>
    public bool Ready { get; private set; }

    /// <summary>Whether the index had to be built when following began, because there was none to go on with.</summary>
    public bool WasBuilt { get; private set; }

    /// <summary>How many listings can be found now.</summary>
    public int Listings => index?.Count ?? 0;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var lastCommit = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            var wait = Pace;
            try
            {
                await Follow(stoppingToken);
                if (clock.GetElapsedTime(lastCommit) >= CommitEvery)
                {
                    Commit();
                    lastCommit = clock.GetTimestamp();
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                logger.LogError(fault, "The search index could not follow the database; it tries again");
                wait = PauseAfterFault;
            }
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (Ready)
            Commit();
    }

    /// <summary>Takes over what has changed since the last time. The first time it goes on where the index on disk ends, or builds it.</summary>
    public async Task Follow(CancellationToken cancellation = default)
    {
        await following.WaitAsync(cancellation);
        try
        {
            await FollowAlone(cancellation);
        }
        finally
        {
            following.Release();
        }
    }

    public override void Dispose()
    {
        following.Dispose();
        base.Dispose();
    }

    private async Task FollowAlone(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
        index ??= open();
        if (!begun)
        {
            WasBuilt = !await GoOn(db, cancellation);
            if (WasBuilt)
                await Build(db, cancellation);
            begun = true;
        }
        while (await TakeOver(db, cancellation))
        {
        }
        Ready = true;
    }

    /// <summary>Makes the index on disk remember how far it goes.</summary>
    internal void Commit()
    {
        var position = new Position(changes.Complete, moves.Complete).ToString();
        if (index is not null && index.Position != position)
            index.Commit(position);
    }

    /// <summary>True when there is more. Nothing counts as seen before all of it has been taken over.</summary>
    private async Task<bool> TakeOver(MarketDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        changes.GiveUp(now);
        moves.GiveUp(now);
        var changed = await UnseenChanges(db, cancellation);
        var moved = await UnseenMoves(db, cancellation);

        var touched = new List<ListingNow>();
        var applied = false;
        var listings = changed.Select(change => change.Listing).ToHashSet();
        foreach (var batch in listings.Chunk(ReadBatch))
            touched.AddRange(await Replace(db, batch, cancellation));
        applied |= listings.Count > 0;
        foreach (var batch in moved.Select(move => move.Listing).Distinct().Except(listings).Chunk(ReadBatch))
        {
            var (seen, restocked) = await Restock(db, batch, cancellation);
            touched.AddRange(seen);
            applied |= restocked;
        }

        if (applied)
        {
            index!.Refresh();
            stamps.MarketChanged();
        }
        foreach (var listing in touched)
            stamps.ListingChanged(listing.Slug, listing.ShopSlug);
        changes.Saw(changed.Select(change => change.Number), now);
        moves.Saw(moved.Select(move => move.Number), now);
        return changed.Count >= MostChanges || moved.Count >= MostChanges;
    }

    private async Task<List<ListingNow>> Replace(MarketDb db, ListingId[] ids, CancellationToken cancellation)
    {
        var found = await ListingReader.Read(db, ids, cancellation);
        var onMarket = found.Where(listing => listing.Document is not null).ToDictionary(listing => listing.Id, listing => listing.Document!);
        index!.Apply(onMarket.Values, ids.Where(id => !onMarket.ContainsKey(id)).Select(id => id.Value));
        return found;
    }

    // An order moves stock without changing what can be searched, until something is sold out or there again.
    private async Task<(IEnumerable<ListingNow> Seen, bool Restocked)> Restock(MarketDb db, ListingId[] ids, CancellationToken cancellation)
    {
        var stock = await ListingFacts.From(db)
            .Where(listing => ids.Contains(listing.Id))
            .Select(listing => new { listing.Id, listing.Slug, listing.ShopSlug, InStock = listing.OnMarket ? (bool?)listing.InStock : null })
            .ToListAsync(cancellation);
        var turned = stock.Where(listing => listing.InStock != index!.InStock(listing.Id.Value)).Select(listing => listing.Id).ToArray();
        if (turned.Length > 0)
            await Replace(db, turned, cancellation);
        return (stock.Select(listing => new ListingNow(listing.Id, listing.Slug, listing.ShopSlug, null)), turned.Length > 0);
    }

    private async Task<List<(long Number, ListingId Listing)>> UnseenChanges(MarketDb db, CancellationToken cancellation)
    {
        var all = ListingNews.Changes(db);
        var after = new ListingChangeId(changes.Highest);
        var unseen = await all.Where(change => change.Number > after).OrderBy(change => change.Number).Take(MostChanges).ToListAsync(cancellation);
        if (changes.Missing.Count > 0)
        {
            var missing = changes.Missing.Select(number => new ListingChangeId(number)).ToList();
            unseen.AddRange(await all.Where(change => missing.Contains(change.Number)).ToListAsync(cancellation));
        }
        return unseen.ConvertAll(change => (change.Number.Value, change.Listing));
    }

    private async Task<List<(long Number, ListingId Listing)>> UnseenMoves(MarketDb db, CancellationToken cancellation)
    {
        var all = ListingNews.Moves(db);
        var after = new StockMoveId(moves.Highest);
        var unseen = await all.Where(move => move.Number > after).OrderBy(move => move.Number).Take(MostChanges).ToListAsync(cancellation);
        if (moves.Missing.Count > 0)
        {
            var missing = moves.Missing.Select(number => new StockMoveId(number)).ToList();
            unseen.AddRange(await all.Where(move => missing.Contains(move.Number)).ToListAsync(cancellation));
        }
        return unseen.ConvertAll(move => (move.Number.Value, move.Listing));
    }

    /// <summary>False when the index on disk doesn't belong to this database as it is: never built, damaged, or the database was restored.</summary>
    private async Task<bool> GoOn(MarketDb db, CancellationToken cancellation)
    {
        if (Position.Read(index!.Position) is not { } position)
            return false;
        var (first, last) = await Ends(db, cancellation);
        if (position.Changes > last.Changes || position.Moves > last.Moves || position.Changes + 1 < first)
            return false;
        if (!index.IsSound())
        {
            logger.LogWarning("The search index on disk is damaged and is built again");
            return false;
        }
        changes = new(position.Changes);
        moves = new(position.Moves);
        while (await TakeOver(db, cancellation))
        {
        }
        var onMarket = await ListingFacts.From(db).CountAsync(listing => listing.OnMarket, cancellation);
        return onMarket == index.Count;
    }

    private async Task Build(MarketDb db, CancellationToken cancellation)
    {
        var begun = clock.GetTimestamp();
        index!.Clear();
        var (_, last) = await Ends(db, cancellation);
        changes = new(Math.Max(0, last.Changes - LookBack));
        moves = new(Math.Max(0, last.Moves - LookBack));
        var known = 0;
        var shown = begun;
        // The next are read while these are indexed.
        var reading = Next(new(0));
        while (await reading is { Count: > 0 } batch)
        {
            reading = Next(batch[^1].Id);
            index.Apply(batch.Select(listing => listing.Document).OfType<ListingDocument>(), []);
            known += batch.Count;
            if (clock.GetElapsedTime(shown) >= ShowEvery)
            {
                index.Refresh();
                shown = clock.GetTimestamp();
            }
        }
        index.Refresh();
        stamps.MarketChanged();
        Commit();
        if (logger.IsEnabled(LogLevel.Information))
            logger.LogInformation("The search index was built: {Listings} listings in {Seconds:0.0} s", known, clock.GetElapsedTime(begun).TotalSeconds);

        Task<List<ListingNow>> Next(ListingId after) => Task.Run(() => ListingReader.ReadAfter(db, after, BuildBatch, cancellation), cancellation);
    }

    private static async Task<(long FirstChange, Position Last)> Ends(MarketDb db, CancellationToken cancellation)
    {
        var numbers = ListingNews.Changes(db).Select(change => change.Number);
        var first = await numbers.OrderBy(number => number).FirstOrDefaultAsync(cancellation);
        var last = await numbers.OrderByDescending(number => number).FirstOrDefaultAsync(cancellation);
        var move = await ListingNews.Moves(db).Select(move => move.Number).OrderByDescending(number => number).FirstOrDefaultAsync(cancellation);
        return (first.Value, new(last.Value, move.Value));
    }

    private sealed record Position(long Changes, long Moves)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Changes} {Moves}");

        public static Position? Read(string? text) =>
            text?.Split(' ') is [var changes, var moves]
            && long.TryParse(changes, NumberStyles.None, CultureInfo.InvariantCulture, out var c)
            && long.TryParse(moves, NumberStyles.None, CultureInfo.InvariantCulture, out var m) ? new(c, m) : null;
    }
}
