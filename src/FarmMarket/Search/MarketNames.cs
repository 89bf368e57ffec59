using FarmMarket.Kernel;
using Lucene.Net.Index;

namespace FarmMarket.Search;

internal static class NameKind
{
    public const char Category = 'c', Variety = 'v', County = 'o', Shop = 's', Grade = 'g';
}

/// <summary>What a suggestion is: where choosing it leads.</summary>
public enum SuggestionKind
{
    Category,
    Variety,
    County,
    Shop,
}

/// <summary>A completion of what is being typed. <paramref name="Code"/> is empty for a variety, which is searched by its name.</summary>
public sealed record Suggestion(SuggestionKind Kind, string Code, LocalText Text, int Listings);

/// <summary>
/// The names of things on sale (categories, varieties, counties, shops), kept in the index as terms of one field, so that they come
/// with their number of listings and survive a restart. Completes a beginning, mends a mistake, takes run-together words apart.
/// </summary>
internal sealed class MarketNames
{
    private const char Separator = '\t';
    private const int MostScanned = 2_000, LongestSplit = 32;
    private const long CountsGoodForMs = 60_000;

    // What people leave out when they type a county: 田阳区, 凌云县, 隆林各族自治县.
    private static readonly string[] CountyEndings = ["各族自治县", "壮族自治县", "瑶族自治县", "自治县", "县", "区", "市"];

    public static readonly MarketNames None = new([], 0);

    private readonly Dictionary<(char Kind, string Code), Name> known = [];
    private readonly Lazy<Spellings> spelled;
    private readonly ulong fingerprint;
    private readonly long readAt = Environment.TickCount64;

    private sealed record Name(char Kind, string Code, LocalText Text, string Aliases, int Listings);

    /// <summary>Made only when somebody searches: the reading of many names takes a while.</summary>
    private sealed record Spellings(IReadOnlyList<Name> Names, IReadOnlyList<IReadOnlySet<string>> OfName, (string Key, int Name)[] Keys, IReadOnlySet<string> Words);

    private MarketNames(List<Name> names, ulong fingerprint)
    {
        this.fingerprint = fingerprint;
        foreach (var name in names)
        {
            // A name that was changed is here twice until the last listing with the old one is indexed again.
            if (name.Code.Length > 0 && (!known.TryGetValue((name.Kind, name.Code), out var other) || other.Listings < name.Listings))
                known[(name.Kind, name.Code)] = name;
        }
        spelled = new(() => Spell(names));
    }

    /// <summary>The names in the index; <paramref name="before"/> itself while there are no others, so that a change of prices costs nothing here.</summary>
    public static MarketNames Read(IndexReader reader, MarketNames before)
    {
        if (MultiFields.GetTerms(reader, ListingField.Name) is not { } terms)
            return None;
        var print = 14695981039346656037UL;
        var each = terms.GetEnumerator();
        while (each.MoveNext())
        {
            foreach (var part in each.Term.Bytes.AsSpan(each.Term.Offset, each.Term.Length))
                print = (print ^ part) * 1099511628211UL;
        }
        if (print == before.fingerprint && Environment.TickCount64 - before.readAt < CountsGoodForMs)
            return before;

        var names = new List<Name>();
        each = terms.GetEnumerator();
        while (each.MoveNext())
        {
            if (each.Term.Utf8ToString().Split(Separator) is [{ Length: 1 } kind, var code, var zh, var en, var aliases])
                names.Add(new(kind[0], code, new(zh, en.Length == 0 ? null : en), aliases, each.DocFreq));
        }
        return new(names, print);
    }

    public static IEnumerable<string> TermsOf(ListingDocument listing)
    {
        foreach (var category in listing.Categories)
            yield return Term(NameKind.Category, category.Code, category.Name, []);
        yield return Term(NameKind.County, listing.County.Code, listing.County.Name, []);
        yield return Term(NameKind.Shop, listing.Shop.Code, listing.Shop.Name, []);
        foreach (var grade in listing.Grades)
            yield return Term(NameKind.Grade, grade.Code, grade.Name, []);
        if (listing.Variety is { } variety)
            yield return Term(NameKind.Variety, "", variety, listing.VarietyAliases);
    }

    public LocalText NameOf(char kind, string code) => known.TryGetValue((kind, code), out var found) ? found.Text : new(code);

