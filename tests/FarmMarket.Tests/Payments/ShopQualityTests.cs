using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Shops;
using FarmMarket.Tests.Ordering;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Payments;

/// <summary>What a shop's page may say of it: counted from its orders and claims, not from what anybody wishes.</summary>
public sealed class ShopQualityTests
{
    private const string Photo = "8f3c2a_800x600_abc";

    private static async Task<Stall> Open()
    {
        var stall = await Stall.Open();
        await stall.Market.Given(new Photo { Key = Photo, Hash = "hash", UploadedBy = stall.Buyer, UploadedAt = stall.Market.Clock.GetUtcNow() });
        return stall;
    }

    private static async Task<string> Paid(Stall stall, UserId? buyer = null)
    {
        var placed = await stall.Market.Send(Stall.Wish(stall.FiveJin(1)), buyer ?? stall.Buyer);
        await stall.Market.Send(new PayInDemo.Command(placed.Checkout), buyer ?? stall.Buyer);
        return placed.Orders[0].Number;
    }

    private static async Task SendAndReceive(Stall stall, string order, UserId? buyer = null)
    {
        await stall.Market.Send(new ShipOrder.Command(stall.Farm.Shop, order, "sf", "SF1540" + order[^8..]), stall.Farm.Owner);
        await stall.Market.Send(new ConfirmReceipt.Command(order), buyer ?? stall.Buyer);
    }

    private static async Task<string> Received(Stall stall, UserId? buyer = null)
    {
        var order = await Paid(stall, buyer);
        await SendAndReceive(stall, order, buyer);
        return order;
    }

    private static Task<string> Claim(Stall stall, string order) => stall.Market.Send(new OpenClaim.Command(order, 1, 500, "压烂了", [Photo]), stall.Buyer);

    private static Task<ShowShopQuality.Result?> Shown(Stall stall) => stall.Market.Send(new ShowShopQuality.Query(stall.Farm.ShopId));

    private static async Task<ShowShopQuality.Result?> Measured(Stall stall)
    {
        await stall.Market.Send(new MeasureShops.Job(), system: true);
        return await Shown(stall);
    }

    [Fact]
    public async Task Only_what_happened_between_strangers_within_the_window_counts()
    {
        await using var stall = await Open();
        var bad = await Received(stall);
        var good = await Received(stall);
        await Received(stall, stall.Farm.Owner);
        await stall.Market.Send(new CancelOrder.Command(await Paid(stall), null), stall.Buyer);
        await stall.Market.Given(db => stall.Farm.Paid(db, pickup: true));
        var forgotten = await Paid(stall);
        await stall.Market.Send(new AnswerClaim.Command(stall.Farm.Shop, await Claim(stall, bad), ShopAnswer.Accept), stall.Farm.Owner);
        await stall.Market.Send(new ReplyToClaim.Command(await Claim(stall, good), BuyerReply.Withdraw), stall.Buyer);

        // No promise has fallen due yet.
        Assert.Equal(new(Completed: 2, Awarded: 1, Due: 0, InTime: 0), await Measured(stall));
        stall.Market.Clock.Advance(TimeSpan.FromHours(49));
        Assert.Equal(new(2, 1, Due: 3, InTime: 2), await Measured(stall));

        await SendAndReceive(stall, forgotten);
        Assert.Equal(new(3, 1, 3, 2), await Measured(stall));

        stall.Market.Clock.Advance(ShopQuality.Window);
        Assert.Equal(new(0, 0, 0, 0), await Measured(stall));
    }

    [Fact]
    public async Task A_claim_that_has_ended_counts_at_once_and_nothing_is_said_before_anything_was_counted()
    {
        await using var stall = await Open();
        var number = await Claim(stall, await Received(stall));
        await stall.Market.RunJobs();
        Assert.Null(await Shown(stall));

        // Silence of the shop is consent, here too.
        stall.Market.Clock.Advance(FarmMarket.Payments.Claim.ShopAnswersWithin);
        await stall.Market.RunJobs();

        Assert.Equal(ClaimState.Awarded, (await stall.Market.Look(db => db.Set<Claim>().SingleAsync(claim => claim.Number == number))).State);
        Assert.Equal(new(1, 1, 0, 0), await Shown(stall));
    }

    [Fact]
    public async Task Every_open_shop_is_measured_once_however_many_there_are_and_however_many_measure()
    {
        await using var stall = await Open();
        var now = stall.Market.Clock.GetUtcNow();
        await stall.Market.Given(db =>
        {
            for (var n = 0; n <= MeasureShops.Batch; n++)
            {
                var shop = new Shop { Slug = $"small-{n}", Name = new("小店"), Story = new("山坡朝南。"), CountyCode = "451003", ContactPhone = "13800000001", CreatedAt = now };
                shop.HandIn([]);
                if (n > 0)
                    shop.Approve(now);
                db.Add(shop);
            }
            return db.SaveChangesAsync();
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => stall.Market.Send(new MeasureShops.Job(), system: true))));
        await stall.Market.RunJobs();

        var measured = await stall.Market.Look(db => db.Set<ShopQuality>().Select(quality => quality.ShopId).ToListAsync());
        Assert.Equal(MeasureShops.Batch + 1, measured.Count);
        Assert.Equal(measured.Count, measured.Distinct().Count());
    }
}
