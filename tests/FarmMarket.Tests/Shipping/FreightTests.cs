using CsCheck;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using FarmMarket.Testing;
using FarmMarket.Tests.Shops;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Shipping;

public sealed class FreightRuleTests
{
    private static readonly Gen<FreightTerms.Rate> Rates =
        from provinces in Gen.Shuffle(Provinces.All.Select(province => province.Code).ToArray(), 0, 8)
        from served in Gen.Bool
        from first in Gen.Long[1, 20_000]
        from firstPrice in Gen.Long[0, 10_000]
        from additional in Gen.Long[0, 5_000]
        from additionalPrice in Gen.Long[0, 3_000]
        from free in Gen.Bool
        from cold in Gen.Bool
        select new FreightTerms.Rate(provinces, served, new(first), new(firstPrice), new(additional), new(additionalPrice), free, cold);

    private static readonly Gen<FreightTemplate> Templates =
        from rate in Rates
        from freeFrom in Gen.Long[0, 50_000]
        select new FreightTerms(freeFrom == 0 ? null : new Money(freeFrom), new("果园门口"), [rate]).AsTemplateOf(new(1), DateTimeOffset.UnixEpoch);

    private static readonly Gen<string> Regions = Gen.OneOf(Provinces.All.Select(province => province.Code + "0102").ToArray());

    [Fact]
    public void A_heavier_parcel_is_never_cheaper() =>
        Gen.Select(Templates, Regions, Gen.Long[1, 500_000], Gen.Long[0, 100_000], Gen.Long[0, 60_000]).Sample((template, region, grams, more, goods) =>
        {
            var light = template.Quote(new(new(grams), new(goods), region));
            var heavy = template.Quote(new(new(grams + more), new(goods), region));
            Assert.Equal(light.Served, heavy.Served);
            Assert.True(light.Freight <= heavy.Freight);
        });

    [Fact]
    public void Freight_is_never_negative_and_nothing_where_the_shop_does_not_send() =>
        Gen.Select(Templates, Regions, Gen.Long[1, 500_000], Gen.Long[0, 60_000]).Sample((template, region, grams, goods) =>
        {
            var quote = template.Quote(new(new(grams), new(goods), region));
            Assert.True(quote.Freight >= Money.Zero);
            if (!quote.Served)
                Assert.Equal(Money.Zero, quote.Freight);
            Assert.Equal(quote.Served, template.ServedProvinces().Contains(region[..2]));
        });

    [Fact]
    public void Goods_of_the_free_sum_travel_free_exactly_where_the_rate_says_so() =>
        Gen.Select(Templates, Regions, Gen.Long[1, 500_000], Gen.Long[0, 60_000]).Sample((template, region, grams, goods) =>
        {
            var quote = template.Quote(new(new(grams), new(goods), region));
            if (template.RateFor(region) is not { } rate)
                return;
            var free = rate.FreeAboveApplies && template.FreeFrom is { } from && goods >= from.Fen;
            Assert.Equal(free, quote.FreeByGoods);
            Assert.Equal(free ? Money.Zero : rate.For(new(grams)), quote.Freight);
        });

    [Fact]
    public void More_goods_never_make_freight_dearer() =>
        Gen.Select(Templates, Regions, Gen.Long[1, 500_000], Gen.Long[0, 60_000], Gen.Long[0, 60_000]).Sample((template, region, grams, goods, more) =>
            Assert.True(template.Quote(new(new(grams), new(goods + more), region)).Freight <= template.Quote(new(new(grams), new(goods), region)).Freight));

    [Fact]
    public void Every_begun_additional_weight_counts()
    {
        var template = Template(new FreightTerms.Rate(["44"], true, Weight.Kilograms(1), Money.Yuan(8), Weight.Kilograms(1), Money.Yuan(1.5m), false, false));
        Money For(long grams) => template.Quote(new(new(grams), Money.Zero, "440106")).Freight;
        Assert.Equal([Money.Yuan(8), Money.Yuan(8), Money.Yuan(9.5m), Money.Yuan(9.5m), Money.Yuan(11)], [For(1), For(1000), For(1001), For(2000), For(2001)]);
    }

    [Fact]
    public void Where_a_shop_does_not_send_it_says_where_it_does()
    {
        var template = Template(
            new FreightTerms.Rate([], true, Weight.Kilograms(1), Money.Yuan(10), Weight.Kilograms(1), Money.Yuan(2), false, false),
            new FreightTerms.Rate(["65", "54"], false, Weight.Zero, Money.Zero, Weight.Zero, Money.Zero, false, false));
        var refused = template.Quote(new(new(1000), Money.Zero, "650102"));
        Assert.False(refused.Served);
        Assert.Equal(Provinces.All.Count - 2, refused.ServedInstead.Count);
        Assert.DoesNotContain("65", refused.ServedInstead);
        Assert.Equal("45", refused.ServedInstead[0]);
        Assert.True(template.Quote(new(new(1000), Money.Zero, "440106")).Served);
    }

