using FarmMarket.Ordering;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Components.Ordering;

/// <summary>The tabs of a shop's order board: their words in addresses and on the page.</summary>
public static class ShopTabs
{
    private static readonly (ShopOrdersTab Tab, string Word)[] Words =
    [
        (ShopOrdersTab.ToPack, "to-pack"),
        (ShopOrdersTab.Packing, "packing"),
        (ShopOrdersTab.OnTheWay, "on-the-way"),
        (ShopOrdersTab.Delivered, "delivered"),
        (ShopOrdersTab.Completed, "completed"),
        (ShopOrdersTab.Unpaid, "unpaid"),
        (ShopOrdersTab.Closed, "closed"),
        (ShopOrdersTab.All, "all"),
    ];

    public static IEnumerable<ShopOrdersTab> All => Words.Select(word => word.Tab);

    public static string Word(ShopOrdersTab tab) => Words.First(word => word.Tab == tab).Word;

    /// <summary>An unknown word is the first tab.</summary>
    public static ShopOrdersTab Read(string? word) => Words.FirstOrDefault(w => w.Word == word).Tab;

    public static string Name(Text T, ShopOrdersTab tab) => tab switch
    {
        ShopOrdersTab.ToPack => T["待装箱"],
        ShopOrdersTab.Packing => T["装箱中"],
        ShopOrdersTab.OnTheWay => T["在路上"],
        ShopOrdersTab.Delivered => T["已送达"],
        ShopOrdersTab.Completed => T["已完成"],
        ShopOrdersTab.Unpaid => T["待付款"],
        ShopOrdersTab.Closed => T["已关闭"],
        ShopOrdersTab.All => T["全部"],
        _ => throw new ArgumentOutOfRangeException(nameof(tab)),
    };
}