    /// <summary>Names beginning with what is typed, by characters, pinyin, initials or English; the ones with most listings first.</summary>
    public IReadOnlyList<Suggestion> Complete(string typed, int take)
    {
        var beginning = Normal(typed);
        if (beginning.Length == 0)
            return [];
        var (names, _, keys, _) = spelled.Value;
        // From the name to whether it was typed in full.
        var found = new Dictionary<int, bool>();
        for (var at = FirstFrom(keys, beginning); at < keys.Length && found.Count < MostScanned && keys[at].Key.StartsWith(beginning, StringComparison.Ordinal); at++)
            found[keys[at].Name] = found.GetValueOrDefault(keys[at].Name) || keys[at].Key.Length == beginning.Length;

        return
        [
            .. found
                .Select(entry => (Name: names[entry.Key], Whole: entry.Value))
                .OrderByDescending(entry => entry.Whole)
                .ThenByDescending(entry => entry.Name.Listings)
                .ThenBy(entry => entry.Name.Text.Zh, StringComparer.Ordinal)
                .Select(entry => entry.Name)
                .DistinctBy(name => (name.Text.Zh, name.Kind == NameKind.Shop))
                .Take(take)
                .Select(name => new Suggestion(KindOf(name.Kind), name.Code, name.Text, name.Listings)),
        ];
    }

    /// <summary>The known word of produce or place that is nearest by sound or spelling to one that found nothing; null when none is near.</summary>
    public LocalText? Mend(string typed)
    {
        var wrong = Normal(typed);
        if (wrong.Length is < 2 or > LongestSplit)
            return null;
        var sound = Sound(wrong);
        (int Distance, int Listings, LocalText? Text) best = (int.MaxValue, 0, null);
        var (names, spellings, _, _) = spelled.Value;
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Kind is NameKind.Shop or NameKind.Grade)
                continue;
            if (spellings[i].Contains(wrong))
                return null;
            foreach (var spelling in spellings[i])
            {
                if (spelling.Length < 4 || MarketText.IsHan(spelling[0]))
                    continue;
                var allowed = Math.Min(sound.Length, spelling.Length) >= 8 ? 2 : 1;
                var distance = EditDistance.Within(sound, spelling, allowed);
                if (distance <= allowed && (distance < best.Distance || (distance == best.Distance && names[i].Listings > best.Listings)))
                    best = (distance, names[i].Listings, names[i].Text);
            }
        }
        return best.Text;
    }

    /// <summary>The fewest known words that make up the whole: 田阳芒果 → 田阳, 芒果; tianyangmangguo likewise. Null when it isn't made of any, or is one.</summary>
    public IReadOnlyList<string>? TakeApart(string whole)
    {
        if (whole.Length is < 4 or > LongestSplit)
            return null;
        var words = spelled.Value.Words;
        // By position: how many words lead there, and where the last of them begins.
        var best = new (int Words, int From)[whole.Length + 1];
        for (var to = 2; to <= whole.Length; to++)
        {
            for (var from = 0; from <= to - 2; from++)
            {
                if ((from == 0 || best[from].Words > 0) && (best[to].Words == 0 || best[from].Words + 1 < best[to].Words) && words.Contains(whole[from..to]))
                    best[to] = (best[from].Words + 1, from);
            }
        }
        if (best[^1].Words < 2)
            return null;
        var parts = new List<string>();
        for (var to = whole.Length; to > 0; to = best[to].From)
            parts.Insert(0, whole[best[to].From..to]);
        return parts;
    }

    private static Spellings Spell(List<Name> names)
    {
        var ofName = names.ConvertAll(SpellingsOf);
        var keys = names.SelectMany((name, i) => name.Kind == NameKind.Grade ? [] : ofName[i].Select(spelling => (Key: spelling, Name: i))).ToArray();
        Array.Sort(keys, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Kind is not (NameKind.Shop or NameKind.Grade))
                words.UnionWith(ofName[i].Where(spelling => spelling.Length >= (MarketText.IsHan(spelling[0]) ? 2 : 4)));
        }
        return new(names, ofName, keys, words);
    }

    private static IReadOnlySet<string> SpellingsOf(Name name)
    {
        var spellings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in (IEnumerable<string>)[name.Text.Zh, name.Text.En ?? "", .. name.Aliases.Split('|')])
        {
            var normal = Normal(text);
            Add(normal);
            if (name.Kind == NameKind.County && Array.Find(CountyEndings, normal.EndsWith) is { } ending && normal.Length >= ending.Length + 2)
                Add(normal[..^ending.Length]);
        }
        return spellings;

        void Add(string normal)
        {
            if (normal.Length == 0 || !spellings.Add(normal) || !normal.Any(MarketText.IsHan))
                return;
            spellings.Add(Sound(normal));
            spellings.Add(string.Concat(normal.Select(c => MarketText.IsHan(c) ? Pinyin.Of(c)[0].FirstOrDefault(' ') : c)));
        }
    }

    private static int FirstFrom((string Key, int Name)[] keys, string beginning)
    {
        var (low, high) = (0, keys.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(keys[middle].Key, beginning) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
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

    // As typed without gaps: "Gui Qi" and "guiqi" begin alike.
    private static string Normal(string text) => string.Concat(MarketText.Read(text, QueryText.MaxLength).Select(unit => unit.Text));

    private static string Sound(string normal) => Pinyin.Fold(string.Concat(normal.Select(c => MarketText.IsHan(c) ? Pinyin.Of(c)[0] : MarketText.Character(c))));
}
