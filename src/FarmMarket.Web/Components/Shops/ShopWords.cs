using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Components.Shops;

/// <summary>What the states and roles of a shop are called, and the colour of their tag.</summary>
public static class ShopWords
{
    public static string State(Text T, ShopStatus status) => status switch
    {
        ShopStatus.Preparing => T["准备中"],
        ShopStatus.AwaitingApproval => T["待审核"],
        ShopStatus.Open => T["营业中"],
        ShopStatus.SentBack => T["退回修改"],
        ShopStatus.Suspended => T["已停业"],
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Tag(ShopStatus status) => status switch
    {
        ShopStatus.Open => "tag tag-leaf",
        ShopStatus.AwaitingApproval => "tag tag-mango",
        ShopStatus.SentBack or ShopStatus.Suspended => "tag tag-blush",
        _ => "tag",
    };

    public static string Role(Text T, ShopRole role) => role switch
    {
        ShopRole.Owner => T["店主"],
        ShopRole.Manager => T["管理员"],
        ShopRole.Packer => T["打包员"],
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static string RoleMay(Text T, ShopRole role) => role switch
    {
        ShopRole.Owner => T["什么都能做，也能加人、减人"],
        ShopRole.Manager => T["管商品、库存、价格、运费和订单"],
        ShopRole.Packer => T["看订单、装箱、发货、改库存"],
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };
}
