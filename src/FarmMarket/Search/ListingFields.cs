using System.Globalization;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace FarmMarket.Search;

/// <summary>One Lucene document, filled anew for every listing: making the fields once is a third of the cost of indexing.</summary>
internal sealed class ListingFields
{
    private static readonly FieldType Weighted = Frozen(IndexOptions.DOCS_AND_FREQS), Plain = Frozen(IndexOptions.DOCS_ONLY);

    private readonly ListingTerms terms = new();
    private readonly Dictionary<string, TermStream> streams = [];
    private readonly BinaryDocValuesField row = new(ListingField.Row, new BytesRef());
    private readonly Dictionary<string, SortedDocValuesField> codes = [];
    private readonly StringField key = new(ListingField.Key, "", Field.Store.NO);

    public Document Document { get; } = [];

    public ListingFields()
    {
        Document.Add(key);
        foreach (var name in (ReadOnlySpan<string>)[ListingTerms.Chinese, ListingTerms.English, ListingTerms.FullPinyin, ListingTerms.Initials])
            Add(name, Weighted);
        Add(ListingField.Name, Plain);
        Document.Add(row);
        foreach (var name in (ReadOnlySpan<string>)[ListingField.Category, ListingField.County, ListingField.Grades])
            Document.Add(codes[name] = new(name, new BytesRef()));
    }

    public static Term KeyOf(long id) => new(ListingField.Key, id.ToString(CultureInfo.InvariantCulture));

    public void Fill(ListingDocument listing)
    {
        key.SetStringValue(KeyOf(listing.Id).Text);
        terms.Fill(listing);
        foreach (var (field, weights) in terms.ByField)
            streams[field].Fill(weights);
        streams[ListingField.Name].Fill(MarketNames.TermsOf(listing).Select(term => KeyValuePair.Create(term, 1)));

        row.SetBytesValue(new BytesRef(ListingRow.Write(listing)));
        codes[ListingField.Category].SetBytesValue(new BytesRef(string.Join('/', listing.Categories.Select(category => category.Code))));
        codes[ListingField.County].SetBytesValue(new BytesRef(listing.County.Code));
        codes[ListingField.Grades].SetBytesValue(new BytesRef(string.Join('|', listing.Grades.Select(grade => grade.Code).Order(StringComparer.Ordinal))));
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
