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
        _ => text["订单退回"],
    };

    /// <summary>128斤 or 64 kg; 300 个.</summary>
    public static string Amount(Text text, long units, StockUnit unit) =>
        unit == StockUnit.Gram ? new Weight(units).In(Text.InEnglish) : text["{0} 个", units];

    /// <summary>With its sign, for a ledger.</summary>
    public static string Signed(Text text, long units, StockUnit unit) => (units > 0 ? "+" : "−") + Amount(text, Math.Abs(units), unit);
}
