using FarmMarket.Kernel;

namespace FarmMarket.Catalog;

public enum ListingStatus
{
    Draft,
    OnSale,
    Paused,

    /// <summary>Taken down by the operator with a reason; the shop may edit it and ask again.</summary>
    TakenDown,
}

/// <summary>特级, 一级, 二级, 统货.</summary>
public enum Grade
{
    Special,
    First,
    Second,
    Ungraded,
}

/// <summary>What a stock pool counts in.</summary>
public enum StockUnit
{
    Gram,
    Piece,
}

/// <summary>Produce a shop offers: one variety of one origin, in one or more grades, each a stock pool from which packs draw.</summary>
public sealed class Listing : Aggregate
{
    public ListingId Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>Its address under /market; unique over all shops, never changes.</summary>
    public required string Slug { get; init; }
    public required LocalText Title { get; set; }

    /// <summary>Code in produce.json.</summary>
    public required string CategoryCode { get; set; }

    /// <summary>Code in produce.json, or null when <see cref="VarietyName"/> names one it doesn't know.</summary>
    public string? VarietyCode { get; set; }
    public string? VarietyName { get; set; }

    /// <summary>County of origin, GB/T 2260.</summary>
    public required string CountyCode { get; set; }

    /// <summary>The registered geographical indication it carries, e.g. 百色芒果.</summary>
    public string? GiMark { get; set; }
    public required LocalText Description { get; set; }
    public required LocalText Storage { get; set; }

    /// <summary>First and last harvest day of the current season.</summary>
    public DateOnly? HarvestFrom { get; set; }
    public DateOnly? HarvestTo { get; set; }
    public int ShipsWithinHours { get; set; } = 48;

    /// <summary>坏果包赔: how long after receipt the buyer may claim for fruit that arrived bad.</summary>
    public int ClaimHours { get; set; } = 48;

    /// <summary>Set for a pre-sale: the day by which the shop promises to ship. The pools then hold the cap.</summary>
    public DateOnly? PresaleShipBy { get; set; }
    public ListingStatus Status { get; private set; } = ListingStatus.Draft;
    public string? TakedownReason { get; private set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    public List<StockPool> Pools { get; } = [];
    public List<ListingPhoto> Photos { get; } = [];

    // What a card shows, kept here so that a page of 24 cards is one statement. Refreshed by Reprice.

    /// <summary>Cheapest pack that can be bought.</summary>
    public Money FromPrice { get; private set; }

    /// <summary>Lowest price per 斤 over the packs weighed in grams; null when it is sold by the piece.</summary>
    public Money? FromPricePerJin { get; private set; }
    public string? CoverKey { get; private set; }

    /// <summary>Base units sold in completed orders over all time, for sorting by popularity.</summary>
    public long SoldCount { get; private set; }

    public bool CanBeBought => Status == ListingStatus.OnSale;

    /// <summary>Adds a pool; what it holds comes into it by the ledger, once the pool has a key.</summary>
    public void Open(StockPool pool, long units)
    {
        Pools.Add(pool);
        if (units > 0)
            Raise(() => new PoolOpened(Id, pool.Id, units));
    }

    public void Publish(DateTimeOffset now)
    {
        if (Status == ListingStatus.TakenDown)
            throw new RuleBroken("商品已被平台下架：{0}", TakedownReason ?? "") { Code = "taken-down" };
        if (!Pools.SelectMany(pool => pool.Packs).Any(pack => !pack.Retired))
            throw new RuleBroken("上架前至少要有一种规格") { Code = "no-packs" };
        Status = ListingStatus.OnSale;
        PublishedAt ??= now;
        Touch(now);
    }

    public void Pause(DateTimeOffset now)
    {
        if (Status != ListingStatus.OnSale)
            throw new RuleBroken("只有在售的商品可以暂停") { Code = "not-on-sale" };
        Status = ListingStatus.Paused;
        Touch(now);
    }

    public void TakeDown(string reason, DateTimeOffset now)
    {
        Status = ListingStatus.TakenDown;
        TakedownReason = reason;
        Touch(now);
        Raise(() => new ListingTakenDown(Id, ShopId, reason));
    }

    public void PutBack(DateTimeOffset now)
    {
        if (Status != ListingStatus.TakenDown)
            throw new RuleBroken("商品没有被下架") { Code = "not-taken-down" };
        Status = ListingStatus.Paused;
        TakedownReason = null;
        Touch(now);
    }

    /// <summary>To be called after any change of text, packs, prices or photos: refreshes what cards show and tells the index.</summary>
    public void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        var packs = Pools.SelectMany(pool => pool.Packs.Where(pack => !pack.Retired), (pool, pack) => (pool, pack)).ToList();
        FromPrice = packs.Count == 0 ? Money.Zero : packs.Min(p => p.pack.Price);
        var byWeight = packs.Where(p => p.pool.Unit == StockUnit.Gram).ToList();
        FromPricePerJin = byWeight.Count == 0 ? null : byWeight.Min(p => p.pack.Price.PerJin(new Weight(p.pack.BaseUnits)));
        CoverKey = Photos.OrderBy(photo => photo.Position).FirstOrDefault()?.Key;
        Raise(() => new ListingChanged(Id));
    }
}

