using CsCheck;
using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Messaging;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Tests.Ordering;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Payments;

/// <summary>坏果包赔 from the photo to the refund.</summary>
public sealed class ClaimTests
{
    private const string Photo = "8f3c2a_800x600_abc";

    /// <summary>Two 5斤 boxes for ¥79.60, received.</summary>
    private static async Task<(Stall Stall, string Order)> Received()
    {
        var stall = await Stall.Open();
        await stall.Market.Given(new Photo { Key = Photo, Hash = "hash", UploadedBy = stall.Buyer, UploadedAt = stall.Market.Clock.GetUtcNow() });
        var placed = await stall.Place(stall.FiveJin(2));
        var order = placed.Orders[0].Number;
        await stall.Market.Send(new PayInDemo.Command(placed.Checkout), stall.Buyer);
        await stall.Market.Send(new ShipOrder.Command(stall.Farm.Shop, order, "sf", "SF154000036011"), stall.Farm.Owner);
        await stall.Market.Send(new ConfirmReceipt.Command(order), stall.Buyer);
        return (stall, order);
    }

    private static Task<string> Open(Stall stall, string order, long grams = 1_000, UserId? buyer = null, string words = "压烂了", int photos = 1) =>
        stall.Market.Send(new OpenClaim.Command(order, 1, grams, words, [.. Enumerable.Repeat(Photo, photos)]), buyer ?? stall.Buyer);

    private static Task<Claim> Stored(Stall stall, string number) =>
        stall.Market.Look(db => db.Set<Claim>().AsNoTracking().Include(claim => claim.Steps).SingleAsync(claim => claim.Number == number));

    private static Task<List<Money>> Refunded(Stall stall) =>
        stall.Market.Look(db => db.Set<Refund>().Where(refund => refund.Reason == RefundReason.Claim).Select(refund => refund.Amount).ToListAsync());

    private static async Task<HoldingPart> Part(Stall stall) => (await stall.Market.Look(db => db.Set<HoldingPart>().AsNoTracking().Where(part => part.OrderLineId != null).ToListAsync())).Single();

    private static async Task Release(Stall stall, TimeSpan after)
    {
        stall.Market.Clock.Advance(after);
        await stall.Market.Send(new ReleaseHoldings.Job(), system: true);
    }

    private static async Task TheBooksAreRight(Stall stall)
    {
        await stall.Market.RunJobs();
        await stall.Market.Send(new CheckLedger.Job(), system: true);
        Assert.Empty((await stall.Market.Send(new ShowTrialBalance.Query(), stall.Farm.Owner, isOperator: true)).LastCheck!.Findings);
    }

    private static Task Answer(Stall stall, string claim, ShopAnswer answer, long fen = 0, string? words = "已经看过照片") =>
        stall.Market.Send(new AnswerClaim.Command(stall.Farm.Shop, claim, answer, new(fen), words), stall.Farm.Owner);

    private static Task Reply(Stall stall, string claim, BuyerReply reply, long fen = 0, string? words = "真的坏了") =>
        stall.Market.Send(new ReplyToClaim.Command(claim, reply, new(fen), words), stall.Buyer);

    [Fact]
    public async Task What_is_claimed_is_kept_from_the_shop_and_paid_when_it_agrees()
    {
        var (stall, order) = await Received();
        await using var _ = stall;
        var number = await Open(stall, order);

        var claim = await Stored(stall, number);
        // 1,000 g of 5,000 g for ¥79.60.
        Assert.Equal((1_592, 1_592, ClaimState.AwaitingShop), (claim.Asked.Fen, claim.Kept.Fen, claim.State));
        await Release(stall, TimeSpan.FromHours(12));
        Assert.Equal(new(1_592), (await Part(stall)).Frozen);

        await Answer(stall, number, ShopAnswer.Accept, words: null);

        Assert.Equal((ClaimState.Awarded, new Money(1_592)), ((await Stored(stall, number)).State, (await Stored(stall, number)).Award));
        Assert.Equal([new Money(1_592)], await Refunded(stall));
        Assert.Equal(Money.Zero, (await Part(stall)).Frozen);
        Assert.Equal(new(1_592), (await stall.Stored(order)).Refunded);
        await TheBooksAreRight(stall);
    }

