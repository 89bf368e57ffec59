using FarmMarket.Catalog;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Components.Catalog;

/// <summary>What the states of a listing are called, and the colour of their tag.</summary>
public static class ListingWords
{
    public static string State(Text T, ListingStatus status) => status switch
    {
        ListingStatus.Draft => T["草稿"],
        ListingStatus.OnSale => T["在售"],
        ListingStatus.Paused => T["暂停销售"],
        ListingStatus.TakenDown => T["平台下架"],
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Tag(ListingStatus status) => status switch
    {
        ListingStatus.OnSale => "tag tag-leaf",
        ListingStatus.Paused => "tag tag-mango",
        ListingStatus.TakenDown => "tag tag-blush",
        _ => "tag",
    };
}
