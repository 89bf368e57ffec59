using System.Text.Json;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Components.Audit;

/// <summary>What the actions of the audit trail are called; one that has no name yet shows as it is written.</summary>
public static class AuditWords
{
    /// <summary>Beginnings of actions to filter by, with what they are about.</summary>
    public static IReadOnlyList<(string Prefix, string Name)> Kinds(Text T) =>
    [
        ("shop.", T["店铺"]), ("listing.", T["商品"]), ("stock.", T["库存"]), ("order.", T["订单"]), ("payment.", T["付款"]), ("refund.", T["退款"]), ("claim.", T["包赔"]), ("dispute.", T["争议"]), ("settlement.", T["打款"]), ("job.", T["后台任务"]), ("account.", T["账号"]),
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
        "payment.succeeded" => T["付款成功"],
        "payment.declined" => T["付款被拒"],
        "payment.returned" => T["付款退回"],
        "refund.owed" => T["决定退款"],
        "refund.done" => T["退款已发出"],
        "refund.failed" => T["退款没有成功"],
        "claim.opened" => T["买家申请包赔"],
        "claim.accepted" => T["包赔谈成"],
        "claim.offered" => T["店家提出少赔"],
        "claim.refused" => T["店家拒绝包赔"],
        "claim.countered" => T["买家还价"],
        "claim.appealed" => T["买家请平台裁决"],
        "claim.withdrawn" => T["买家撤回包赔"],
        "claim.decided" => T["平台裁决包赔"],
        "claim.lapsed" => T["包赔到时没有答复"],
        "dispute.opened" => T["银行发起争议"],
        "dispute.won" => T["争议赢了"],
        "dispute.lost" => T["争议输了"],
        "settlement.made" => T["列入打款"],
        "settlement.file" => T["下载银行文件"],
        "settlement.paid" => T["打款成功"],
        "settlement.failed" => T["打款退回"],
        "settlement.reversed" => T["转账被收回"],
        "course.published" => T["发布课程"],
        "commission.set" => T["定佣金"],
        "bank-account.changed" => T["改收款账户"],
        "account.passkey-added" => T["添加通行密钥"],
        "account.passkey-removed" => T["移除通行密钥"],
        "account.two-factor-on" => T["开启两步验证"],
        "account.two-factor-off" => T["关闭两步验证"],
        "account.deleted" => T["注销账号"],
        _ => action,
    };
}
