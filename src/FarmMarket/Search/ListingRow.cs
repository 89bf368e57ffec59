using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace FarmMarket.Search;

/// <summary>
/// What filtering, counting and sorting read of a listing, 48 bytes in one place. Category, county and grades are numbers of
/// <see cref="FacetCodes"/>, grades as bits. Money in fen, days as <see cref="DateOnly.DayNumber"/>; 0 is unknown.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ListingRow
{
    public long Id, Published, Sales;
    public int FenPerJin, HarvestFrom, HarvestTo;
    public ushort Category, County, Grades;

    /// <summary>See <see cref="Search.Traits"/>.</summary>
    public ushort Traits;

    /// <summary>What a listing is worth showing before the query is asked: fruit that is there before fruit that is gone, then what sells.</summary>
    public short Standing;

    private const int Written = 41;

    /// <summary>All but the facet codes, which are fields of their own.</summary>
    public static byte[] Write(ListingDocument listing)
    {
        var bytes = new byte[Written];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, listing.Id);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), listing.PublishedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), listing.Sales);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), (int)Math.Clamp(listing.FenPerJin ?? 0, 0, int.MaxValue));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), listing.HarvestFrom?.DayNumber ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(32), (listing.HarvestTo ?? listing.HarvestFrom)?.DayNumber ?? 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(36), listing.ShipsWithinHours ?? 0);
        bytes[40] = (byte)Search.Traits.Marks(listing);
        return bytes;
    }

    public static ListingRow Read(ReadOnlySpan<byte> bytes)
    {
        var row = new ListingRow
        {
            Id = BinaryPrimitives.ReadInt64LittleEndian(bytes),
            Published = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            Sales = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            FenPerJin = BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]),
            HarvestFrom = BinaryPrimitives.ReadInt32LittleEndian(bytes[28..]),
            HarvestTo = BinaryPrimitives.ReadInt32LittleEndian(bytes[32..]),
        };
        row.Traits = (ushort)Search.Traits.Of(bytes[40], row.FenPerJin, BinaryPrimitives.ReadInt32LittleEndian(bytes[36..]));
        row.Standing = (short)(((row.Traits & Search.Traits.InStock) != 0 ? 400 : 0) + (12 * BitOperations.Log2((ulong)Math.Max(row.Sales, 0) + 1)));
        return row;
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

    public static int Of(int marks, int fenPerJin, int shipsWithinHours)
    {
        var (price, ships) = (0, 0);
        if (fenPerJin > 0)
        {
            while (price < PriceBand.All.Count && PriceBand.All[price].FromFen <= fenPerJin)
                price++;
        }
        if (shipsWithinHours > 0)
            ships = Array.FindIndex(ShipsWithinHours, limit => shipsWithinHours <= limit) + 1;
        return marks | (price << PriceShift) | (ships << ShipsShift);
    }

    /// <summary>1 for the first of <see cref="PriceBand.All"/>.</summary>
    public static int Price(int traits) => (traits >> PriceShift) & Mask;

    /// <summary>1 for the first of <see cref="ShipsWithinHours"/>.</summary>
    public static int Ships(int traits) => (traits >> ShipsShift) & Mask;
}
