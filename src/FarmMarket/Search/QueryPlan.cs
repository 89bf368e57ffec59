using Lucene.Net.Index;
using Lucene.Net.Search;

namespace FarmMarket.Search;

/// <summary>
/// Turns what was typed into a Lucene query. Exact: every clause in full, by characters, English, pinyin or initials.
/// Near: for a query that found nothing, forgiving of wrong characters that sound right, of typing mistakes and of unfinished words.
/// </summary>
internal static class QueryPlan
{
    private const int ShortestPrefix = 3, ShortestFuzzy = 4, ShortestDoublyFuzzy = 8, MostExpansions = 12;

    // To find what is near a word takes milliseconds: enough for any honest query, too little to be worth sending many.
    private const int LongestFuzzy = 20, MostFuzzyWords = 3;

    /// <summary>Null when some clause is nowhere in the index, so that nothing can match.</summary>
    public static Query? Exact(QueryText text, IndexReader reader, MarketNames names)
    {
        var all = new List<Query>();
        foreach (var clause in text.Clauses)
        {
            if (Whole(clause, reader, names) is not { } query)
                return null;
            all.Add(query);
        }
        return All(all);
    }

    /// <summary>Null when not even something near is there. <paramref name="most"/> asks for half of the clauses instead of all.</summary>
    public static Query? Near(QueryText text, IndexReader reader, bool most)
    {
        var fuzzy = text.Clauses.Count(clause => clause is WordClause) <= MostFuzzyWords;
        var near = text.Clauses.Select(clause => Near(clause, reader, fuzzy)).OfType<Query>().ToList();
        if (near.Count == 0 || (!most && near.Count < text.Clauses.Count)) return null;
        return most ? AtLeast(near, (text.Clauses.Count + 1) / 2) : All(near);
    }

    // 田阳芒果 is mostly typed without a gap, and mostly stands in titles with something between: 田阳桂七芒果.
    private static Query? Whole(QueryClause clause, IndexReader reader, MarketNames names)
    {
        var exact = Exact(clause, reader);
        if (clause is WeightClause || names.TakeApart(clause.Key) is not { } words)
            return exact;
        var parts = words.Select(word => Exact(MarketText.IsHan(word[0]) ? new HanClause([.. word.Select(MarketText.Character)]) : new WordClause(word), reader)).ToList();
        if (parts.Contains(null))
            return exact;
        var apart = All(parts!);
        return exact is null ? apart : AtLeast([apart, exact], 1);
    }

    private static Query? Exact(QueryClause clause, IndexReader reader) => clause switch
    {
        WeightClause weight => Known(reader, ListingTerms.Chinese, weight.Key),
        HanClause han => AllKnown(reader, ListingTerms.Chinese, han.Terms),
        WordClause word => Word(word.Word, reader),
        _ => null,
    };

    private static Query? Word(string word, IndexReader reader)
    {
        var ways = new List<Query>();
        var english = Known(reader, ListingTerms.English, MarketText.Stem(word));
        if (english is not null) ways.Add(english);

        foreach (var terms in PinyinTerms(word))
            if (AllKnown(reader, ListingTerms.FullPinyin, terms) is { } spelled && !ways.Contains(spelled)) ways.Add(spelled);

        // Any two or three letters are somebody's initials: they count only where the word is not more often a word.
        if (word.Length <= ListingTerms.LongestInitials)
        {
            var initials = new Term(ListingTerms.Initials, word);
            var found = reader.DocFreq(initials);
            if (found > 0 && ways.TrueForAll(way => way is TermQuery term && reader.DocFreq(term.Term) < found))
                ways.Add(new TermQuery(initials) { Boost = 0.5f });
        }
        return ways.Count == 0 ? null : AtLeast(ways, 1);
    }

    private static Query? Near(QueryClause clause, IndexReader reader, bool fuzzy)
    {
        if (Exact(clause, reader) is { } exact && clause is not HanClause { Run.Length: > 2 }) return exact;
        return clause switch
        {
            HanClause han => NearCharacters(han, reader),
            WordClause word => NearWord(word.Word, reader, fuzzy && word.Word.Length <= LongestFuzzy),
            _ => null,
        };
    }

