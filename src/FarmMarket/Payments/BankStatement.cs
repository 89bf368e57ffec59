using System.Globalization;
using System.Text.RegularExpressions;
using FarmMarket.Kernel;
using FarmMarket.Tables;

namespace FarmMarket.Payments;

/// <summary>How Chinese banks write statements: every bank its own columns, so only the amount received has to be found by its heading.</summary>
internal static partial class BankStatement
{
    private static readonly string[] Received = ["贷方", "收入", "存入", "入账", "credit", "amount in"];
    private static readonly string[] Any = ["金额", "发生额", "amount"];

    [GeneratedRegex("FM[2-9A-HJKMNP-Z]{6}", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    /// <summary>-1 where no heading says so.</summary>
    public static int AmountColumn(TableRow headings)
    {
        int At(string[] names) => headings.Cells.ToList().FindIndex(cell => names.Any(name => cell.Contains(name, StringComparison.OrdinalIgnoreCase)));
        return At(Received) is >= 0 and var received ? received : At(Any);
    }

    /// <summary>Null for what is no amount: an empty cell, a line of sums in words.</summary>
    public static Money? Amount(string cell) =>
        decimal.TryParse(cell.Trim('¥', '￥', '+', ' ').Replace(",", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out var yuan) && Math.Abs(yuan) < 1_000_000_000
            ? Money.Yuan(yuan)
            : null;

    public static IEnumerable<string> References(string text) => Reference().Matches(text.ToUpperInvariant()).Select(match => match.Value);
}
