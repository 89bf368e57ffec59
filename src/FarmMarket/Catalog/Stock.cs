using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>What an order takes from a pool, in base units (grams or pieces).</summary>
/// <param name="ListingVersion">Of the listing as the buyer's offer was read; null to take the fruit whatever has changed since.</param>
public readonly record struct StockClaim(string OrderNumber, StockPoolId Pool, ListingId Listing, long Units, long? ListingVersion = null);

/// <summary>A pool that can't give what was asked of it: base units wanted and left.</summary>
public readonly record struct StockShortage(StockPoolId Pool, long Wanted, long Left);

/// <summary>Some pools hold too little; nothing was taken. Who reserves turns it into words about the lines of the order.</summary>
public sealed class StockShort(IReadOnlyList<StockShortage> shortages) : Exception("Not enough stock")
{
    public IReadOnlyList<StockShortage> Shortages { get; } = shortages;
}

/// <summary>A listing was changed, paused or taken down since its offer was read: read it again.</summary>
public sealed class OfferChanged : Exception;

/// <summary>
/// The only place where stock moves: a guarded update and its ledger line in the transaction of the command that needs it, so that the
/// sum of a pool's lines is its balance at any moment.
/// </summary>
public sealed class Stock(MarketDb db, Actor actor, TimeProvider clock)
{
    /// <summary>
    /// Takes all claims or none: <see cref="StockShort"/> or <see cref="OfferChanged"/> must end the transaction. A pool appears once.
    /// </summary>
    public async Task Reserve(IReadOnlyList<StockClaim> claims, CancellationToken cancellation)
    {
        if (!await TakeAll(claims, StockMoveKind.Reservation, cancellation))
            throw await WhyNot(claims, cancellation);
    }

    /// <summary>
    /// The same for orders that ended unpaid and are paid after all. False, and nothing taken, where something of it is gone. Whoever is
    /// quicker between the look and the taking makes the command run again, which then sees it.
    /// </summary>
    public async Task<bool> TakeAgain(IReadOnlyList<StockClaim> claims, CancellationToken cancellation)
    {
        var left = await Left(claims, cancellation);
        if (claims.Any(claim => left.GetValueOrDefault(claim.Pool) < claim.Units))
            return false;
        return await TakeAll(claims, StockMoveKind.LateReservation, cancellation) ? true : throw new DbUpdateConcurrencyException("The fruit was sold meanwhile.");
    }

    private async Task<bool> TakeAll(IReadOnlyList<StockClaim> claims, StockMoveKind kind, CancellationToken cancellation)
    {
        // Everyone takes pools in the same order, so that two orders wait for each other at most in one direction.
        foreach (var claim in claims.OrderBy(claim => claim.Pool.Value))
        {
            if (!await Take(claim, cancellation))
                return false;
            Note(claim.Pool, claim.Listing, -claim.Units, kind, claim.OrderNumber);
        }
        return true;
    }

    private async Task<Dictionary<StockPoolId, long>> Left(IReadOnlyList<StockClaim> claims, CancellationToken cancellation)
    {
        var pools = claims.Select(claim => claim.Pool).ToList();
        return await db.Set<StockPool>().AsNoTracking().Where(pool => pools.Contains(pool.Id)).ToDictionaryAsync(pool => pool.Id, pool => pool.Available, cancellation);
    }

    /// <summary>
    /// Gives back what these orders hold. At most once for each: a second time there is nothing left to give, and two at the same time
    /// meet at the unique key of the ledger, where the loser runs again and finds nothing.
    /// </summary>
    public async Task Release(IReadOnlyCollection<string> orderNumbers, CancellationToken cancellation)
    {
        var moves = await db.Set<StockMove>().AsNoTracking().Where(move => orderNumbers.Contains(move.OrderNumber!))
            .Select(move => new { move.OrderNumber, move.StockPoolId, move.ListingId, move.Quantity, move.Kind }).ToListAsync(cancellation);
        foreach (var held in moves.GroupBy(move => (move.StockPoolId, move.ListingId, move.OrderNumber)).OrderBy(group => group.Key.StockPoolId.Value))
        {
            var units = -held.Sum(move => move.Quantity);
            if (units <= 0)
                continue;
            await Put(held.Key.StockPoolId, units, cancellation);
            var kind = held.Any(move => move.Kind == StockMoveKind.LateReservation) ? StockMoveKind.LateRelease : StockMoveKind.Release;
            Note(held.Key.StockPoolId, held.Key.ListingId, units, kind, held.Key.OrderNumber);
        }
    }

