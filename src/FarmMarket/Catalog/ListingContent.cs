using FarmMarket.Kernel;

namespace FarmMarket.Catalog;

/// <summary>All that a shop says about a listing, as the form, the API and a spreadsheet hand it in. Weights in grams, money in fen.</summary>
public sealed record ListingContent
{
    public const int LongestTitle = 60;
    public const int LongestDescription = 4000;
    public const int LongestStorage = 500;
    public const int MostPools = 6;
    public const int MostPacks = 10;
    public const int MostPhotos = 9;

    /// <summary>A buyer comes home once a day; more than a week later nobody can tell whose fault it is.</summary>
    public const int FewestClaimHours = 24;
    public const int MostClaimHours = 168;

    public required LocalText Title { get; init; }

    /// <summary>Code in produce.json.</summary>
    public required string Category { get; init; }

    /// <summary>Code in produce.json; null when <see cref="VarietyName"/> names one it doesn't know, or none.</summary>
    public string? Variety { get; init; }
    public string? VarietyName { get; init; }

    /// <summary>County of origin, GB/T 2260.</summary>
    public required string County { get; init; }

    /// <summary>Carries the geographical indication of its variety and county; see <see cref="Produce.IndicationFor"/>.</summary>
    public bool UsesGiMark { get; init; }
    public LocalText Description { get; init; } = new("");
    public LocalText Storage { get; init; } = new("");
    public DateOnly? HarvestFrom { get; init; }
    public DateOnly? HarvestTo { get; init; }
    public int ShipsWithinHours { get; init; } = 48;

    /// <summary>How long after receipt a buyer may claim for bad fruit; null leaves the promise as it is, so that who doesn't know of it can't break it.</summary>
    public int? ClaimHours { get; init; }

    /// <summary>Set for a pre-sale; the pools' stock is then its cap.</summary>
    public DateOnly? PresaleShipBy { get; init; }
    public required IReadOnlyList<PoolContent> Pools { get; init; }

    /// <summary>In the order in which they are shown; the first is the cover.</summary>
    public IReadOnlyList<PhotoContent> Photos { get; init; } = [];
}

/// <summary>The fruit of one grade and size.</summary>
public sealed record PoolContent
{
    /// <summary>Null for a new one.</summary>
    public StockPoolId? Id { get; init; }
    public required Grade Grade { get; init; }
    public LocalText Size { get; init; } = new("");

    /// <summary>Never changes once the pool is there.</summary>
    public required StockUnit Unit { get; init; }

    /// <summary>Grams or pieces there are when the pool is made; later only stock moves change it.</summary>
    public long OpeningStock { get; init; }
    public required IReadOnlyList<PackContent> Packs { get; init; }
}

public sealed record PackContent
{
    /// <summary>Null for a new one.</summary>
    public PackId? Id { get; init; }
    public required LocalText Name { get; init; }

    /// <summary>Grams or pieces of the pool in one pack.</summary>
    public required long BaseUnits { get; init; }

    /// <summary>With box and padding; null to have it estimated from the weight of the fruit.</summary>
    public Weight? GrossWeight { get; init; }
    public required Money Price { get; init; }
    public int MaxPerOrder { get; init; } = 99;

    /// <summary>A carton and its padding weigh about 8% and 250 g.</summary>
    public static Weight GrossOf(long grams) => new(grams + (grams * 8 / 100) + 250);
}

/// <param name="Key">Of a photo that was uploaded before, see Media.AddPhoto.</param>
public sealed record PhotoContent(string Key, LocalText Alt);