    [Fact]
    public async Task While_it_is_open_only_the_rest_is_released_and_what_is_not_awarded_follows()
    {
        var (stall, order) = await Received();
        await using var _ = stall;
        var number = await Open(stall, order);
        await Answer(stall, number, ShopAnswer.Offer, 1_000);
        await Release(stall, TimeSpan.FromHours(49));
        Assert.Equal(new(1_592), (await Part(stall)).Held);

        await Reply(stall, number, BuyerReply.Accept, words: null);
        await Release(stall, TimeSpan.FromMinutes(1));

        var part = await Part(stall);
        Assert.Equal((Money.Zero, new Money(1_000)), (part.Held, part.Refunded));
        Assert.Equal([new Money(1_000)], await Refunded(stall));
        await TheBooksAreRight(stall);
    }

    [Fact]
    public async Task Silence_of_the_shop_is_consent_and_silence_of_the_buyer_lets_the_offer_stand()
    {
        var (stall, order) = await Received();
        await using var _ = stall;
        var silent = await Open(stall, order);
        stall.Market.Clock.Advance(Claim.ShopAnswersWithin - TimeSpan.FromSeconds(1));
        await stall.Market.RunJobs();
        Assert.Equal(ClaimState.AwaitingShop, (await Stored(stall, silent)).State);
        stall.Market.Clock.Advance(TimeSpan.FromSeconds(1));
        await stall.Market.RunJobs();
        Assert.Equal((ClaimState.Awarded, new Money(1_592)), ((await Stored(stall, silent)).State, (await Stored(stall, silent)).Award));

        var (other, second) = await Received();
        await using var __ = other;
        var offered = await Open(other, second);
        await Answer(other, offered, ShopAnswer.Offer, 700);
        other.Market.Clock.Advance(Claim.BuyerAnswersWithin);
        await other.Market.RunJobs();
        Assert.Equal([new Money(700)], await Refunded(other));
        await TheBooksAreRight(other);
    }

    [Fact]
    public async Task What_they_cannot_agree_on_the_operator_decides()
    {
        var (stall, order) = await Received();
        await using var _ = stall;
        var number = await Open(stall, order);
        await Answer(stall, number, ShopAnswer.Offer, 300);
        Assert.Equal("amount-out-of-range", (await Assert.ThrowsAsync<RuleBroken>(() => Reply(stall, number, BuyerReply.Counter, 1_593))).Code);
        await Reply(stall, number, BuyerReply.Counter, 1_200);
        Assert.Equal("counter-once", (await Assert.ThrowsAsync<RuleBroken>(() => Answer(stall, number, ShopAnswer.Offer, 900))).Code);
        await Answer(stall, number, ShopAnswer.Refuse);
        Assert.Equal(ClaimState.AwaitingOperator, (await Stored(stall, number)).State);
        Assert.Single((await stall.Market.Send(new ListClaims.ForOperator(), stall.Farm.Owner, isOperator: true)).Items);

        Task Decide(long fen) => stall.Market.Send(new DecideClaim.Command(number, new(fen), "照片清楚"), stall.Farm.Owner, isOperator: true);
        Assert.Equal("amount-out-of-range", (await Assert.ThrowsAsync<RuleBroken>(() => Decide(1_593))).Code);
        await Decide(800);
        Assert.Equal("not-in-this-state", (await Assert.ThrowsAsync<RuleBroken>(() => Decide(800))).Code);

        Assert.Equal([new Money(800)], await Refunded(stall));
        Assert.Equal(1, await stall.Market.Look(db => db.Set<Notification>().CountAsync(told => told.Kind == NotificationKinds.ClaimAwarded.Code && told.UserId == stall.Buyer)));
        await TheBooksAreRight(stall);
    }

