using System.Runtime.InteropServices;
using FarmMarket.Kernel;

namespace FarmMarket.Search;

/// <summary>
/// The terms one listing is found by, each with a weight that says how much of the listing it is about: the title and the
/// variety count more than the shop's name. The weight becomes the term's frequency in the index, and that is the whole of scoring:
/// no statistics of the collection enter, so that every node gives one listing the same score.
/// </summary>
internal sealed class ListingTerms
{
    public const string Chinese = "zh", English = "en", FullPinyin = "py", Initials = "in";
    public const int LongestInitials = 4;
    private const int MaxWeight = 7, LongestTerm = 64;

    private readonly TermPool pool = new();
    private readonly Dictionary<string, int> chinese = [], english = [], pinyin = [], initials = [];
    private readonly List<Unit> units = [];

    public IEnumerable<(string Field, Dictionary<string, int> Weights)> ByField =>
        [(Chinese, chinese), (English, english), (FullPinyin, pinyin), (Initials, initials)];

    /// <summary>Puts the terms of this listing in place of those of the one before.</summary>
    public void Fill(ListingDocument listing)
    {
        chinese.Clear();
        english.Clear();
        pinyin.Clear();
        initials.Clear();

        Add(listing.Title, 3);
        Add(listing.Variety, 2);
        foreach (var alias in listing.VarietyAliases)
            Add(alias, 2);
        for (var i = 0; i < listing.Categories.Count; i++)
            Add(listing.Categories[i].Name, i == listing.Categories.Count - 1 ? 2 : 1);
        Add(listing.County.Name, 1);
        Add(listing.Shop.Name, 1);
        Add(listing.Indication, 1);
        foreach (var grade in listing.Grades)
            Add(grade.Name, 1);
        foreach (var grams in listing.PackGrams)
            Put(chinese, MarketText.WeightTerm(grams), 1);
    }

    private void Add(LocalText? text, int weight)
    {
        Add(text?.Zh, weight);
        Add(text?.En, weight);
    }

    private void Add(string? text, int weight)
    {
        if (string.IsNullOrEmpty(text))
            return;
        units.Clear();
        MarketText.Read(text, units);
        for (var i = 0; i < units.Count; i++)
        {
            var unit = units[i];
            switch (unit.Kind)
            {
                case UnitKind.Han:
                    Put(chinese, unit.Text, weight);
                    if (i > 0 && units[i - 1].Kind is UnitKind.Han or UnitKind.Number or UnitKind.Letter)
                        Put(chinese, units[i - 1].Text, unit.Text, weight);
                    if (MarketText.Ordinal(units, i) is var (digits, length))
                        Put(chinese, digits, units[i + length].Text, weight);
                    AddPinyin(i, weight);
                    break;
                case UnitKind.Number or UnitKind.Letter:
                    Put(chinese, unit.Text, weight);
                    break;
                case UnitKind.Word:
                    Put(english, MarketText.Stem(unit.Text), weight);
                    break;
            }
            if (MarketText.Weight(units, i) is { Grams: > 0 and var grams })
                Put(chinese, MarketText.WeightTerm(grams), weight);
        }
    }

    // mang, guo, mangguo; and mg. Longer words are found as overlapping pairs, as the characters themselves are.
    private void AddPinyin(int at, int weight)
    {
        var first = Pinyin.Of(units[at].Text[0]);
        foreach (var reading in first)
            Put(pinyin, reading, weight);
        if (at + 1 >= units.Count || units[at + 1].Kind != UnitKind.Han)
            return;

        foreach (var a in first)
        {
            foreach (var b in Pinyin.Of(units[at + 1].Text[0]))
                Put(pinyin, a, b, weight);
        }
        Span<char> letters = stackalloc char[LongestInitials];
        AddInitials(at, at, letters, weight);
    }

    private void AddInitials(int start, int at, Span<char> letters, int weight)
    {
        var length = at - start;
        if (length >= 2)
            Put(initials, letters[..length], weight);
        if (length == LongestInitials || at == units.Count || units[at].Kind != UnitKind.Han)
            return;
        var readings = Pinyin.Of(units[at].Text[0]);
        for (var i = 0; i < readings.Length; i++)
        {
            if (readings[i].Length == 0 || (i > 0 && readings[i][0] == readings[i - 1][0]))
                continue;
            letters[length] = readings[i][0];
            AddInitials(start, at + 1, letters, weight);
        }
    }

    private void Put(Dictionary<string, int> weights, string first, string second, int weight)
    {
        Span<char> both = stackalloc char[LongestTerm];
        if (first.Length + second.Length > both.Length)
            return;
        first.CopyTo(both);
        second.CopyTo(both[first.Length..]);
        Put(weights, both[..(first.Length + second.Length)], weight);
    }

    private void Put(Dictionary<string, int> weights, ReadOnlySpan<char> term, int weight)
    {
        if (term.IsEmpty)
            return;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(weights, pool.Get(term), out _);
        sum = Math.Min(sum + weight, MaxWeight);
    }

    /// <summary>The same few thousand terms come in every listing; they need not be made again each time.</summary>
    private sealed class TermPool
    {
        private const int Most = 50_000;
        private readonly HashSet<string> terms = new(StringComparer.Ordinal);
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup;

        public TermPool() => lookup = terms.GetAlternateLookup<ReadOnlySpan<char>>();

        public string Get(ReadOnlySpan<char> term)
        {
            if (lookup.TryGetValue(term, out var known))
                return known;
            if (terms.Count >= Most)
                terms.Clear();
            var added = term.ToString();
            terms.Add(added);
            return added;
        }
    }
}
