using System.Globalization;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;

namespace FarmMarket.Web.Pages.Shared;

/// <summary>The form of _RefundForm: an amount for each line of an order and for its freight, and why.</summary>
public sealed class RefundInput
{
    public sealed class PartInput
    {
        /// <summary>Null: the freight.</summary>
        public long? Line { get; set; }

        /// <summary>Yuan, as typed.</summary>
        public string? Amount { get; set; }
    }

    public List<PartInput> Parts { get; set; } = [];
    public string? Note { get; set; }

    /// <summary>Of this form: sent twice, it refunds once.</summary>
    public string Key { get; set; } = PublicNumbers.Token();

    /// <summary>What was typed for a part.</summary>
    public string? AmountOf(ShowRefundable.Part part) => Parts.Find(typed => typed.Line == part.Line?.Value)?.Amount;

    public IReadOnlyList<RefundOrder.Part> Read() => [.. Parts.Select(part => new RefundOrder.Part(part.Line is { } line ? new OrderLineId(line) : null, Yuan(part.Amount)))];

    /// <summary>What was typed as an amount; nothing is zero.</summary>
    public static Money Yuan(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return Money.Zero;
        return decimal.TryParse(typed.Trim().TrimStart('¥', '￥'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            && yuan < 1_000_000 && decimal.Round(yuan, 2) == yuan
            ? Money.Yuan(yuan)
            : throw new RuleBroken("“{0}”不是金额，请写成 12.50 这样", typed.Trim()) { Field = "amount", Code = "amount-unreadable" };
    }
}

/// <param name="Money">What can still be refunded.</param>
public sealed record RefundForm(ShowRefundable.Result Money, RefundInput Input);
