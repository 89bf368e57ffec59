using FarmMarket.Kernel;

namespace FarmMarket.Search;

/// <summary>A thing with a code that buyers filter by, in both languages: a category, a county, a grade, a shop (its slug).</summary>
public sealed record SearchName(string Code, LocalText Name);

/// <summary>What the index knows of one listing on sale. Money in fen, weight in grams; photos and prose are not searched.</summary>
public sealed record ListingDocument
{
    public required long Id { get; init; }
    public required LocalText Title { get; init; }
    public LocalText? Variety { get; init; }

    /// <summary>Other names of the variety: 桂七 is also 桂热82号 and 田阳香芒.</summary>
    public IReadOnlyList<string> VarietyAliases { get; init; } = [];

    /// <summary>From the root of the tree to the listing's own category.</summary>
    public required IReadOnlyList<SearchName> Categories { get; init; }

    public required SearchName County { get; init; }
    public required SearchName Shop { get; init; }
    public IReadOnlyList<SearchName> Grades { get; init; } = [];

    /// <summary>The geographical indication it carries: 百色芒果.</summary>
    public LocalText? Indication { get; init; }

    /// <summary>Net weights of the packs, so that 5斤, 2.5kg and 2500克 all find a 5斤装.</summary>
    public IReadOnlyList<long> PackGrams { get; init; } = [];

    /// <summary>The lowest price per 斤 among the packs; none when everything is sold by the piece.</summary>
    public long? FenPerJin { get; init; }

    public DateOnly? HarvestFrom { get; init; }
    public DateOnly? HarvestTo { get; init; }
    public int? ShipsWithinHours { get; init; }
    public bool InStock { get; init; }
    public bool PreSale { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Packs sold; breaks ties of relevance and is the order of "best selling".</summary>
    public long Sales { get; init; }
}
