using FarmMarket.Accounts;
using FarmMarket.Audit;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Testing;

namespace FarmMarket.Tests.Audit;

public sealed class ReadAuditTrailTests : IAsyncLifetime
{
    private readonly TestMarket market = TestMarket.Start();
    private UserId operating;

    public async ValueTask InitializeAsync()
    {
        operating = await market.Person("老陈");
        await Given("shop.approved", "shop:a-mei", operating);
        market.Clock.Advance(TimeSpan.FromDays(1));
        await Given("shop.suspended", "shop:a-mei", operating);
        await Given("stock.differs", "stock-pool:7", null);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private Task Given(string action, string subject, UserId? by) => market.Given(new AuditEntry { Action = action, Subject = subject, By = by, At = market.Clock.GetUtcNow() });

    private async Task<IReadOnlyList<ReadAuditTrail.Entry>> Read(ReadAuditTrail.Query query) => (await market.Send(query, operating, isOperator: true)).Items;

    [Fact]
    public async Task The_trail_is_read_from_its_end_with_names()
    {
        var entries = await Read(new());
        Assert.Equal(["stock.differs", "shop.suspended", "shop.approved"], entries.Select(entry => entry.Action));
        Assert.Equal([null, "老陈", "老陈"], entries.Select(entry => entry.Name));
    }

    [Fact]
    public async Task The_trail_is_filtered_by_action_subject_person_and_day()
    {
        Assert.Equal(2, (await Read(new(Action: "shop."))).Count);
        Assert.Single(await Read(new(Action: "shop.approved")));
        Assert.Single(await Read(new(Subject: "stock-pool:7")));
        Assert.Equal(2, (await Read(new(By: operating))).Count);
        var day = Shanghai.Date(market.Clock.GetUtcNow());
        Assert.Equal(2, (await Read(new(From: day))).Count);
        Assert.Single(await Read(new(To: day.AddDays(-1))));
        Assert.Empty(await Read(new(From: day.AddDays(1))));
    }

    [Fact]
    public async Task A_long_trail_is_read_page_by_page()
    {
        for (var i = 0; i < ReadAuditTrail.Size; i++)
            await Given("shop.holiday", $"shop:{i}", operating);
        var first = await market.Send(new ReadAuditTrail.Query(), operating, isOperator: true);
        var second = await market.Send(new ReadAuditTrail.Query(After: first.Next), operating, isOperator: true);
        Assert.Equal((ReadAuditTrail.Size, 3, null), (first.Items.Count, second.Items.Count, second.Next));
    }

    [Fact]
    public async Task People_are_found_by_their_whole_contact_or_name_and_shown_without_it()
    {
        var someone = await market.Person("黄秀梅");
        var found = Assert.Single(await market.Send(new FindPeople.Query("黄秀"), operating, isOperator: true));
        Assert.Equal((someone, "黄秀梅"), (found.Id, found.Name));
        Assert.Contains("***@example.com", found.Contact, StringComparison.Ordinal);
        Assert.Equal(someone, Assert.Single(await market.Send(new FindPeople.Query("PERSON2@example.com"), operating, isOperator: true)).Id);
        Assert.Empty(await market.Send(new FindPeople.Query("person"), operating, isOperator: true));
        Assert.Empty(await market.Send(new FindPeople.Query("黄"), operating, isOperator: true));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new FindPeople.Query("黄秀"), someone));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("260701%")]
    [InlineData("不是号码啊啊")]
    public async Task Only_something_like_a_number_looks_for_orders(string? number) =>
        Assert.Empty(await market.Send(new FindOrders.Query(number), operating, isOperator: true));

    [Fact]
    public async Task A_quiet_day_has_no_orders() =>
        Assert.Equal(new(0, Money.Zero, false), await market.Send(new CountOrdersToday.Query(), operating, isOperator: true));
}