    [Theory]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("99")]
    [InlineData("xx0101")]
    public void An_unknown_region_is_not_served(string region) =>
        Assert.False(Template(new FreightTerms.Rate([], true, Weight.Kilograms(1), Money.Zero, Weight.Zero, Money.Zero, false, false)).Quote(new(new(1), Money.Zero, region)).Served);

    [Fact]
    public void Every_preset_can_be_taken_as_it_is_and_speaks_of_every_province()
    {
        foreach (var preset in FreightPresets.All)
        {
            var template = preset.Terms.AsTemplateOf(new(1), DateTimeOffset.UnixEpoch);
            Assert.True(new FreightTermsValidator().Validate(preset.Terms).IsValid);
            Assert.True(template.Quote(new(Weight.Kilograms(3), Money.Yuan(60), "450102")).Served);
            Assert.Equal(Provinces.All.Select(province => province.Code).Order(), preset.Terms.Rates.SelectMany(rate => rate.Provinces).Order());
        }
    }

    private static FreightTemplate Template(params FreightTerms.Rate[] rates) => new FreightTerms(null, null, rates).AsTemplateOf(new(1), DateTimeOffset.UnixEpoch);
}

public sealed class FreightTests : IAsyncLifetime
{
    private readonly TestMarket market = TestMarket.Start();
    private UserId owner;
    private string shop = "";

    public async ValueTask InitializeAsync()
    {
        owner = await market.Person();
        shop = await market.NewShop(owner);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private static readonly FreightTerms.Rate Guangdong = new(["44"], true, Weight.Kilograms(1), Money.Yuan(8), Weight.Kilograms(1), Money.Yuan(1.5m), true, false);

    [Fact]
    public async Task What_was_saved_is_what_is_shown()
    {
        Assert.Null(await market.Send(new ShowFreight.Query(shop), owner));
        var terms = new FreightTerms(Money.Yuan(99), new("村口大榕树，早八点到晚六点", "At the banyan tree, 8 to 18"), FreightPresets.All[2].Terms.Rates);
        await market.Send(new SaveFreight.Command(shop, terms, null), owner);
        var shown = (await market.Send(new ShowFreight.Query(shop), owner))!;
        Assert.Equal(terms.FreeFrom, shown.Terms.FreeFrom);
        Assert.Equal(terms.PickupPlace, shown.Terms.PickupPlace);
        Assert.Equal(terms.Rates.Select(Written), shown.Terms.Rates.Select(Written));
    }

    [Fact]
    public async Task Saving_again_replaces_every_rate()
    {
        await market.Send(new SaveFreight.Command(shop, FreightPresets.All[0].Terms, null), owner);
        var version = (await market.Send(new ShowFreight.Query(shop), owner))!.Version;
        await market.Send(new SaveFreight.Command(shop, new(null, null, [Guangdong]), version), owner);
        Assert.Equal(1, await market.Look(db => db.Set<FreightRate>().CountAsync()));
        Assert.Equal(1, await market.Look(db => db.Set<FreightTemplate>().CountAsync()));
    }

    [Fact]
    public async Task Two_people_saving_at_once_do_not_overwrite_each_other_unseen()
    {
        var first = await Race.All(Enumerable.Range(0, 3).Select(_ => (Func<Task>)(() => market.Send(new SaveFreight.Command(shop, FreightPresets.All[0].Terms, null), owner))));
        Assert.Single(first, outcome => outcome is null);
        var version = (await market.Send(new ShowFreight.Query(shop), owner))!.Version;
        var second = await Race.All(Enumerable.Range(0, 3).Select(_ => (Func<Task>)(() => market.Send(new SaveFreight.Command(shop, new(null, null, [Guangdong]), version), owner))));
        Assert.Single(second, outcome => outcome is null);
        Assert.All(first.Concat(second).OfType<Exception>(), refused => Assert.Equal(SaveFreight.ChangedMeanwhile, Assert.IsType<RuleBroken>(refused).Code));
        Assert.Equal(1, await market.Look(db => db.Set<FreightRate>().CountAsync()));
    }

    [Fact]
    public async Task Contradictions_are_refused()
    {
        async Task<string> Refusal(params FreightTerms.Rate[] rates) =>
            (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new SaveFreight.Command(shop, new(null, null, rates), null), owner))).Code;

