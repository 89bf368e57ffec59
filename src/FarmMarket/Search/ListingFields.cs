using System.Globalization;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Columns = FarmMarket.Search.SegmentColumns.Field;

namespace FarmMarket.Search;

/// <summary>One Lucene document, filled anew for every listing: making the fields once is a third of the cost of indexing.</summary>
internal sealed class ListingFields
{
    private static readonly FieldType Weighted = Frozen(IndexOptions.DOCS_AND_FREQS), Plain = Frozen(IndexOptions.DOCS_ONLY);

    private readonly Dictionary<string, TermStream> streams = [];
    private readonly Dictionary<string, NumericDocValuesField> numbers = [];
    private readonly Dictionary<string, SortedDocValuesField> codes = [];
    private readonly StringField key = new(Columns.Key, "", Field.Store.NO);

    public Document Document { get; } = [];

    public ListingFields()
    {
        Document.Add(key);
        foreach (var name in (ReadOnlySpan<string>)[ListingTerms.Chinese, ListingTerms.English, ListingTerms.FullPinyin, ListingTerms.Initials])
            Add(name, Weighted);
        Add(Columns.Name, Plain);
        foreach (var name in (ReadOnlySpan<string>)[Columns.Id, Columns.Marks, Columns.HarvestFrom, Columns.HarvestTo,
            Columns.ShipsWithinHours, Columns.FenPerJin, Columns.Published, Columns.Sales])
            Document.Add(numbers[name] = new(name, 0));
        foreach (var name in (ReadOnlySpan<string>)[Columns.Category, Columns.County, Columns.Grades])
            Document.Add(codes[name] = new(name, new BytesRef()));
    }

    public static Term KeyOf(long id) => new(Columns.Key, id.ToString(CultureInfo.InvariantCulture));

    public void Fill(ListingDocument listing)
    {
        key.SetStringValue(KeyOf(listing.Id).Text);
        foreach (var (field, weights) in ListingTerms.Of(listing).ByField) streams[field].Fill(weights);
        streams[Columns.Name].Fill(MarketNames.TermsOf(listing).Select(term => KeyValuePair.Create(term, 1)));

        numbers[Columns.Id].SetInt64Value(listing.Id);
        numbers[Columns.Marks].SetInt64Value(Traits.Marks(listing));
        numbers[Columns.HarvestFrom].SetInt64Value(listing.HarvestFrom?.DayNumber ?? int.MaxValue);
        numbers[Columns.HarvestTo].SetInt64Value(listing.HarvestTo?.DayNumber ?? listing.HarvestFrom?.DayNumber ?? 0);
        numbers[Columns.ShipsWithinHours].SetInt64Value(listing.ShipsWithinHours ?? 0);
        numbers[Columns.FenPerJin].SetInt64Value(Math.Min(listing.FenPerJin ?? 0, int.MaxValue));
        numbers[Columns.Published].SetInt64Value(listing.PublishedAt.ToUnixTimeMilliseconds());
        numbers[Columns.Sales].SetInt64Value(listing.Sales);

        codes[Columns.Category].SetBytesValue(new BytesRef(string.Join('/', listing.Categories.Select(category => category.Code))));
        codes[Columns.County].SetBytesValue(new BytesRef(listing.County.Code));
        codes[Columns.Grades].SetBytesValue(new BytesRef(string.Join('|', listing.Grades.Select(grade => grade.Code).Order(StringComparer.Ordinal))));
    }

    private void Add(string name, FieldType type) => Document.Add(new Field(name, streams[name] = new(), type));

    private static FieldType Frozen(IndexOptions options)
    {
        var type = new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = options };
        type.Freeze();
        return type;
    }

    /// <summary>Gives each term as often as its weight says.</summary>
    private sealed class TermStream : TokenStream
    {
        private readonly ICharTermAttribute text;
        private readonly List<KeyValuePair<string, int>> terms = [];
        private int at, times;

        public TermStream() => text = AddAttribute<ICharTermAttribute>();

        public void Fill(IEnumerable<KeyValuePair<string, int>> weights)
        {
            terms.Clear();
            terms.AddRange(weights);
        }

        public override void Reset()
        {
            ClearAttributes();
            (at, times) = (0, 0);
        }

        public override bool IncrementToken()
        {
            if (at == terms.Count) return false;
            var (term, weight) = terms[at];
            text.SetEmpty().Append(term);
            if (++times >= weight) (at, times) = (at + 1, 0);
            return true;
        }
    }
}
