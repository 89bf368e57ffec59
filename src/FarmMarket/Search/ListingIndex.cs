using System.Globalization;
using System.Runtime.CompilerServices;
using Lucene.Net.Analysis;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Directory = System.IO.Directory;
using Lock = System.Threading.Lock;

namespace FarmMarket.Search;

/// <summary>
/// The search index of this node, in a folder of its own. One follower writes; any number read, and no reader ever waits for the writer.
/// A folder that is damaged or of another <see cref="Version"/> is emptied, and the follower fills it again from the database.
/// </summary>
internal sealed class ListingIndex : IDisposable
{
    /// <summary>To be raised with every change of what is indexed or how.</summary>
    public const int Version = 2;

    private const int MostNodes = 16;
    private const string VersionKey = "version", PositionKey = "position";

    private readonly FacetNumbers numbers = new();
    private readonly ConditionalWeakTable<object, ListingRow[]> loaded = [];
    private readonly ListingFields fields = new();
    private readonly Lock writing = new();
    private readonly bool keepAnswers;
    private readonly FSDirectory directory;
    private readonly IndexWriter writer;
    private readonly SearcherManager views;

    /// <summary>How far the follower had come at the last commit, in its own words; null when the index has to be built.</summary>
    public string? Position { get; private set; }

    private ListingIndex(string folder, bool keepAnswers)
    {
        this.keepAnswers = keepAnswers;
        directory = FSDirectory.Open(folder);
        try
        {
            writer = new(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, new NoAnalyzer())
            {
                RAMBufferSizeMB = 16,
                Similarity = TermWeight.Instance,
                MergedSegmentWarmer = new RowLoader(this),
                WriteLockTimeout = 0,
                // Every word is looked up in every segment: few of them are worth some more merging.
                MergePolicy = new TieredMergePolicy { SegmentsPerTier = 4, MaxMergeAtOnce = 4 },
            });
            try
            {
                var kept = writer.CommitData;
                if (kept is not null && kept.TryGetValue(VersionKey, out var version) && version == VersionText) Position = kept[PositionKey];
                else writer.DeleteAll();
                views = new(writer, applyAllDeletes: true, new ViewFactory(this));
            }
            catch
            {
                writer.Rollback();
                throw;
            }
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    private static string VersionText => Version.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Opens the first index under <paramref name="root"/> that no other process is using, so that several nodes may share a disk and a
    /// new process may start before the old one has ended.
    /// </summary>
    /// <param name="keepAnswers">Whether an answer is given again until the index changes.</param>
    public static ListingIndex Open(string root, bool keepAnswers = true)
    {
        for (var node = 0; ; node++)
        {
            var folder = Path.Combine(root, node.ToString(CultureInfo.InvariantCulture));
            try
            {
                return new(folder, keepAnswers);
            }
            catch (LockObtainFailedException) when (node < MostNodes)
            {
                continue;
            }
            catch (Exception damage) when (damage is IOException or ArgumentException or InvalidOperationException or KeyNotFoundException && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
                return new(folder, keepAnswers);
            }
        }
    }

    public MarketHits Find(MarketQuery query, DateOnly today) => Read(view => view.Find(query, today));

    public IReadOnlyList<Suggestion> Complete(string typed, int take) => Read(view => view.Names.Complete(typed, take));

    /// <summary>What the index knows of a listing's stock; null when it isn't in the index.</summary>
    public bool? InStock(long id) => Read(view => view.InStock(id));

    public long Generation => Read(view => view.Generation);

    public int Count => Read(view => view.IndexReader.NumDocs);

    /// <summary>Adds listings or replaces what is known of them, and forgets others. Seen by readers after <see cref="Refresh"/>.</summary>
    public void Apply(IEnumerable<ListingDocument> listings, IEnumerable<long> gone)
    {
        lock (writing)
        {
            foreach (var listing in listings)
            {
                fields.Fill(listing);
                writer.UpdateDocument(ListingFields.KeyOf(listing.Id), fields.Document);
            }
            foreach (var id in gone) writer.DeleteDocuments(ListingFields.KeyOf(id));
        }
    }

    /// <summary>Lets readers see what was applied; the rows of new segments are loaded first.</summary>
    public void Refresh() => views.MaybeRefreshBlocking();

    /// <summary>Makes what was applied durable together with how far it goes.</summary>
    public void Commit(string position)
    {
        lock (writing)
        {
            writer.SetCommitData(new Dictionary<string, string> { [VersionKey] = VersionText, [PositionKey] = position });
            writer.Commit();
            Position = position;
        }
    }

    /// <summary>Forgets everything, to be built anew. Readers keep the old until the next <see cref="Refresh"/>.</summary>
    public void Clear()
    {
        lock (writing)
        {
            writer.DeleteAll();
            Position = null;
        }
    }

    /// <summary>Reads every file against its checksum: damage that opening did not meet. Takes a second for a big index.</summary>
    public bool IsSound() => Read(view =>
    {
        try
        {
            foreach (var leaf in view.IndexReader.Leaves) leaf.AtomicReader.CheckIntegrity();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    });

    /// <summary>What was applied and not committed is dropped: the follower starts again from the position of the last commit.</summary>
    public void Dispose()
    {
        views.Dispose();
        writer.Rollback();
        directory.Dispose();
    }

    private T Read<T>(Func<ListingView, T> read)
    {
        var view = (ListingView)views.Acquire();
        try
        {
            return read(view);
        }
        finally
        {
            views.Release(view);
        }
    }

    private sealed class ViewFactory(ListingIndex index) : SearcherFactory
    {
        private MarketNames names = MarketNames.None;
        private long generation;

        public override IndexSearcher NewSearcher(IndexReader reader)
        {
            names = MarketNames.Read(reader, names);
            return new ListingView(reader, index.numbers, index.loaded, names, ++generation, index.keepAnswers);
        }
    }

    // A merge is done in the background: the rows of its result are loaded there too, not in the refresh that first sees it.
    private sealed class RowLoader(ListingIndex index) : IndexWriter.IndexReaderWarmer
    {
        public override void Warm(AtomicReader reader) => ListingView.Rows(reader, index.numbers, index.loaded);
    }

    private sealed class NoAnalyzer : Analyzer
    {
        protected override TokenStreamComponents CreateComponents(string fieldName, TextReader reader) =>
            throw new InvalidOperationException("Listings come to the index as terms.");
    }
}