        Assert.Equal("province-twice", await Refusal(Guangdong, Guangdong));
        Assert.Equal("elsewhere-twice", await Refusal(Guangdong with { Provinces = [] }, Guangdong with { Provinces = [] }));
        Assert.Equal("serves-nowhere", await Refusal(Guangdong with { Served = false }));
        Assert.Equal("serves-nowhere", await Refusal());
        Assert.Equal("invalid", await Refusal(Guangdong with { FirstWeight = Weight.Zero }));
        Assert.Equal("invalid", await Refusal(Guangdong with { FirstPrice = new(-1) }));
        Assert.Equal("invalid", await Refusal(Guangdong with { Provinces = ["99"] }));
        await market.Send(new SaveFreight.Command(shop, new(null, new("果园门口，随时"), []), null), owner);
    }

    [Fact]
    public async Task A_fault_says_in_which_group_it_is()
    {
        var refused = await Assert.ThrowsAsync<RuleBroken>(
            () => market.Send(new SaveFreight.Command(shop, new(null, null, [Guangdong, Guangdong with { Provinces = ["45"], FirstWeight = Weight.Zero }]), null), owner));
        Assert.Equal("Terms.Rates[1].FirstWeight", refused.Field);
    }

    [Fact]
    public async Task A_cart_over_many_shops_is_quoted_in_one_statement()
    {
        var parcels = new Dictionary<ShopId, FreightRequest>();
        for (var i = 0; i < 5; i++)
        {
            var other = await market.NewShop(await market.Person(), $"果园{i}");
            if (i < 4)
                await market.Send(new SaveFreight.Command(other, i == 3 ? new(null, new("门口"), []) : FreightPresets.All[0].Terms, null), await OwnerOf(other));
            parcels[await market.IdOf(other)] = new(Weight.Kilograms(2), Money.Yuan(50), i == 4 ? "440106" : "440106", Pickup: false);
        }
        var statements = StatementCount.Start();
        var offers = await market.Send(new QuoteFreight.Query(parcels));
        Assert.Equal(1, statements());
        Assert.Equal([true, true, true, false, false], parcels.Keys.Select(id => offers[id].Quote.Served));
        Assert.All(parcels.Keys.Take(3), id => Assert.Equal(Money.Yuan(9.5m), offers[id].Quote.Freight));
        var pickup = offers[parcels.Keys.ElementAt(3)];
        Assert.Equal("门口", pickup.PickupPlace?.Zh);
    }

    [Fact]
    public async Task Fetching_it_costs_nothing_where_the_shop_offers_it()
    {
        await market.Send(new SaveFreight.Command(shop, new(null, new("果园门口"), [Guangdong]), null), owner);
        var id = await market.IdOf(shop);
        async Task<FreightQuote> Quote(string? region, bool pickup) =>
            (await market.Send(new QuoteFreight.Query(new Dictionary<ShopId, FreightRequest> { [id] = new(Weight.Kilograms(5), Money.Yuan(10), region, pickup) })))[id].Quote;

        Assert.Equal(FreightQuote.PickedUp, await Quote(null, pickup: true));
        Assert.False((await Quote("110101", pickup: false)).Served);
        Assert.Equal(["44"], (await Quote("110101", pickup: false)).ServedInstead);
        Assert.False((await Quote(null, pickup: false)).Served);
    }

    [Fact]
    public async Task Terms_can_be_tried_before_they_are_saved()
    {
        var quote = await market.Send(new TryFreight.Query(shop, new(Money.Yuan(99), null, [Guangdong]), "44", Weight.Kilograms(2.95m), Money.Yuan(60)), owner);
        Assert.Equal(Money.Yuan(11), quote.Freight);
        Assert.True((await market.Send(new TryFreight.Query(shop, new(Money.Yuan(99), null, [Guangdong]), "44", Weight.Kilograms(2.95m), Money.Yuan(99)), owner)).FreeByGoods);
        Assert.Null(await market.Send(new ShowFreight.Query(shop), owner));
    }

    private Task<UserId> OwnerOf(string slug) => market.Look(db => db.Set<Shop>().Where(s => s.Slug == slug).SelectMany(s => s.Members).Select(member => member.UserId).SingleAsync());

    private static string Written(FreightTerms.Rate rate) =>
        $"{string.Join(',', rate.Provinces.Order())} {rate.Served} {rate.FirstWeight} {rate.FirstPrice} {rate.AdditionalWeight} {rate.AdditionalPrice} {rate.FreeAboveApplies} {rate.ColdChain}";
}
