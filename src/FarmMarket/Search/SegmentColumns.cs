using System.Numerics;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace FarmMarket.Search;

/// <summary>The numbering of facet values shared by all segments of an index.</summary>
internal sealed class FacetNumbers
{
    public FacetCodes Categories { get; } = new();
    public FacetCodes Counties { get; } = new();
    public FacetCodes Grades { get; } = new();
}

/// <summary>
/// The columns of one segment that counting and sorting read, about 45 bytes a listing, as plain arrays: an array read is some nanoseconds,
/// a doc value read through Lucene ten times that, and a word can match a third of the market. Grades beyond the tenth are not counted.
/// </summary>
internal sealed class SegmentColumns
{
    public const int MaxGrades = 10;

    public required long[] Ids { get; init; }
    public required ushort[] Categories { get; init; }
    public required ushort[] Counties { get; init; }
    public required ushort[] Grades { get; init; }

    /// <summary>See <see cref="Search.Traits"/>.</summary>
    public required ushort[] Traits { get; init; }

    public required int[] HarvestFrom { get; init; }
    public required int[] HarvestTo { get; init; }
    public required int[] FenPerJin { get; init; }
    public required long[] Published { get; init; }
    public required long[] Sales { get; init; }

    /// <summary>What a listing is worth showing before the query is asked: fruit that is there before fruit that is gone, then what sells.</summary>
    public required short[] Standing { get; init; }

    public static SegmentColumns Load(AtomicReader reader, FacetNumbers numbers)
    {
        var marks = Numbers(reader, Field.Marks, value => (int)value);
        var hours = Numbers(reader, Field.ShipsWithinHours, value => (int)value);
        var price = Numbers(reader, Field.FenPerJin, value => (int)value);
        var sales = Numbers(reader, Field.Sales, value => value);
        var traits = new ushort[reader.MaxDoc];
        var standing = new short[reader.MaxDoc];
        for (var doc = 0; doc < traits.Length; doc++)
        {
            traits[doc] = (ushort)Search.Traits.Of(marks[doc], price[doc], hours[doc]);
            standing[doc] = (short)(((marks[doc] & Search.Traits.InStock) != 0 ? 400 : 0) + 12 * BitOperations.Log2((ulong)Math.Max(sales[doc], 0) + 1));
        }
        return new()
        {
            Ids = Numbers(reader, Field.Id, value => value),
            Categories = Codes(reader, Field.Category, path => (ushort)numbers.Categories.NumberOf(path)),
            Counties = Codes(reader, Field.County, code => (ushort)numbers.Counties.NumberOf(code)),
            Grades = Codes(reader, Field.Grades, codes => GradeBits(codes, numbers)),
            Traits = traits,
            HarvestFrom = Numbers(reader, Field.HarvestFrom, value => (int)value),
            HarvestTo = Numbers(reader, Field.HarvestTo, value => (int)value),
            FenPerJin = price,
            Published = Numbers(reader, Field.Published, value => value),
            Sales = sales,
            Standing = standing,
        };
    }

    private static ushort GradeBits(string codes, FacetNumbers numbers)
    {
        var bits = 0;
        if (codes.Length > 0)
        {
            foreach (var code in codes.Split('|'))
            {
                if (numbers.Grades.NumberOf(code) is var number and < MaxGrades) bits |= 1 << number;
            }
        }
        return (ushort)bits;
    }

    private static T[] Numbers<T>(AtomicReader reader, string field, Func<long, T> convert)
    {
        var column = new T[reader.MaxDoc];
        if (reader.GetNumericDocValues(field) is { } values)
            for (var doc = 0; doc < column.Length; doc++) column[doc] = convert(values.Get(doc));
        return column;
    }

    private static ushort[] Codes(AtomicReader reader, string field, Func<string, ushort> number)
    {
        var column = new ushort[reader.MaxDoc];
        if (reader.GetSortedDocValues(field) is not { } values) return column;
        var numbers = new ushort[values.ValueCount];
        var bytes = new BytesRef();
        for (var ord = 0; ord < numbers.Length; ord++)
        {
            values.LookupOrd(ord, bytes);
            numbers[ord] = number(bytes.Utf8ToString());
        }
        for (var doc = 0; doc < column.Length; doc++)
            if (values.GetOrd(doc) is var ord and >= 0) column[doc] = numbers[ord];
        return column;
    }

    /// <summary>Names of the fields in the index beside those of <see cref="ListingTerms"/>.</summary>
    public static class Field
    {
        public const string Key = "key", Name = "name";
        public const string Id = "id", Category = "category", County = "county", Grades = "grades", Marks = "marks";
        public const string HarvestFrom = "from", HarvestTo = "to", ShipsWithinHours = "ships", FenPerJin = "price", Published = "published", Sales = "sales";
    }
}

/// <summary>What is true of a listing, in ten bits: yes-or-no marks, the band of its price, and how soon it ships (each 0 when unknown).</summary>
internal static class Traits
{
    public const int InStock = 1, PreSale = 2, GeographicalIndication = 4, InSeason = 8, Combinations = 1 << 10;
    private const int PriceShift = 4, ShipsShift = 7, Mask = 0x7;

    public static readonly int[] ShipsWithinHours = [24, 48, 72, 168];

    public static int Marks(ListingDocument listing) =>
        (listing.InStock ? InStock : 0) | (listing.PreSale ? PreSale : 0) | (listing.Indication is not null ? GeographicalIndication : 0);

    public static int Of(int marks, int fenPerJin, int shipsWithinHours) =>
        marks
        | ((fenPerJin > 0 ? PriceBand.All.TakeWhile(band => band.FromFen <= fenPerJin).Count() : 0) << PriceShift)
        | ((shipsWithinHours > 0 ? Array.FindIndex(ShipsWithinHours, limit => shipsWithinHours <= limit) + 1 : 0) << ShipsShift);

    /// <summary>1 for the first of <see cref="PriceBand.All"/>.</summary>
    public static int Price(int traits) => (traits >> PriceShift) & Mask;

    /// <summary>1 for the first of <see cref="ShipsWithinHours"/>.</summary>
    public static int Ships(int traits) => (traits >> ShipsShift) & Mask;
}
