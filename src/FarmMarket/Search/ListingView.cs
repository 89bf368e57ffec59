using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace FarmMarket.Search;

/// <summary>The index as it is at one moment, with the rows of its segments and the answers given since.</summary>
internal sealed class ListingView : IndexSearcher
{
    private readonly ListingRow[][] rows;
    private readonly FacetNumbers numbers;
    private readonly AnswerCache<MarketHits>? answers;

    /// <summary>Of the questions without a word, for which everything would have to be counted: what a view knows, not what it may forget.</summary>
    private readonly AnswerCache<MarketHits> shelves = new();

    public long Generation { get; }
    public MarketNames Names { get; }

    public ListingView(IndexReader reader, FacetNumbers numbers, ConditionalWeakTable<object, ListingRow[]> loaded, MarketNames names, long generation, bool keepAnswers)
        : base(reader)
    {
        this.numbers = numbers;
        Names = names;
        Generation = generation;
        answers = keepAnswers ? new() : null;
        Similarity = TermWeight.Instance;
        rows = [.. reader.Leaves.Select(leaf => Rows(leaf.AtomicReader, numbers, loaded))];
    }

    /// <summary>The rows of a segment, read once however many views it is part of.</summary>
    public static ListingRow[] Rows(AtomicReader reader, FacetNumbers numbers, ConditionalWeakTable<object, ListingRow[]> loaded) =>
        loaded.GetValue(reader.CoreCacheKey, _ => SegmentRows.Load(reader, numbers));

    public MarketHits Find(MarketQuery query, DateOnly today)
    {
        var text = QueryText.Parse(query.Text);
        if (text.IsEmpty)
            return shelves.GetOrAdd(query.Key(text, today), () => Result(CollectAll(query, today), query));
        return answers is null ? Find(query, text, today) : answers.GetOrAdd(query.Key(text, today), () => Find(query, text, today));
    }

    private MarketHits Find(MarketQuery query, QueryText text, DateOnly today)
    {
        var exact = Collect(QueryPlan.Exact(text, IndexReader, Names), query, today);
        // Words that are there, if only outside of the chosen facets, are found: the counts show the way out.
        if (exact.Matched > 0) return Result(exact, query);

        foreach (var most in (ReadOnlySpan<bool>)[false, true])
        {
            if (QueryPlan.Near(text, IndexReader, most) is { } near && Collect(near, query, today) is { Matched: > 0 } found)
                return Result(found, query, near: true);
        }
        return Result(exact, query, near: true);
    }

    public bool? InStock(long id)
    {
        var key = ListingFields.KeyOf(id);
        foreach (var leaf in IndexReader.Leaves)
        {
            if (leaf.AtomicReader.GetTermDocsEnum(key) is { } docs && docs.NextDoc() is var doc and not DocIdSetIterator.NO_MORE_DOCS)
                return (rows[leaf.Ord][doc].Traits & Traits.InStock) != 0;
        }
        return null;
    }

    private MarketHits Result(HitCollector found, MarketQuery query, bool near = false) =>
        found.Result(Names.NameOf, near && found.Matched > 0, near ? Names.Mend(query.Text ?? "") : null, Generation);

    private HitCollector Collect(Query? words, MarketQuery query, DateOnly today)
    {
        var collector = new HitCollector(query, numbers, rows, today);
        if (words is not null) Search(words, collector);
        return collector;
    }

    private HitCollector CollectAll(MarketQuery query, DateOnly today)
    {
        var collector = new HitCollector(query, numbers, rows, today);
        foreach (var leaf in IndexReader.Leaves)
        {
            collector.SetNextReader(leaf);
            var live = leaf.AtomicReader.LiveDocs;
            for (int doc = 0, end = leaf.Reader.MaxDoc; doc < end; doc++)
                if (live is null || live.Get(doc)) collector.Collect(doc);
        }
        return collector;
    }
}
