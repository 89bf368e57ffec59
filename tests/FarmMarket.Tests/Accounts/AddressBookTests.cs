using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Testing;

namespace FarmMarket.Tests.Accounts;

public sealed class AddressBookTests
{
    private static readonly PostalAddress Home = new("林嘉怡", "13812345678", "440106", "体育西路 1 号");

    private static Task<AddressId> Save(TestMarket market, UserId user, PostalAddress address, AddressId? id = null, bool isDefault = false) =>
        market.Send(new SaveAddress.Command(id, address, isDefault), user);

    [Fact]
    public async Task The_first_address_is_the_default_and_reads_with_its_region()
    {
        await using var market = TestMarket.Start();
        var user = await market.Person();
        await Save(market, user, Home);
        var address = Assert.Single(await market.Send(new ShowAddresses.Query(), user));
        Assert.True(address.IsDefault);
        Assert.Equal("广东省 广州市 天河区", address.Region.Zh);
        Assert.Equal("13812345678", address.Phone);
    }

    [Fact]
    public async Task There_is_always_one_default()
    {
        await using var market = TestMarket.Start();
        var user = await market.Person();
        var home = await Save(market, user, Home);
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        var work = await Save(market, user, Home with { Detail = "天河路 208 号" }, isDefault: true);
        Assert.Equal(work, Assert.Single(await market.Send(new ShowAddresses.Query(), user), address => address.IsDefault).Id);

        await market.Send(new MakeAddressDefault.Command(home), user);
        Assert.Equal(home, (await market.Send(new ShowAddresses.Query(), user))[0].Id);

        await market.Send(new DeleteAddress.Command(home), user);
        Assert.True(Assert.Single(await market.Send(new ShowAddresses.Query(), user)).IsDefault);
    }

    [Fact]
    public async Task The_same_address_added_twice_is_kept_once()
    {
        await using var market = TestMarket.Start();
        var user = await market.Person();
        Assert.Equal(await Save(market, user, Home), await Save(market, user, Home with { Detail = " 体育西路 1 号 " }));
    }

    [Fact]
    public async Task Other_peoples_addresses_are_not_there()
    {
        await using var market = TestMarket.Start();
        var (mine, yours) = (await market.Person(), await market.Person());
        var home = await Save(market, mine, Home);
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new ShowAddress.Query(home), yours));
        await Assert.ThrowsAsync<NotFound>(() => Save(market, yours, Home, home));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new DeleteAddress.Command(home), yours));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new MakeAddressDefault.Command(home), yours));
        await Assert.ThrowsAsync<SignInNeeded>(() => market.Send(new ShowAddresses.Query()));
    }

    [Theory]
    [InlineData("", "13812345678", "440106", "体育西路 1 号", "Address.Recipient")]
    [InlineData("林", "123", "440106", "体育西路 1 号", "Address.Phone")]
    [InlineData("林", "13812345678", "4401", "体育西路 1 号", "Address.RegionCode")]
    [InlineData("林", "13812345678", "999999", "体育西路 1 号", "Address.RegionCode")]
    [InlineData("林", "13812345678", "440106", " ", "Address.Detail")]
    public async Task What_no_courier_could_deliver_to_is_refused(string recipient, string phone, string region, string detail, string field)
    {
        await using var market = TestMarket.Start();
        var user = await market.Person();
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => Save(market, user, new(recipient, phone, region, detail)));
        Assert.Equal(field, refused.Field);
    }

    [Fact]
    public async Task The_book_has_an_end()
    {
        await using var market = TestMarket.Start();
        var user = await market.Person();
        for (var number = 0; number < SaveAddress.Most; number++)
            await Save(market, user, Home with { Detail = $"体育西路 {number} 号" });
        Assert.Equal("too-many-addresses", await People.Refusal(() => Save(market, user, Home with { Detail = "体育西路 99 号" })));
    }
}
