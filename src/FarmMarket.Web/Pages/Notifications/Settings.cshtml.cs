using FarmMarket.Messaging;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Notifications;

/// <summary>Which of the news also come by e-mail or text message.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SettingsModel : MarketPage
{
    [BindProperty]
    public List<NotificationTopic> Wanted { get; set; } = [];

    public IReadOnlyDictionary<NotificationTopic, bool> Topics { get; private set; } = null!;

    public async Task OnGetAsync() => Topics = await Send(new MyTopics.Query());

    public async Task<IActionResult> OnPostAsync()
    {
        await Send(new ChooseTopics.Command(Wanted));
        TempData["Done"] = T["保存好了。"];
        return Redirect("/notifications/settings");
    }

    public static (string Name, string Advice) Words(Text T, NotificationTopic topic) => topic switch
    {
        NotificationTopic.Money => (T["付款、取消和退款"], T["关系到您的钱，一定会发。"]),
        NotificationTopic.Parcels => (T["装箱和物流"], T["装箱、发货、送达。"]),
        NotificationTopic.ShopOrders => (T["店铺的新订单"], T["每来一单通知一次。"]),
        NotificationTopic.ShopTrouble => (T["订单出了状况"], T["买家取消、超时没发、派送遇阻。"]),
        NotificationTopic.ShopStanding => (T["店铺审核和下架"], T["关系到您能不能卖，一定会发。"]),
        NotificationTopic.Operations => (T["平台待办"], T["给平台运营人员：有店铺等待审核。"]),
        _ => throw new ArgumentOutOfRangeException(nameof(topic)),
    };
}