/// <summary>
/// The fruit of one grade that is there to be sold, counted in grams or pieces. <see cref="Available"/> only moves by a guarded
/// update together with a <see cref="StockMove"/>, so that it always equals the sum of the moves.
/// </summary>
public sealed class StockPool : IEntity
{
    public StockPoolId Id { get; init; }
    public ListingId ListingId { get; init; }
    public required Grade Grade { get; set; }

    /// <summary>e.g. 单果 250–350 克 / 250–350 g a piece.</summary>
    public LocalText Size { get; set; } = new("");
    public required StockUnit Unit { get; init; }

    /// <summary>Base units (grams or pieces) that can still be ordered.</summary>
    public long Available { get; private set; }
    public List<Pack> Packs { get; } = [];
}

/// <summary>A way to buy from a pool: 5斤装, 10斤装, 整箱, 吨.</summary>
public sealed class Pack : IEntity
{
    public PackId Id { get; init; }
    public StockPoolId StockPoolId { get; init; }
    public required LocalText Name { get; set; }

    /// <summary>Base units of the pool that one pack takes.</summary>
    public required long BaseUnits { get; set; }

    /// <summary>Weight with box and padding, what the courier weighs.</summary>
    public required Weight GrossWeight { get; set; }
    public required Money Price { get; set; }

    /// <summary>Most packs in one order line; keeps a slip of the finger from emptying the pool.</summary>
    public int MaxPerOrder { get; set; } = 999;
    public int Position { get; set; }

    /// <summary>No longer offered; kept because orders refer to it.</summary>
    public bool Retired { get; set; }
}

public readonly record struct ListingPhotoId(long Value) : IId;

public sealed class ListingPhoto : IEntity
{
    public ListingPhotoId Id { get; init; }
    public ListingId ListingId { get; init; }

    /// <summary>Media key, see Media.Photo.</summary>
    public required string Key { get; init; }
    public LocalText Alt { get; set; } = new("");
    public int Position { get; set; }
}

public enum StockMoveKind
{
    /// <summary>Fruit came in, or a pre-sale cap was set.</summary>
    Harvested,
    Correction,
    Spoiled,

    /// <summary>Taken by a checkout.</summary>
    Reservation,

    /// <summary>Given back by an unpaid, cancelled or refunded order.</summary>
    Release,

    /// <summary>Taken a second time by an order that had ended unpaid when its money came.</summary>
    LateReservation,

    /// <summary>Given back by such an order.</summary>
    LateRelease,
}

public readonly record struct StockMoveId(long Value) : IId;

/// <summary>One line of a pool's ledger. Append-only; the pool's balance is the sum of its lines.</summary>
public sealed class StockMove : IEntity
{
    public StockMoveId Id { get; init; }
    public required StockPoolId StockPoolId { get; init; }

    /// <summary>Denormalised, so that followers of the ledger know which listing changed.</summary>
    public required ListingId ListingId { get; init; }

    /// <summary>Base units, positive in, negative out.</summary>
    public required long Quantity { get; init; }
    public required StockMoveKind Kind { get; init; }

    /// <summary>Number of the order that caused it.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>What the person who moved it wrote.</summary>
    public string? Reason { get; init; }
    public UserId? By { get; init; }
    public required DateTimeOffset At { get; init; }
}

public readonly record struct ListingChangeId(long Value) : IId;

/// <summary>A number in the sequence that every node follows to keep its search index and page cache fresh.</summary>
public sealed class ListingChange : IEntity
{
    public ListingChangeId Id { get; init; }
    public required ListingId ListingId { get; init; }
    public required DateTimeOffset At { get; init; }
}
