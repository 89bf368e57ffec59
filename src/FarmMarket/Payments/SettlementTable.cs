using System.Globalization;
using FarmMarket.Tables;

namespace FarmMarket.Payments;

/// <summary>How banks' tables of many payments are headed, going and coming: the same for readers of either language.</summary>
internal static class SettlementTable
{
    public static readonly string[] Headings = ["批次号", "序号", "户名", "开户行", "账号", "金额", "附言"];

    /// <param name="Reason">-1 where there is no such column.</param>
    public readonly record struct Columns(bool Headed, int Settlement, int Position, int Result, int Reason)
    {
        public bool AreThere => Settlement >= 0 && Position >= 0 && Result >= 0;
    }

    public static string Purpose(string settlement) => "货款 " + settlement;

    /// <summary>By the headings, or in the order settlement, position, result, reason where the first row is one of the settlement already.</summary>
    public static Columns Find(TableRow first, string settlement)
    {
        if (first.Cells.Contains(settlement))
            return new(false, 0, 1, 2, 3);
        int At(params string[] names) => first.Cells.ToList().FindIndex(cell => names.Any(name => cell.Contains(name, StringComparison.OrdinalIgnoreCase)));
        return new(true, At("批次", "batch"), At("序号", "line"), At("结果", "状态", "result"), At("原因", "reason"));
    }

    /// <summary>Null for a word that says neither.</summary>
    public static bool? WasPaid(string result) => result.ToLower(CultureInfo.InvariantCulture) switch
    {
        "成功" or "已付" or "paid" or "success" => true,
        "失败" or "退回" or "failed" => false,
        _ => null,
    };
}