    [Fact]
    public async Task What_does_not_belong_here_is_refused_and_nothing_is_kept()
    {
        await using var early = await Stall.Open();
        var placed = await early.Place(early.FiveJin(1));
        await early.Market.Send(new PayInDemo.Command(placed.Checkout), early.Buyer);
        Assert.Equal("not-received", (await Assert.ThrowsAsync<RuleBroken>(() => Open(early, placed.Orders[0].Number))).Code);

        var (stall, order) = await Received();
        await using var _ = stall;
        await Assert.ThrowsAsync<RuleBroken>(() => Open(stall, order, photos: 0));
        await Assert.ThrowsAsync<RuleBroken>(() => Open(stall, order, words: " "));
        await Assert.ThrowsAsync<RuleBroken>(() => Open(stall, order, grams: 0));
        Assert.Equal("more-than-ordered", (await Assert.ThrowsAsync<RuleBroken>(() => Open(stall, order, grams: 5_001))).Code);
        await Assert.ThrowsAsync<NotFound>(async () => await Open(stall, order, buyer: await stall.Market.Person()));
        Assert.Equal(Money.Zero, (await Part(stall)).Frozen);

        var number = await Open(stall, order);
        Assert.Equal("claimed-before", (await Assert.ThrowsAsync<RuleBroken>(() => Open(stall, order))).Code);
        var stranger = await stall.Market.Person();
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(new ShowClaim.Mine(number), stranger));
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(new ReplyToClaim.Command(number, BuyerReply.Withdraw), stranger));
        var neighbour = await stall.Neighbour();
        await Assert.ThrowsAsync<NotFound>(() => stall.Market.Send(new AnswerClaim.Command(neighbour.Shop, number, ShopAnswer.Accept), neighbour.Owner));

        var (late, old) = await Received();
        await using var __ = late;
        late.Market.Clock.Advance(TimeSpan.FromHours(48) + TimeSpan.FromSeconds(1));
        Assert.Equal("claim-too-late", (await Assert.ThrowsAsync<RuleBroken>(() => Open(late, old))).Code);
    }

    [Fact]
    public async Task Many_hands_at_once_open_one_claim_and_end_it_once()
    {
        var (stall, order) = await Received();
        await using var _ = stall;
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await Open(stall, order);
            }
            catch (RuleBroken refused)
            {
                Assert.Contains(refused.Code, (string[])["claimed-before", "changed-meanwhile"]);
                return null;
            }
        })));
        var number = Assert.Single(opened, number => number is not null)!;
        Assert.Equal(new(1_592), (await Part(stall)).Frozen);

        stall.Market.Clock.Advance(Claim.ShopAnswersWithin);
        await Task.WhenAll(
            Try(() => stall.Market.Send(new LapseClaim.Job(number), system: true)), Try(() => Answer(stall, number, ShopAnswer.Accept)), Try(() => Answer(stall, number, ShopAnswer.Refuse)),
            Try(() => Reply(stall, number, BuyerReply.Withdraw)), Try(() => stall.Market.Send(new ReleaseHoldings.Job(), system: true)));
        await stall.Market.RunJobs();

        var claim = await Stored(stall, number);
        Assert.Equal(claim.Award is { Fen: > 0 } award ? [award] : [], await Refunded(stall));
        Assert.Equal(claim.IsOpen ? claim.Kept : Money.Zero, (await Part(stall)).Frozen);
        await TheBooksAreRight(stall);

        static Task Try(Func<Task> act) => Task.Run(async () =>
        {
            try
            {
                await act();
            }
            catch (RuleBroken refused)
            {
                Assert.Contains(refused.Code, (string[])["not-in-this-state", "changed-meanwhile"]);
            }
        });
    }

    [Fact]
    public async Task What_the_shop_gave_back_meanwhile_is_not_given_twice()
    {
        var (stall, order) = await Received();
        await using var _ = stall;
        var number = await Open(stall, order, grams: 5_000);
        var line = (await stall.Stored(order)).Lines[0];
        await stall.Market.Send(new RefundOrder.ByShop(stall.Farm.Shop, order, [new(line.Id, line.Sum - new Money(100))], "对不起", "k"), stall.Farm.Owner);
        await Answer(stall, number, ShopAnswer.Accept);
        Assert.Equal([new Money(100)], await Refunded(stall));
        await TheBooksAreRight(stall);
    }

    [Fact]
    public void A_part_is_worth_its_share_to_the_fen_and_never_more_than_the_line() =>
        Gen.Select(Gen.Long[1, 1_000_000], Gen.Long[1, 1_000_000], Gen.Long[1, 2_000_000]).Sample((fen, ordered, bad) =>
        {
            var worth = Claim.Worth(new(fen), bad, ordered);
            Assert.InRange(worth.Fen, 0, fen);
            if (bad >= ordered)
                Assert.Equal(fen, worth.Fen);
            else
                Assert.True(Math.Abs(worth.Fen - (double)fen * bad / ordered) <= 0.5 + 1e-6);
        });
}
