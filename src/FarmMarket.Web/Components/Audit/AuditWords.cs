using System.Text.Json;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Components.Audit;

/// <summary>What the actions of the audit trail are called; one that has no name yet shows as it is written.</summary>
public static class AuditWords
{
    /// <summary>Beginnings of actions to filter by, with what they are about.</summary>
    public static IReadOnlyList<(string Prefix, string Name)> Kinds(Text T) =>
    [
        ("shop.", T["店铺"]), ("listing.", T["商品"]), ("stock.", T["库存"]), ("order.", T["订单"]), ("payment.", T["付款与退款"]), ("job.", T["后台任务"]), ("account.", T["账号"]),
    ];

    /// <summary>What was noted with it, one value after the other: role: Packer · member: 12.</summary>
    public static string Details(string? json)
    {
        if (json is null)
            return "";
        try
        {
            using var noted = JsonDocument.Parse(json);
            return noted.RootElement.ValueKind == JsonValueKind.Object
                ? string.Join(" · ", noted.RootElement.EnumerateObject().Select(value => $"{value.Name}: {value.Value}"))
                : json;
        }
        catch (JsonException)
        {
            return json;
        }
    }

    public static string Action(Text T, string action) => action switch
    {
        "shop.created" => T["建店"],
        "shop.handed-in" => T["提交审核"],
        "shop.approved" => T["准许开张"],
        "shop.reopened" => T["恢复营业"],
        "shop.sent-back" => T["退回修改"],
        "shop.suspended" => T["停业"],
        "shop.holiday" => T["开始休假"],
        "shop.returned" => T["休假结束"],
        "shop.freight-changed" => T["改运费"],
        "shop.member-invited" => T["邀请成员"],
        "shop.invitation-withdrawn" => T["撤回邀请"],
        "shop.member-joined" => T["成员加入"],
        "shop.member-left" => T["成员离开"],
        "shop.member-removed" => T["移出成员"],
        "shop.role-changed" => T["改角色"],
        "listing.taken-down" => T["下架商品"],
        "listing.put-back" => T["放回商品"],
        "stock.differs" => T["库存对不上"],
        "job.retried" => T["重做任务"],
        "job.discarded" => T["丢弃任务"],
        "account.deleted" => T["注销账号"],
        _ => action,
    };
}
