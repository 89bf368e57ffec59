using System.Collections.Frozen;

namespace FarmMarket.Messaging;

/// <summary>What a person can choose about. Essential ones concern money or the right to trade and always go out.</summary>
public enum NotificationTopic
{
    /// <summary>Paid, cancelled, refunded, closed. Essential.</summary>
    Money,

    /// <summary>Packing, shipped, delivered.</summary>
    Parcels,

    /// <summary>New orders of one's shop.</summary>
    ShopOrders,

    /// <summary>Cancelled, late, stuck on the way.</summary>
    ShopTrouble,

    /// <summary>Approved, sent back, suspended; a listing taken down. Essential.</summary>
    ShopStanding,

    /// <summary>What waits for the people who run the platform.</summary>
    Operations,
}

/// <summary>A sentence that is told when something happened. Title and sentence are text keys; the values are counted from 0.</summary>
/// <param name="Icon">Name of its drawing.</param>
public sealed record NotificationKind(string Code, NotificationTopic Topic, string Icon, string Title, string Sentence);

public static class NotificationKinds
{
    public static readonly NotificationKind OrderPaid = new("order-paid", NotificationTopic.Money, "money", "付款成功", "订单 {0} 付款成功，{1}会尽快为您装箱。");
    public static readonly NotificationKind OrderExpired = new("order-expired", NotificationTopic.Money, "clock", "订单已关闭", "订单 {0} 没有在 30 分钟内付款，已经关闭。还想要可以重新下单。");
    public static readonly NotificationKind OrderPacking = new("order-packing", NotificationTopic.Parcels, "box", "正在装箱", "订单 {0} 正在装箱。");
    public static readonly NotificationKind OrderShipped = new("order-shipped", NotificationTopic.Parcels, "truck", "已发货", "订单 {0} 已全部发出：{1} {2}。");
    public static readonly NotificationKind OrderPartShipped = new("order-part-shipped", NotificationTopic.Parcels, "truck", "发出一部分", "订单 {0} 发出了一部分：{1} {2}，其余的随后发。");
    public static readonly NotificationKind OrderDelivered = new("order-delivered", NotificationTopic.Parcels, "check", "已送达", "订单 {0} 已送达，看过果子没问题请确认收货。");
    public static readonly NotificationKind ParcelInTrouble = new("parcel-in-trouble", NotificationTopic.Parcels, "warn", "包裹派送遇阻", "订单 {0} 的包裹（{1} {2}）派送遇到问题，请联系快递公司。");
    public static readonly NotificationKind CancelledByYou = new("cancelled-by-you", NotificationTopic.Money, "swap", "订单已取消", "订单 {0} 已取消，{1} 会原路退给您。");
    public static readonly NotificationKind CancelledByShop = new("cancelled-by-shop", NotificationTopic.Money, "swap", "店家取消了订单", "{2}取消了订单 {0}，{1} 会原路退给您。原因请看订单页。");
    public static readonly NotificationKind CancelledByPlatform = new("cancelled-by-platform", NotificationTopic.Money, "swap", "平台取消了订单", "平台取消了订单 {0}，{1} 会原路退给您。");

    public static readonly NotificationKind PaidTooLate = new("paid-too-late", NotificationTopic.Money, "swap", "付款来晚了", "您付的 {0} 到账时果子已经不在了，这笔钱会原路退给您。");
    public static readonly NotificationKind PaidTwice = new("paid-twice", NotificationTopic.Money, "swap", "多付的钱退给您", "同一笔订单付了两次，多付的 {0} 会原路退给您。");

    public static readonly NotificationKind ClaimAnswered = new("claim-answered", NotificationTopic.Money, "note", "店家回复了包赔", "店家回复了订单 {0} 的坏果包赔，请在 72 小时内看看同不同意。");
    public static readonly NotificationKind ClaimAwarded = new("claim-awarded", NotificationTopic.Money, "money", "包赔通过了", "订单 {0} 的坏果包赔通过了，{1} 会原路退给您。");
    public static readonly NotificationKind ClaimRefused = new("claim-refused", NotificationTopic.Money, "note", "包赔没有通过", "订单 {0} 的坏果包赔没有通过，理由请看包赔页。");

