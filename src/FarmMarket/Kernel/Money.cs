using System.Globalization;

namespace FarmMarket.Kernel;

/// <summary>An amount in fen (1/100 yuan, CNY). One deployment has one currency. May be negative (a refund, a deduction).</summary>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    public static Money Yuan(decimal yuan) => new(Round(yuan * 100));

    /// <summary>Price of a weight scaled to one 斤 (500 g), rounded away from zero.</summary>
    public Money PerJin(Weight weight) =>
        weight.Grams <= 0 ? Zero : new(Round((decimal)Fen * Weight.GramsPerJin / weight.Grams));

    /// <summary>The one place where fractions of a fen are rounded: away from zero.</summary>
    public static long Round(decimal fen) => (long)Math.Round(fen, MidpointRounding.AwayFromZero);

    public static Money operator +(Money a, Money b) => new(checked(a.Fen + b.Fen));
    public static Money operator -(Money a, Money b) => new(checked(a.Fen - b.Fen));
    public static Money operator -(Money a) => new(-a.Fen);
    public static Money operator *(Money a, long times) => new(checked(a.Fen * times));
    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;
    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;
    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;
    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;
    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>¥12.80, the same in both interface languages.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Fen < 0 ? "-" : "")}¥{Math.Abs(Fen) / 100:#,0}.{Math.Abs(Fen) % 100:00}");
}

public static class MoneySums
{
    public static Money Sum(this IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, next) => sum + next);
    public static Money Sum<T>(this IEnumerable<T> items, Func<T, Money> amount) => items.Select(amount).Sum();
}
