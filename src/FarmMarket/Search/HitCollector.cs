using System.Globalization;
using System.Numerics;
using FarmMarket.Kernel;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace FarmMarket.Search;

/// <summary>
/// Filters, counts and ranks the listings that match the words, in one pass. A listing that fails the choices of exactly one
/// facet is no hit but counts in that facet, which is how each facet's counts ignore its own choice.
/// </summary>
internal sealed class HitCollector : ICollector
{
    private enum Facet { Category, County, Grade, Price, Ships, Season, Stock, PreSale, Indication }

    private readonly FacetCodes.Snapshot categories, counties, grades;
    private readonly MarketQuery query;
    private readonly int today;
    private readonly bool filtered;
    private readonly bool[]? chosenCategories, chosenCounties;
    private readonly int chosenGrades, chosenPrices, shipsLimit, required;
    private readonly (long Rank, long Id) after = (long.MaxValue, long.MaxValue);

    private readonly int[] categoryCounts, countyCounts;
    private readonly int[] gradeCounts = new int[1 << FacetNumbers.MostGrades];
    private readonly int[] traitCounts = new int[Traits.Combinations];
    private readonly int[]?[] traitMisses = new int[(int)Facet.Indication + 1][];
    private readonly TopHits top;

    private readonly ListingRow[][] segments;
    private ListingRow[] rows = [];
    private Scorer? scorer;

    /// <summary>Listings that match the words, whatever else was chosen.</summary>
    public int Matched { get; private set; }

    /// <summary>Listings that match the words and every choice.</summary>
    public int Total { get; private set; }

    public HitCollector(MarketQuery query, FacetNumbers numbers, ListingRow[][] segments, DateOnly today)
    {
        this.segments = segments;
        this.query = query;
        this.today = today.DayNumber;
        (categories, counties, grades) = (numbers.Categories.Now, numbers.Counties.Now, numbers.Grades.Now);
        categoryCounts = new int[categories.Codes.Length + 1];
        countyCounts = new int[counties.Codes.Length + 1];

        if (query.Categories.Count > 0)
        {
            chosenCategories = categories.Having(query.Categories);
            // Ancestors are numbered before their descendants.
            for (var i = 0; i < categories.Codes.Length; i++)
                chosenCategories[i] |= categories.Parents[i] is >= 0 and var parent && chosenCategories[parent];
        }
        if (query.Counties.Count > 0) chosenCounties = counties.Having(query.Counties);
        chosenGrades = query.Grades.Count == 0 ? -1 : Bits(query.Grades, code => grades.Codes.IndexOf(code));
        chosenPrices = query.Prices.Count == 0 ? -1 : Bits(query.Prices, code => BandNumber(code));
        shipsLimit = query.ShipsWithinHours is { } hours ? Array.IndexOf(Traits.ShipsWithinHours, hours) + 1 : -1;
        required = (query.InSeason ? Traits.InSeason : 0) | (query.InStock ? Traits.InStock : 0)
            | (query.PreSale ? Traits.PreSale : 0) | (query.GeographicalIndication ? Traits.GeographicalIndication : 0);
        filtered = chosenCategories is not null || chosenCounties is not null || chosenGrades != -1 || chosenPrices != -1 || shipsLimit != -1 || required != 0;

        var size = Math.Clamp(query.Size, 1, 100);
        Size = size;
        if (Cursor(query.After) is { } cursor)
        {
            after = cursor;
            top = new(size);
        }
        else
        {
            Skip = (int)Math.Min((long)(Math.Max(query.Page, 1) - 1) * size, MarketQuery.MaxHits);
            top = new(Math.Min(Skip + size, MarketQuery.MaxHits));
        }
    }

    private int Size { get; }
    private int Skip { get; }

    public bool AcceptsDocsOutOfOrder => true;
    public void SetNextReader(AtomicReaderContext context) => rows = segments[context.Ord];
    public void SetScorer(Scorer scorer) => this.scorer = scorer;

