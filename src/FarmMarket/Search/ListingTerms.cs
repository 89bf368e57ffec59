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
    private const int MaxWeight = 7;

    private readonly Dictionary<string, int> chinese = [], english = [], pinyin = [], initials = [];

    public static ListingTerms Of(ListingDocument listing)
    {
        var terms = new ListingTerms();
        terms.Add(listing.Title, 3);
        terms.Add(listing.Variety, 2);
        foreach (var alias in listing.VarietyAliases) terms.Add(alias, 2);
        for (var i = 0; i < listing.Categories.Count; i++) terms.Add(listing.Categories[i].Name, i == listing.Categories.Count - 1 ? 2 : 1);
        terms.Add(listing.County.Name, 1);
        terms.Add(listing.Shop.Name, 1);
        terms.Add(listing.Indication, 1);
        foreach (var grade in listing.Grades) terms.Add(grade.Name, 1);
        foreach (var grams in listing.PackGrams) Put(terms.chinese, MarketText.WeightTerm(grams), 1);
        return terms;
    }

    public IEnumerable<(string Field, Dictionary<string, int> Weights)> ByField =>
        [(Chinese, chinese), (English, english), (FullPinyin, pinyin), (Initials, initials)];

    private void Add(LocalText? text, int weight)
    {
        Add(text?.Zh, weight);
        Add(text?.En, weight);
    }

    private void Add(string? text, int weight)
    {
        if (string.IsNullOrEmpty(text)) return;
        var units = MarketText.Read(text);
        for (var i = 0; i < units.Count; i++)
        {
            var unit = units[i];
            switch (unit.Kind)
            {
                case UnitKind.Han:
                    Put(chinese, unit.Text, weight);
                    if (i > 0 && units[i - 1].Kind is UnitKind.Han or UnitKind.Number or UnitKind.Letter)
                        Put(chinese, units[i - 1].Text + unit.Text, weight);
                    if (MarketText.Ordinal(units, i) is var (digits, length))
                        Put(chinese, digits + units[i + length].Text, weight);
                    AddPinyin(units, i, weight);
                    break;
                case UnitKind.Number or UnitKind.Letter:
                    Put(chinese, unit.Text, weight);
                    break;
                case UnitKind.Word:
                    Put(english, MarketText.Stem(unit.Text), weight);
                    break;
            }
            if (MarketText.Weight(units, i) is { Grams: > 0 and var grams }) Put(chinese, MarketText.WeightTerm(grams), weight);
        }
    }

    // mang, guo, mangguo; and mg. Longer words are found as overlapping pairs, as the characters themselves are.
    private void AddPinyin(List<Unit> units, int at, int weight)
    {
        var first = Pinyin.Of(units[at].Text[0]);
        foreach (var reading in first) Put(pinyin, reading, weight);
        if (at + 1 >= units.Count || units[at + 1].Kind != UnitKind.Han) return;

        foreach (var a in first)
            foreach (var b in Pinyin.Of(units[at + 1].Text[0]))
                Put(pinyin, a + b, weight);

        Span<char> letters = stackalloc char[LongestInitials];
        AddInitials(units, at, at, letters, weight);
    }

    private void AddInitials(List<Unit> units, int start, int at, Span<char> letters, int weight)
    {
        var length = at - start;
        if (length >= 2) Put(initials, letters[..length].ToString(), weight);
        if (length == LongestInitials || at == units.Count || units[at].Kind != UnitKind.Han) return;
        var readings = Pinyin.Of(units[at].Text[0]);
        for (var i = 0; i < readings.Length; i++)
        {
            if (readings[i].Length == 0 || (i > 0 && readings[i][0] == readings[i - 1][0])) continue;
            letters[length] = readings[i][0];
            AddInitials(units, start, at + 1, letters, weight);
        }
    }

    private static void Put(Dictionary<string, int> weights, string term, int weight)
    {
        if (term.Length == 0) return;
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(weights, term, out _);
        sum = Math.Min(sum + weight, MaxWeight);
    }
}
