using FarmMarket.Kernel;
using Lucene.Net.Index;

namespace FarmMarket.Search;

internal static class NameKind
{
    public const char Category = 'c', Variety = 'v', County = 'o', Shop = 's', Grade = 'g';
}

/// <summary>What a suggestion is: where choosing it leads.</summary>
public enum SuggestionKind { Category, Variety, County, Shop }

/// <summary>A completion of what is being typed. <paramref name="Code"/> is empty for a variety, which is searched by its name.</summary>
public sealed record Suggestion(SuggestionKind Kind, string Code, LocalText Text, int Listings);

/// <summary>
/// The names of things on sale (categories, varieties, counties, shops), kept in the index as terms of one field, so that they come
/// with their number of listings and survive a restart. Completes a beginning and mends a mistake.
/// </summary>
internal sealed class MarketNames
{
    private const char Separator = '\t';
    private const int MaxScanned = 2_000;

    private readonly Dictionary<(char Kind, string Code), (LocalText Name, int Listings)> known = [];
    private readonly Name[] names;
    private readonly (string Key, int Name)[] keys;

    public static readonly MarketNames None = new([]);

    private sealed record Name(char Kind, string Code, LocalText Text, int Listings, string[] Spellings);

    private MarketNames(IEnumerable<(string Term, int Listings)> terms)
    {
        var all = new List<Name>();
        foreach (var (term, listings) in terms)
        {
            if (term.Split(Separator) is not [{ Length: 1 } kind, var code, var zh, var en, var aliases]) continue;
            var text = new LocalText(zh, en.Length == 0 ? null : en);
            all.Add(new(kind[0], code, text, listings, [.. SpellingsOf(text, aliases)]));
            // A name that was changed is here twice until the last listing with the old one is indexed again.
            if (!known.TryGetValue((kind[0], code), out var other) || other.Listings < listings) known[(kind[0], code)] = (text, listings);
        }
        names = [.. all];
        keys = [.. names.SelectMany((name, i) => name.Kind == NameKind.Grade ? [] : name.Spellings.Select(spelling => (spelling, i)))];
        Array.Sort(keys, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
    }

    public static MarketNames Read(IndexReader reader)
    {
        if (MultiFields.GetTerms(reader, SegmentColumns.Field.Name) is not { } terms) return None;
        var found = new List<(string, int)>();
        var each = terms.GetEnumerator();
        while (each.MoveNext()) found.Add((each.Term.Utf8ToString(), each.DocFreq));
        return new(found);
    }

    public static IEnumerable<string> TermsOf(ListingDocument listing)
    {
        foreach (var category in listing.Categories) yield return Term(NameKind.Category, category.Code, category.Name, []);
        yield return Term(NameKind.County, listing.County.Code, listing.County.Name, []);
        yield return Term(NameKind.Shop, listing.Shop.Code, listing.Shop.Name, []);
        foreach (var grade in listing.Grades) yield return Term(NameKind.Grade, grade.Code, grade.Name, []);
        if (listing.Variety is { } variety) yield return Term(NameKind.Variety, "", variety, listing.VarietyAliases);
    }

    public LocalText NameOf(char kind, string code) => known.TryGetValue((kind, code), out var found) ? found.Name : new(code);

    public bool Knows(char kind, string code) => known.ContainsKey((kind, code));

    /// <summary>Names beginning with what is typed, by characters, pinyin, initials or English; the ones with most listings first.</summary>
    public IReadOnlyList<Suggestion> Complete(string typed, int take)
    {
        var beginning = Normal(typed);
        if (beginning.Length == 0) return [];
        var found = new Dictionary<int, bool>();
        var at = Array.BinarySearch(keys, (beginning, 0), KeyOrder.Instance);
        for (at = at < 0 ? ~at : FirstOf(at); at < keys.Length && found.Count < MaxScanned && keys[at].Key.StartsWith(beginning, StringComparison.Ordinal); at++)
            found[keys[at].Name] = found.GetValueOrDefault(keys[at].Name) || keys[at].Key.Length == beginning.Length;

        return [.. found
            .OrderByDescending(entry => entry.Value)
            .ThenByDescending(entry => names[entry.Key].Listings)
            .ThenBy(entry => names[entry.Key].Text.Zh, StringComparer.Ordinal)
            .Select(entry => names[entry.Key])
            .DistinctBy(name => (name.Text.Zh, name.Kind == NameKind.Shop))
            .Take(take)
            .Select(name => new Suggestion(KindOf(name.Kind), name.Code, name.Text, name.Listings))];
    }

    /// <summary>The known word of produce or place that is nearest by sound or spelling to one that found nothing; null when none is near.</summary>
    public LocalText? Mend(string typed)
    {
        var wrong = Normal(typed);
        if (wrong.Length is < 2 or > 24) return null;
        var sound = Sound(wrong);
        (int Distance, int Listings, LocalText? Text) best = (int.MaxValue, 0, null);
        foreach (var name in names)
        {
            if (name.Kind is NameKind.Shop or NameKind.Grade) continue;
            foreach (var spelling in name.Spellings)
            {
                if (spelling == wrong) return null;
                var han = MarketText.IsHan(spelling[0]);
                if (han || spelling.Length < 4) continue;
                var allowed = Math.Min(sound.Length, spelling.Length) >= 8 ? 2 : 1;
                var distance = EditDistance.Within(sound, spelling, allowed);
                if (distance <= allowed && (distance < best.Distance || (distance == best.Distance && name.Listings > best.Listings)))
                    best = (distance, name.Listings, name.Text);
            }
        }
        return best.Text;
    }

    private int FirstOf(int at)
    {
        while (at > 0 && keys[at - 1].Key == keys[at].Key) at--;
        return at;
    }

    private static SuggestionKind KindOf(char kind) => kind switch
    {
        NameKind.Category => SuggestionKind.Category,
        NameKind.County => SuggestionKind.County,
        NameKind.Shop => SuggestionKind.Shop,
        _ => SuggestionKind.Variety,
    };

    private static string Term(char kind, string code, LocalText name, IReadOnlyList<string> aliases) =>
        string.Join(Separator, kind, Plain(code), Plain(name.Zh), Plain(name.En ?? ""), Plain(string.Join('|', aliases)));

    private static string Plain(string text) => text.Replace(Separator, ' ');

    private static HashSet<string> SpellingsOf(LocalText name, string aliases)
    {
        var spellings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in (IEnumerable<string>)[name.Zh, name.En ?? "", .. aliases.Split('|')])
        {
            var normal = Normal(text);
            if (normal.Length == 0) continue;
            spellings.Add(normal);
            if (!normal.AsSpan().ContainsAnyInRange('\u3400', '\uffff')) continue;
            spellings.Add(Sound(normal));
            spellings.Add(string.Concat(normal.Select(c => MarketText.IsHan(c) ? Pinyin.Of(c)[0].FirstOrDefault(' ') : c)));
        }
        return spellings;
    }

    // As typed without gaps: "Gui Qi" and "guiqi" begin alike.
    private static string Normal(string text) => string.Concat(MarketText.Read(text, QueryText.MaxLength).Select(unit => unit.Text));

    private static string Sound(string normal) => Pinyin.Fold(string.Concat(normal.Select(c => MarketText.IsHan(c) ? Pinyin.Of(c)[0] : MarketText.Character(c))));

    private sealed class KeyOrder : IComparer<(string Key, int Name)>
    {
        public static readonly KeyOrder Instance = new();
        public int Compare((string Key, int Name) a, (string Key, int Name) b) => string.CompareOrdinal(a.Key, b.Key);
    }
}