    /// <summary>Takes one listing of the current segment.</summary>
    public void Collect(int doc)
    {
        Matched++;
        ref readonly var row = ref rows[doc];
        int traits = row.Traits;
        if (row.HarvestFrom <= today && today <= row.HarvestTo)
            traits |= Traits.InSeason;

        if (filtered && Failures(in row, traits, out var failed) is > 0 and var failures)
        {
            if (failures > 1) return;
            switch (failed)
            {
                case Facet.Category: categoryCounts[row.Category]++; break;
                case Facet.County: countyCounts[row.County]++; break;
                case Facet.Grade: gradeCounts[row.Grades]++; break;
                default: (traitMisses[(int)failed] ??= new int[Traits.Combinations])[traits]++; break;
            }
            return;
        }

        Total++;
        categoryCounts[row.Category]++;
        countyCounts[row.County]++;
        gradeCounts[row.Grades]++;
        traitCounts[traits]++;

        var rank = query.Sort switch
        {
            MarketSort.Newest => row.Published,
            MarketSort.Sales => row.Sales,
            MarketSort.PriceUp => row.FenPerJin > 0 ? -row.FenPerJin : long.MinValue,
            MarketSort.PriceDown => row.FenPerJin,
            _ => (scorer is null ? 0 : (long)(scorer.GetScore() * 100)) + row.Standing + ((traits & Traits.InSeason) != 0 ? 100 : 0),
        };
        if (TopHits.IsBetter(after, (rank, row.Id)))
            top.Offer(rank, row.Id);
    }

    public MarketHits Result(Func<char, string, LocalText> nameOf, bool near, LocalText? didYouMean, long generation)
    {
        var best = top.BestFirst();
        var page = best.AsSpan(Math.Min(Skip, best.Length));
        var reachable = Math.Min(Total, MarketQuery.MaxHits);
        var more = query.After is null ? Skip + page.Length < reachable : page.Length == Size;
        return new(
            [.. page.ToArray().Select(hit => hit.Id)],
            Total,
            (reachable + Size - 1) / Size,
            more && page.Length > 0 ? Cursor(page[^1]) : null,
            Facets(nameOf),
            near,
            didYouMean,
            generation);
    }

    private MarketFacets Facets(Func<char, string, LocalText> nameOf) => new(
        CategoryTree(nameOf),
        [.. Values(countyCounts, counties, query.Counties, code => nameOf(NameKind.County, code)).OrderByDescending(value => value.Count).ThenBy(value => value.Code, StringComparer.Ordinal)],
        [.. Values(GradeCounts(), grades, query.Grades, code => nameOf(NameKind.Grade, code)).OrderBy(value => value.Code, StringComparer.Ordinal)],
        [.. PriceBand.All.Select((band, i) => new FacetValue(band.Code, new(band.Code), Count(Facet.Price, traits => Traits.Price(traits) == i + 1), query.Prices.Contains(band.Code)))
            .Where(value => value.Count > 0 || value.Chosen)],
        [.. Traits.ShipsWithinHours.Select((hours, i) => (Code: hours.ToString(CultureInfo.InvariantCulture), Hours: hours, Limit: i + 1))
            .Select(within => new FacetValue(within.Code, new(within.Code), Count(Facet.Ships, traits => Traits.Ships(traits) is > 0 and var band && band <= within.Limit), query.ShipsWithinHours == within.Hours))
            .Where(value => value.Count > 0 || value.Chosen)],
        Count(Facet.Season, traits => (traits & Traits.InSeason) != 0),
        Count(Facet.Stock, traits => (traits & Traits.InStock) != 0),
        Count(Facet.PreSale, traits => (traits & Traits.PreSale) != 0),
        Count(Facet.Indication, traits => (traits & Traits.GeographicalIndication) != 0));

