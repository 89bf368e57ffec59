using Lucene.Net.Index;
using Lucene.Net.Util;

namespace FarmMarket.Search;

/// <summary>The numbering of facet values shared by all segments of an index.</summary>
internal sealed class FacetNumbers
{
    /// <summary>Grades beyond the tenth are not counted.</summary>
    public const int MostGrades = 10;

    public FacetCodes Categories { get; } = new();
    public FacetCodes Counties { get; } = new();
    public FacetCodes Grades { get; } = new();
}

/// <summary>Names of the fields in the index beside those of <see cref="ListingTerms"/>.</summary>
internal static class ListingField
{
    public const string Key = "key", Name = "name", Row = "row", Category = "category", County = "county", Grades = "grades";
}

/// <summary>
/// The rows of one segment in an array: reading one takes some nanoseconds, reading it through Lucene a hundred times that, and a word
/// can match a third of the market.
/// </summary>
internal static class SegmentRows
{
    public static ListingRow[] Load(AtomicReader reader, FacetNumbers numbers)
    {
        var rows = new ListingRow[reader.MaxDoc];
        var categories = Codes(reader, ListingField.Category, path => (ushort)numbers.Categories.NumberOf(path));
        var counties = Codes(reader, ListingField.County, code => (ushort)numbers.Counties.NumberOf(code));
        var grades = Codes(reader, ListingField.Grades, codes => GradeBits(codes, numbers));
        var written = reader.GetBinaryDocValues(ListingField.Row);
        var bytes = new BytesRef();
        for (var doc = 0; doc < rows.Length; doc++)
        {
            written.Get(doc, bytes);
            rows[doc] = ListingRow.Read(bytes.Bytes.AsSpan(bytes.Offset, bytes.Length));
            rows[doc].Category = categories(doc);
            rows[doc].County = counties(doc);
            rows[doc].Grades = grades(doc);
        }
        return rows;
    }

    private static Func<int, ushort> Codes(AtomicReader reader, string field, Func<string, ushort> number)
    {
        var values = reader.GetSortedDocValues(field);
        var numbers = new ushort[values.ValueCount];
        var bytes = new BytesRef();
        for (var ord = 0; ord < numbers.Length; ord++)
        {
            values.LookupOrd(ord, bytes);
            numbers[ord] = number(bytes.Utf8ToString());
        }
        return doc => numbers[values.GetOrd(doc)];
    }

    private static ushort GradeBits(string codes, FacetNumbers numbers)
    {
        var bits = 0;
        foreach (var code in codes.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            if (numbers.Grades.NumberOf(code) is var number and < FacetNumbers.MostGrades)
                bits |= 1 << number;
        }
        return (ushort)bits;
    }
}
