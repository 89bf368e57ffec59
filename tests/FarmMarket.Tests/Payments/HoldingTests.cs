using CsCheck;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;

namespace FarmMarket.Tests.Payments;

/// <summary>The arithmetic of one order's money, under any order of events.</summary>
public sealed class HoldingTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 2, 0, 0, TimeSpan.Zero);

    private static Holding AHolding(params (long Fen, int Commission)[] lines)
    {
        var holding = new Holding
        {
            OrderId = new(1),
            OrderNumber = "26070100000001",
            CheckoutId = new(1),
            BuyerId = new(1),
            ShopId = new(7),
            Gateway = "demo",
            PaymentReference = "p",
            PaidAt = Start,
            ClaimHours = 48,
        };
        for (var n = 0; n < lines.Length; n++)
        {
            holding.Parts.Add(new()
            {
                Id = new(n + 1),
                OrderLineId = n == lines.Length - 1 ? null : new OrderLineId(n + 1),
                Paid = new(lines[n].Fen),
                CommissionBasisPoints = lines[n].Commission,
            });
        }
        return holding;
    }

    private static Money Of(IEnumerable<Posting> postings, LedgerAccount account) =>
        postings.Where(posting => posting.Account == account).Sum(posting => LedgerAccounts.IsDebit(account) ? posting.Debit - posting.Credit : posting.Credit - posting.Debit);

    [Fact]
    public void Nothing_is_released_before_the_time_for_claims_has_passed_since_receipt()
    {
        var holding = AHolding((9_980, 200), (1_200, 0));
        Assert.Empty(holding.Release(Start.AddYears(1)));
        holding.Received(Start);
        Assert.Empty(holding.Release(Start.AddHours(48).AddTicks(-1)));

        var released = holding.Release(Start.AddHours(48));

        Assert.Equal((-11_180, 10_980, 200), (Of(released, LedgerAccount.Held).Fen, Of(released, LedgerAccount.Payable).Fen, Of(released, LedgerAccount.Commission).Fen));
        Assert.Empty(holding.Release(Start.AddYears(1)));
    }

    [Fact]
    public void A_claim_keeps_its_part_only_and_its_end_lets_the_rest_go()
    {
        var holding = AHolding((10_000, 200), (5_000, 200), (0, 0));
        holding.Received(Start);
        Assert.Equal(new(3_000), holding.Freeze(new(1), new(3_000)));

        var first = holding.Release(Start.AddHours(48));
        Assert.Equal(12_000, -Of(first, LedgerAccount.Held).Fen);

        holding.Thaw(new(1), new(3_000), Start.AddHours(60));
        holding.Refund(new Dictionary<HoldingPartId, Money> { [new(1)] = new(1_000) });
        var rest = holding.Release(Start.AddHours(60));
        Assert.Equal(2_000, -Of(rest, LedgerAccount.Held).Fen);
        Assert.Equal(Money.Zero, holding.Held);
    }

    [Fact]
    public void What_is_refunded_after_release_comes_from_the_shop_and_the_commission()
    {
        var holding = AHolding((10_000, 200), (0, 0));
        holding.Received(Start);
        holding.Release(Start.AddHours(48));

        var back = holding.Refund(new Dictionary<HoldingPartId, Money> { [new(1)] = new(5_000) });

        Assert.Equal((0, -4_900, -100, 5_000),
            (Of(back, LedgerAccount.Held).Fen, Of(back, LedgerAccount.Payable).Fen, Of(back, LedgerAccount.Commission).Fen, Of(back, LedgerAccount.RefundsDue).Fen));
    }

    [Fact]
    public void More_than_a_part_has_left_is_refused()
    {
        var holding = AHolding((10_000, 200), (1_000, 0));
        holding.Refund(new Dictionary<HoldingPartId, Money> { [new(1)] = new(9_000) });
        Assert.Equal("more-than-left", Assert.Throws<RuleBroken>(() => holding.Refund(new Dictionary<HoldingPartId, Money> { [new(1)] = new(1_001) })).Code);
        Assert.Equal(new(2_000), holding.Spread(new(2_001)).Values.Sum());
        Assert.Equal(new(2_000), holding.Spread(new(2_000)).Values.Sum());
    }

    private enum Act
    {
        Refund,
        Freeze,
        Thaw,
        Receive,
        Release,
        Wait,
    }

    [Fact]
    public void Under_any_order_of_events_debits_are_credits_and_every_fen_is_somewhere()
    {
        var line = Gen.Select(Gen.Long[1, 100_000], Gen.Int[0, 2_000]);
        var step = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 3], Gen.Long[0, 120_000]);
        Gen.Select(line.Array[1, 4], step.Array[0, 40]).Sample((lines, steps) =>
        {
            var holding = AHolding([.. lines.Select(line => (line.Item1, line.Item2))]);
            var now = Start;
            var books = holding.Take().ToList();
            var frozen = new Dictionary<int, Money>();
            foreach (var (act, at, fen) in steps)
            {
                var part = holding.Parts[at % holding.Parts.Count];
                IReadOnlyList<Posting> postings = [];
                switch (act)
                {
                    case Act.Refund:
                        try
                        {
                            postings = holding.Refund(new Dictionary<HoldingPartId, Money> { [part.Id] = new(fen) });
                        }
                        catch (RuleBroken)
                        {
                            Assert.True(fen <= 0 || fen > part.Refundable.Fen);
                        }
                        break;
                    case Act.Freeze when part.OrderLineId is { } frozenLine:
                        frozen[at % holding.Parts.Count] = frozen.GetValueOrDefault(at % holding.Parts.Count) + holding.Freeze(frozenLine, new(fen));
                        break;
                    case Act.Thaw when part.OrderLineId is { } thawed:
                        holding.Thaw(thawed, frozen.GetValueOrDefault(at % holding.Parts.Count), now);
                        frozen.Remove(at % holding.Parts.Count);
                        break;
                    case Act.Receive:
                        holding.Received(now);
                        break;
                    case Act.Release:
                        postings = holding.Release(now);
                        break;
                    default:
                        now = now.AddHours(fen % 72);
                        break;
                }
                Assert.Equal(postings.Sum(posting => posting.Debit), postings.Sum(posting => posting.Credit));
                Assert.All(postings, posting => Assert.True(posting.Debit >= Money.Zero && posting.Credit >= Money.Zero, posting.ToString()));
                books.AddRange(postings);

                Assert.All(holding.Parts, each => Assert.True(
                    each.Refunded >= Money.Zero && each.Released >= Money.Zero && each.Frozen >= Money.Zero && each.Frozen <= each.Held && each.Commission <= each.Released));
                Assert.Equal(holding.Held, Of(books, LedgerAccount.Held));
                Assert.Equal(holding.Refunded, Of(books, LedgerAccount.RefundsDue));
                Assert.Equal(holding.Parts.Sum(each => each.Commission), Of(books, LedgerAccount.Commission));
                Assert.Equal(holding.Parts.Sum(each => each.Released - each.Commission), Of(books, LedgerAccount.Payable));
                Assert.Equal(holding.Paid, holding.Held + holding.Refunded + holding.Parts.Sum(each => each.Released));
            }
        }, iter: 3_000);
    }
}
