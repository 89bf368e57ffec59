using FarmMarket.Payments;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Components.Payments;

/// <summary>What accounts and transactions of the ledger are called; a transaction that has no name yet shows as it is written.</summary>
public static class MoneyWords
{
    public static string Account(Text T, LedgerAccount account) => account switch
    {
        LedgerAccount.Gateway => T["在支付渠道"],
        LedgerAccount.Bank => T["平台银行账户"],
        LedgerAccount.Disputed => T["争议中"],
        LedgerAccount.Held => T["担保中"],
        LedgerAccount.RefundsDue => T["待退给买家"],
        LedgerAccount.Payable => T["应付店铺"],
        LedgerAccount.SettlementsDue => T["打款途中"],
        LedgerAccount.Unallocated => T["不属于任何订单"],
        LedgerAccount.Commission => T["平台佣金"],
        LedgerAccount.GatewayFees => T["支付渠道手续费"],
        _ => T["核销"],
    };

    public static string Transaction(Text T, string name) => name switch
    {
        "order-paid" => T["买家付款"],
        "order-released" => T["放款给店铺"],
        "refund-owed" => T["决定退款"],
        "refund-sent" => T["退款已发出"],
        "refund-failed" => T["退款没有成功"],
        "refund-beyond" => T["在支付渠道多退的"],
        "payment-unallocated" => T["没有订单可付的款"],
        "settlement-made" => T["列入打款"],
        "settlement-paid" => T["打款成功"],
        "settlement-failed" => T["打款退回"],
        "settlement-reversed" => T["转账被收回"],
        "refund-beyond-failed" => T["多退的没有成功"],
        "gateway-fees" => T["支付渠道手续费"],
        "dispute-opened" => T["银行发起争议"],
        "dispute-won" => T["争议赢了"],
        "dispute-lost" => T["争议输了"],
        "gateway-payout" => T["支付渠道打款到银行"],
        "gateway-payout-failed" => T["支付渠道的打款退回"],
        _ => name,
    };

    public static string Reason(Text T, RefundReason reason) => reason switch
    {
        RefundReason.Cancelled => T["订单取消"],
        RefundReason.Shop => T["店家退款"],
        RefundReason.Operator => T["平台退款"],
        RefundReason.Claim => T["坏果包赔"],
        RefundReason.TooLate => T["付款来晚了"],
        RefundReason.Twice => T["重复付款"],
        RefundReason.Gateway => T["在支付渠道退的"],
        _ => T["银行争议"],
    };

    public static string State(Text T, ClaimState state) => state switch
    {
        ClaimState.AwaitingShop => T["等店家回复"],
        ClaimState.AwaitingBuyer => T["等买家答复"],
        ClaimState.AwaitingOperator => T["等平台裁决"],
        ClaimState.Awarded => T["已赔"],
        ClaimState.Refused => T["没有赔"],
        _ => T["已撤回"],
    };

    public static string State(Text T, ReconciliationState state) => state switch
    {
        ReconciliationState.MissingHere => T["我们没有记"],
        ReconciliationState.MissingThere => T["Stripe 没有"],
        _ => T["金额不同"],
    };

    public static string Tag(ClaimState state) => state switch
    {
        ClaimState.AwaitingShop or ClaimState.AwaitingBuyer or ClaimState.AwaitingOperator => "tag tag-mango",
        ClaimState.Awarded => "tag tag-leaf",
        _ => "tag",
    };

    public static string Step(Text T, ClaimStep step) => (step.Kind, step.Amount) switch
    {
        (ClaimStepKind.Opened, { } asked) => T["申请包赔 {0}", asked],
        (ClaimStepKind.Accepted, { } agreed) => T["同意 {0}", agreed],
        (ClaimStepKind.Offered, { } offered) => T["愿意赔 {0}", offered],
        (ClaimStepKind.Countered, { } wanted) => T["要求赔 {0}", wanted],
        (ClaimStepKind.Decided, { } decided) => T["裁决赔 {0}", decided],
        (ClaimStepKind.Lapsed, { } stood) => T["到时没有答复，按 {0} 算", stood],
        (ClaimStepKind.Refused, _) => T["拒绝赔付"],
        (ClaimStepKind.Appealed, _) => T["请平台裁决"],
        _ => T["撤回申请"],
    };

    /// <summary>2.5 斤 or 3 个.</summary>
    public static string Amount(Text T, FarmMarket.Catalog.StockUnit unit, long units) =>
        unit == FarmMarket.Catalog.StockUnit.Gram ? new FarmMarket.Kernel.Weight(units).In(Text.InEnglish) : T["{0} 个", units];
}