    private int Failures(in ListingRow row, int traits, out Facet failed)
    {
        var failures = 0;
        failed = default;
        if (chosenCategories is not null && !chosenCategories[row.Category]) { failures++; failed = Facet.Category; }
        if (chosenCounties is not null && !chosenCounties[row.County]) { failures++; failed = Facet.County; }
        if (chosenGrades != -1 && (row.Grades & chosenGrades) == 0) { failures++; failed = Facet.Grade; }
        if (chosenPrices != -1 && (chosenPrices & (1 << Traits.Price(traits)) & ~1) == 0) { failures++; failed = Facet.Price; }
        if (shipsLimit != -1 && (Traits.Ships(traits) == 0 || Traits.Ships(traits) > shipsLimit)) { failures++; failed = Facet.Ships; }
        if ((required & ~traits) is > 0 and var missing)
        {
            failures += BitOperations.PopCount((uint)missing);
            failed = missing switch
            {
                Traits.InSeason => Facet.Season,
                Traits.InStock => Facet.Stock,
                Traits.PreSale => Facet.PreSale,
                _ => Facet.Indication,
            };
        }
        return failures;
    }

    private int Count(Facet facet, Func<int, bool> has)
    {
        var sum = 0;
        var misses = traitMisses[(int)facet];
        for (var traits = 0; traits < Traits.Combinations; traits++)
            if ((traitCounts[traits] > 0 || misses is not null) && has(traits)) sum += traitCounts[traits] + (misses?[traits] ?? 0);
        return sum;
    }

    private int[] GradeCounts()
    {
        var counts = new int[grades.Codes.Length];
        for (var bits = 1; bits < gradeCounts.Length; bits++)
            if (gradeCounts[bits] is > 0 and var listings)
                for (var number = 0; number < counts.Length && number < FacetNumbers.MostGrades; number++)
                    if ((bits & (1 << number)) != 0) counts[number] += listings;
        return counts;
    }

    private List<FacetValue> CategoryTree(Func<char, string, LocalText> nameOf)
    {
        var sums = categoryCounts[..categories.Codes.Length];
        for (var i = sums.Length - 1; i >= 0; i--)
            if (categories.Parents[i] is >= 0 and var parent) sums[parent] += sums[i];

        var tree = new List<FacetValue>();
        for (var i = 0; i < sums.Length; i++)
        {
            var chosen = query.Categories.Contains(categories.Codes[i]);
            if (sums[i] == 0 && !chosen) continue;
            tree.Add(new(categories.Codes[i], nameOf(NameKind.Category, categories.Codes[i]), sums[i], chosen,
                categories.Parents[i] is >= 0 and var above ? categories.Codes[above] : null));
        }
        return tree;
    }

    private static IEnumerable<FacetValue> Values(int[] counts, FacetCodes.Snapshot codes, IReadOnlyList<string> chosen, Func<string, LocalText> nameOf)
    {
        for (var i = 0; i < codes.Codes.Length; i++)
            if (counts[i] > 0 || chosen.Contains(codes.Codes[i]))
                yield return new(codes.Codes[i], nameOf(codes.Codes[i]), counts[i], chosen.Contains(codes.Codes[i]));
    }

    private static int Bits(IReadOnlyList<string> codes, Func<string, int> number)
    {
        var bits = 0;
        foreach (var code in codes)
            if (number(code) is >= 0 and < 31 and var bit) bits |= 1 << bit;
        return bits;
    }

    private static int BandNumber(string code)
    {
        for (var i = 0; i < PriceBand.All.Count; i++)
            if (PriceBand.All[i].Code == code) return i + 1;
        return -1;
    }

    private static string Cursor((long Rank, long Id) hit) => string.Create(CultureInfo.InvariantCulture, $"{hit.Rank}.{hit.Id}");

    private static (long Rank, long Id)? Cursor(string? text) =>
        text?.Split('.') is [var rank, var id]
        && long.TryParse(rank, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var r)
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? (r, i) : null;
}