    public static readonly NotificationKind ShopClaim = new("shop-claim", NotificationTopic.ShopStanding, "warn", "坏果包赔等您回复", "{1}的订单 {0} 有坏果包赔，24 小时内不回复就按买家说的赔。");
    public static readonly NotificationKind ShopClaimEnded = new("shop-claim-ended", NotificationTopic.ShopTrouble, "note", "包赔有了结果", "订单 {0} 的坏果包赔结束了，赔给买家 {1}。");
    public static readonly NotificationKind ClaimToDecide = new("claim-to-decide", NotificationTopic.Operations, "scale", "包赔等着裁决", "订单 {0} 的坏果包赔双方没谈拢，等平台裁决。");

    public static readonly NotificationKind ShopNewOrder = new("shop-new-order", NotificationTopic.ShopOrders, "orders", "新订单", "{1}收到新订单 {0}，买家已付款，请尽快装箱。");
    public static readonly NotificationKind ShopOrderCancelled = new("shop-order-cancelled", NotificationTopic.ShopTrouble, "close", "订单被取消", "{1}的订单 {0} 被取消了，不用发货。");
    public static readonly NotificationKind ShopOrdersLate = new("shop-orders-late", NotificationTopic.ShopTrouble, "clock", "有订单超时未发", "{1}有 {0} 个订单过了承诺的发货时间，请尽快发出。");
    public static readonly NotificationKind ShopParcelInTrouble = new("shop-parcel-in-trouble", NotificationTopic.ShopTrouble, "warn", "包裹派送遇阻", "订单 {0} 的包裹（{1} {2}）派送遇到问题，请联系快递公司和买家。");
    public static readonly NotificationKind ShopOpened = new("shop-opened", NotificationTopic.ShopStanding, "shop", "店铺开张了", "{0}通过了审核，可以开卖了。");
    public static readonly NotificationKind ShopSentBack = new("shop-sent-back", NotificationTopic.ShopStanding, "edit", "开店申请被退回", "{0}的开店申请被退回：{1}");
    public static readonly NotificationKind ShopSuspended = new("shop-suspended", NotificationTopic.ShopStanding, "pause", "店铺被停业", "{0}被平台停业：{1}");
    public static readonly NotificationKind ListingTakenDown = new("listing-taken-down", NotificationTopic.ShopStanding, "warn", "商品被下架", "{0}有商品被平台下架：{1}");

    public static readonly NotificationKind ShopHandedIn = new("shop-handed-in", NotificationTopic.Operations, "shop", "店铺待审核", "{0}交来了开店申请，等待审核。");

    public static readonly NotificationKind ShopPaidOut = new("shop-paid-out", NotificationTopic.ShopStanding, "money", "货款已打出", "{0}的货款 {1} 已打到尾号 {2} 的账户。");
    public static readonly NotificationKind ShopPayoutFailed = new("shop-payout-failed", NotificationTopic.ShopStanding, "warn", "货款被银行退回", "{0}的货款 {1} 没有打成：{3}。请核对尾号 {2} 的收款账户，下一批会再打。");

    public static readonly IReadOnlyList<NotificationKind> All =
    [
        OrderPaid, OrderExpired, OrderPacking, OrderShipped, OrderPartShipped, OrderDelivered, ParcelInTrouble, CancelledByYou, CancelledByShop, CancelledByPlatform, PaidTooLate, PaidTwice,
        ShopNewOrder, ShopOrderCancelled, ShopOrdersLate, ShopParcelInTrouble, ShopOpened, ShopSentBack, ShopSuspended, ListingTakenDown, ShopHandedIn,
        ShopPaidOut, ShopPayoutFailed, ClaimAnswered, ClaimAwarded, ClaimRefused, ShopClaim, ShopClaimEnded, ClaimToDecide,
    ];

    private static readonly FrozenDictionary<string, NotificationKind> ByCode = All.ToFrozenDictionary(kind => kind.Code);

    /// <summary>Null for a kind that is no longer told.</summary>
    public static NotificationKind? Find(string code) => ByCode.GetValueOrDefault(code);

    public static bool IsEssential(NotificationTopic topic) => topic is NotificationTopic.Money or NotificationTopic.ShopStanding;
}
