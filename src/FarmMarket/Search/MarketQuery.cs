using System.Globalization;
using System.Text;
using FarmMarket.Kernel;

namespace FarmMarket.Search;

public enum MarketSort { Relevance, Newest, PriceUp, PriceDown, Sales }

/// <summary>
/// What a buyer is looking for. Values chosen within one facet widen the result, facets together narrow it.
/// Unknown codes match nothing; a page past the last is empty.
/// </summary>
public sealed record MarketQuery
{
    public const int DefaultSize = 24, MaxPages = 100, MaxHits = DefaultSize * MaxPages, LongestText = 64;

    public string? Text { get; init; }
    public IReadOnlyList<string> Categories { get; init; } = [];
    public IReadOnlyList<string> Counties { get; init; } = [];
    public IReadOnlyList<string> Grades { get; init; } = [];

    /// <summary>Codes of <see cref="PriceBand"/>.</summary>
    public IReadOnlyList<string> Prices { get; init; } = [];

    public int? ShipsWithinHours { get; init; }
    public bool InSeason { get; init; }
    public bool InStock { get; init; }
    public bool PreSale { get; init; }
    public bool GeographicalIndication { get; init; }
    public MarketSort Sort { get; init; }

    /// <summary>From 1; ignored when <see cref="After"/> is given.</summary>
    public int Page { get; init; } = 1;

    /// <summary>From 1 to 100; with <see cref="Page"/> no deeper than <see cref="MaxHits"/>.</summary>
    public int Size { get; init; } = DefaultSize;

    /// <summary><see cref="MarketHits.Next"/> of the page before: going on from there neither repeats nor skips a listing when others come or go meanwhile.</summary>
    public string? After { get; init; }

    internal string Key(QueryText text, DateOnly today)
    {
        var key = new StringBuilder(96);
        key.Append(CultureInfo.InvariantCulture, $"{text.Key}\n{(int)Sort}.{Page}.{Size}.{After}.{today.DayNumber}.{ShipsWithinHours}.")
            .Append(InSeason ? 's' : '-').Append(InStock ? 'i' : '-').Append(PreSale ? 'p' : '-').Append(GeographicalIndication ? 'g' : '-');
        foreach (var codes in (ReadOnlySpan<IReadOnlyList<string>>)[Categories, Counties, Grades, Prices])
        {
            key.Append('\n');
            if (codes.Count == 1) key.Append(codes[0]);
            else if (codes.Count > 1) key.AppendJoin(',', codes.Distinct().Order(StringComparer.Ordinal));
        }
        return key.ToString();
    }
}

/// <summary>Prices per 斤, from (inclusive) and to (exclusive) in fen.</summary>
public sealed record PriceBand(string Code, long FromFen, long? ToFen)
{
    public static readonly IReadOnlyList<PriceBand> All =
    [
        new("0-3", 0, 300), new("3-5", 300, 500), new("5-10", 500, 1000), new("10-20", 1000, 2000), new("20-50", 2000, 5000), new("50-", 5000, null),
    ];
}

/// <summary>One value of a facet and how many listings choosing it would show; a category knows the one it is in.</summary>
public sealed record FacetValue(string Code, LocalText Name, int Count, bool Chosen, string? Parent = null);

/// <summary>
/// Counts of every facet. Each ignores the choice made in itself and heeds the others, so that a further choice never leads to an empty page.
/// Categories come as a tree in order of depth; values that no listing has are left out.
/// </summary>
public sealed record MarketFacets(
    IReadOnlyList<FacetValue> Categories,
    IReadOnlyList<FacetValue> Counties,
    IReadOnlyList<FacetValue> Grades,
    IReadOnlyList<FacetValue> Prices,
    IReadOnlyList<FacetValue> ShipsWithinHours,
    int InSeason,
    int InStock,
    int PreSale,
    int GeographicalIndication);

/// <summary>
/// A page of listing ids in order. <paramref name="Near"/>: nothing matched exactly and these are close; <paramref name="DidYouMean"/> a word
/// that is known, for a query that is not. <paramref name="Next"/> is null on the last page.
/// </summary>
public sealed record MarketHits(
    IReadOnlyList<long> Ids, int Total, int Pages, string? Next, MarketFacets Facets, bool Near, LocalText? DidYouMean, long Generation);