    private static Query? NearCharacters(HanClause han, IndexReader reader)
    {
        var ways = new List<Query>();
        var pairs = han.Terms.Select(term => Known(reader, ListingTerms.Chinese, term)).OfType<Query>().ToList();
        if (pairs.Count * 2 >= han.Terms.Count() && pairs.Count > 0) ways.Add(AtLeast(pairs, (han.Terms.Count() + 1) / 2));

        // 忙果 and 龍眼 sound like 芒果 and 龙眼.
        if (han.Run.All(unit => MarketText.IsHan(unit[0])))
        {
            var sounds = han.Run.Length == 1
                ? [Pinyin.Of(han.Run[0][0])[0]]
                : han.Run.Zip(han.Run.Skip(1), (a, b) => Pinyin.Of(a[0])[0] + Pinyin.Of(b[0])[0]);
            if (AllKnown(reader, ListingTerms.FullPinyin, sounds) is { } alike) ways.Add(alike);
        }
        return ways.Count == 0 ? null : AtLeast(ways, 1);
    }

    private static Query? NearWord(string word, IndexReader reader, bool fuzzy)
    {
        if (word.Length < ShortestPrefix) return null;
        var ways = new List<Query> { Few(new PrefixQuery(new Term(ListingTerms.English, word))) };
        var spelled = Pinyin.Fold(word);
        ways.Add(Few(new PrefixQuery(new Term(ListingTerms.FullPinyin, spelled))));

        if (fuzzy && word.Length >= ShortestFuzzy)
        {
            ways.Add(Fuzzy(ListingTerms.English, MarketText.Stem(word)));
            ways.Add(Fuzzy(ListingTerms.FullPinyin, spelled));
            // guiqimanguo: a mistake in one pair of a long word leaves the others as they are.
            if (PinyinTerms(word).MinBy(terms => terms.Count) is { Count: > 1 } pairs)
            {
                var near = pairs.Select(pair => Known(reader, ListingTerms.FullPinyin, pair) ?? (Query)Fuzzy(ListingTerms.FullPinyin, pair)).ToList();
                ways.Add(AtLeast(near, Math.Max(2, (near.Count + 1) / 2)));
            }
        }
        return AtLeast(ways, 1);
    }

    private static FuzzyQuery Fuzzy(string field, string word)
    {
        var edits = word.Length >= ShortestDoublyFuzzy ? 2 : word.Length >= ShortestFuzzy ? 1 : 0;
        return new(new Term(field, word), edits, prefixLength: 1, MostExpansions, transpositions: true);
    }

    private static PrefixQuery Few(PrefixQuery query)
    {
        query.MultiTermRewriteMethod = new MultiTermQuery.TopTermsScoringBooleanQueryRewrite(MostExpansions);
        return query;
    }

    // mang → [mang]; guiqimangguo → [guiqi, qimang, mangguo]
    private static IEnumerable<List<string>> PinyinTerms(string word) =>
        Pinyin.Cut(word)
            .Select(syllables => syllables.Length == 1 ? [.. syllables] : syllables.Zip(syllables.Skip(1), string.Concat).ToList())
            .DistinctBy(terms => string.Join(' ', terms));

    private static TermQuery? Known(IndexReader reader, string field, string text)
    {
        var term = new Term(field, text);
        return reader.DocFreq(term) > 0 ? new TermQuery(term) : null;
    }

    private static Query? AllKnown(IndexReader reader, string field, IEnumerable<string> texts)
    {
        var all = new List<Query>();
        foreach (var text in texts.Distinct())
        {
            if (Known(reader, field, text) is not { } query) return null;
            all.Add(query);
        }
        return all.Count == 0 ? null : All(all);
    }

    private static Query All(List<Query> queries)
    {
        if (queries.Count == 1) return queries[0];
        var all = new BooleanQuery();
        foreach (var query in queries) all.Add(query, Occur.MUST);
        return all;
    }

    // Ways to read the same thing: the best of them counts. A boolean query would also set up a table of 2,048 buckets in every segment.
    private static DisjunctionMaxQuery AnyOf(List<Query> queries)
    {
        var any = new DisjunctionMaxQuery(tieBreakerMultiplier: 0);
        foreach (var query in queries) any.Add(query);
        return any;
    }

    private static Query AtLeast(List<Query> queries, int minimum)
    {
        if (queries.Count == 1) return queries[0];
        if (minimum >= queries.Count) return All(queries);
        if (minimum == 1) return AnyOf(queries);
        var any = new BooleanQuery { MinimumNumberShouldMatch = minimum };
        foreach (var query in queries) any.Add(query, Occur.SHOULD);
        return any;
    }
}
