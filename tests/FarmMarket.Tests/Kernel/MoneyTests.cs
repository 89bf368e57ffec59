using CsCheck;
using FarmMarket.Kernel;

namespace FarmMarket.Tests.Kernel;

public sealed class MoneyTests
{
    [Fact]
    public void Writes_yuan_and_fen()
    {
        Assert.Equal("¥1,234.05", new Money(123405).ToString());
        Assert.Equal("-¥0.05", new Money(-5).ToString());
    }

    [Fact]
    public void A_price_per_jin_is_rounded_away_from_zero()
    {
        Assert.Equal(new Money(1), new Money(1).PerJin(new Weight(1_000)));
        Assert.Equal(new Money(1067), new Money(3200).PerJin(new Weight(1_500)));
    }

    [Fact]
    public void Sums_do_not_depend_on_order() =>
        Gen.Long[-1_000_000, 1_000_000].Array.Sample(fen =>
            fen.Select(f => new Money(f)).Sum() == fen.Reverse().Select(f => new Money(f)).Sum());

    [Fact]
    public void A_sum_too_large_is_refused_instead_of_wrapping() =>
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
}