    /// <summary>
    /// Harvest, correction or loss by the people of the shop, positive in, negative out. A pool never goes below zero: what is reserved
    /// by orders is no longer in it.
    /// </summary>
    public async Task Move(StockPoolId pool, ListingId listing, long units, StockMoveKind kind, string? reason, CancellationToken cancellation)
    {
        var moved = await db.Set<StockPool>().Where(p => p.Id == pool && p.ListingId == listing && p.Available + units >= 0)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Available, p => p.Available + units), cancellation);
        if (moved == 0)
        {
            var left = await db.Set<StockPool>().AsNoTracking().Where(p => p.Id == pool && p.ListingId == listing)
                .Select(p => new { p.Unit, p.Available }).FirstOrDefaultAsync(cancellation) ?? throw new NotFound();
            throw new RuleBroken(left.Unit == StockUnit.Gram ? "最多只能减 {0} 克，其余的已经被订单占用" : "最多只能减 {0} 个，其余的已经被订单占用", left.Available)
            {
                Field = "Quantity",
                Code = "below-zero",
            };
        }
        Note(pool, listing, units, kind, orderNumber: null, reason);
    }

    /// <summary>Base units that were sold for good, for sorting by popularity. Not a move: they left the pool when they were ordered.</summary>
    public Task CountSold(ListingId listing, long units, CancellationToken cancellation) =>
        db.Set<Listing>().Where(l => l.Id == listing)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.SoldCount, l => l.SoldCount + units), cancellation);

    private async Task<bool> Take(StockClaim claim, CancellationToken cancellation)
    {
        var (pool, listing, units) = (claim.Pool, claim.Listing, claim.Units);
        var enough = db.Set<StockPool>().Where(p => p.Id == pool && p.Available >= units);
        if (claim.ListingVersion is { } version)
            enough = enough.Where(p => db.Set<Listing>().Any(l => l.Id == listing && l.Version == version));
        return await enough.ExecuteUpdateAsync(set => set.SetProperty(p => p.Available, p => p.Available - units), cancellation) == 1;
    }

    private Task<int> Put(StockPoolId pool, long units, CancellationToken cancellation) =>
        db.Set<StockPool>().Where(p => p.Id == pool)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Available, p => p.Available + units), cancellation);

    /// <summary>Looks at every claim, so that the buyer hears of all lines at once.</summary>
    private async Task<Exception> WhyNot(IReadOnlyList<StockClaim> claims, CancellationToken cancellation)
    {
        var left = await Left(claims, cancellation);
        var taken = db.ChangeTracker.Entries<StockMove>().Where(entry => entry.State == EntityState.Added)
            .ToLookup(entry => entry.Entity.StockPoolId, entry => -entry.Entity.Quantity);
        var shortages = claims
            .Select(claim => new StockShortage(claim.Pool, claim.Units, left.GetValueOrDefault(claim.Pool) + taken[claim.Pool].Sum()))
            .Where(shortage => shortage.Left < shortage.Wanted)
            .ToList();
        return shortages.Count == 0 ? new OfferChanged() : new StockShort(shortages);
    }

    private void Note(StockPoolId pool, ListingId listing, long units, StockMoveKind kind, string? orderNumber, string? reason = null) =>
        db.Add(new StockMove
        {
            StockPoolId = pool,
            ListingId = listing,
            Quantity = units,
            Kind = kind,
            OrderNumber = orderNumber,
            Reason = reason,
            By = actor.UserId,
            At = clock.GetUtcNow(),
        });
}
