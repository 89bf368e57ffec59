using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Testing;

namespace FarmMarket.Tests.Shops;

public sealed class HolidayTests : IAsyncLifetime
{
    private readonly TestMarket market = TestMarket.Start();
    private static readonly DateOnly Today = new(2026, 7, 1);
    private UserId owner;
    private string shop = "";

    public async ValueTask InitializeAsync()
    {
        owner = await market.Person();
        shop = await market.NewShop(owner);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task A_holiday_lasts_through_its_last_day_and_ends_by_itself()
    {
        await market.Send(new TakeHoliday.Command(shop, Today.AddDays(2), "收完这批歇两天", "Resting after the harvest"), owner);
        var desk = await market.Send(new ShowDesk.Query(shop), owner);
        Assert.True(desk.OnHoliday);
        Assert.Equal("收完这批歇两天", desk.HolidayNote.Zh);

        market.Clock.SetUtcNow(Shanghai.StartOf(Today.AddDays(3)).AddSeconds(-1));
        await market.RunJobs();
        Assert.True((await market.Send(new ShowDesk.Query(shop), owner)).OnHoliday);

        market.Clock.SetUtcNow(Shanghai.StartOf(Today.AddDays(3)));
        await market.RunJobs();
        Assert.Null((await market.ShopBySlug(shop)).HolidayUntil);
    }

    [Fact]
    public async Task A_prolonged_holiday_is_not_ended_by_the_first_plan()
    {
        await market.Send(new TakeHoliday.Command(shop, Today.AddDays(1), null), owner);
        await market.Send(new TakeHoliday.Command(shop, Today.AddDays(9), null), owner);
        market.Clock.SetUtcNow(Shanghai.StartOf(Today.AddDays(3)));
        await market.RunJobs();
        Assert.Equal(Today.AddDays(9), (await market.ShopBySlug(shop)).HolidayUntil);
    }

    [Fact]
    public async Task Coming_back_early_is_possible()
    {
        await market.Send(new TakeHoliday.Command(shop, Today.AddDays(5), "很快回来"), owner);
        await market.Send(new ReturnFromHoliday.Command(shop), owner);
        var desk = await market.Send(new ShowDesk.Query(shop), owner);
        Assert.Equal((false, ""), (desk.OnHoliday, desk.HolidayNote.Zh));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(366)]
    public async Task A_holiday_lies_ahead_and_within_a_year(int days)
    {
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new TakeHoliday.Command(shop, Today.AddDays(days), null), owner));
        Assert.Equal("Until", refused.Field);
    }

    [Fact]
    public async Task A_holiday_without_a_last_day_is_refused() =>
        Assert.Equal("Until", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new TakeHoliday.Command(shop, null, null), owner))).Field);

    [Fact]
    public async Task A_packer_does_not_close_the_shop()
    {
        var packer = await market.Member(shop, owner, ShopRole.Packer);
        await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new TakeHoliday.Command(shop, Today, null), packer));
    }
}
