using System.Globalization;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Pages.Seller.Listings;

/// <summary>How a shop's pages name states, stock moves and amounts.</summary>
public static class ListingWords
{
    public static string Tag(ListingStatus status) => status switch
    {
        ListingStatus.OnSale => "tag tag-leaf",
        ListingStatus.Paused => "tag tag-mango",
        ListingStatus.TakenDown => "tag tag-blush",
        _ => "tag",
    };

    public static string Move(Text text, StockMoveKind kind) => kind switch
    {
        StockMoveKind.Harvested => text["采收入库"],
        StockMoveKind.Correction => text["盘点更正"],
        StockMoveKind.Spoiled => text["坏果报损"],
        StockMoveKind.Reservation => text["订单占用"],
        StockMoveKind.LateReservation => text["晚到的付款，再次占用"],
        _ => text["订单退回"],
    };

    /// <summary>5,200斤 or 300 个: in a book all amounts are written in one unit, so that they can be compared.</summary>
    public static string Amount(Text text, long units, StockUnit unit) =>
        unit == StockUnit.Gram
            ? text["{0} 斤", (units / (decimal)Weight.GramsPerJin).ToString("#,0.###", CultureInfo.InvariantCulture)]
            : text["{0} 个", units.ToString("#,0", CultureInfo.InvariantCulture)];

    /// <summary>With its sign, for a ledger.</summary>
    public static string Signed(Text text, long units, StockUnit unit) => (units > 0 ? "+" : "−") + Amount(text, Math.Abs(units), unit);
}
