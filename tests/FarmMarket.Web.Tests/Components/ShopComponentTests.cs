using Bunit;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using FarmMarket.Web.Components.Audit;
using FarmMarket.Web.Components.Shipping;
using FarmMarket.Web.Components.Shops;

namespace FarmMarket.Web.Tests.Components;

public sealed class ShopComponentTests : ComponentTest
{
    private static readonly Dictionary<OpeningStep, bool> HalfDone = new() { [OpeningStep.Story] = true, [OpeningStep.Freight] = false, [OpeningStep.Listing] = false };

    [Fact]
    public void What_is_left_to_do_has_a_way_to_it_and_what_is_done_has_none()
    {
        var list = Render<OpeningList>(p => p.Add(x => x.Shop, "a-mei").Add(x => x.Steps, HalfDone));
        Assert.Equal(3, list.FindAll("li").Count);
        Assert.Equal(["/seller/a-mei/freight", "/seller/a-mei/listings/new"], list.FindAll("a").Select(link => link.GetAttribute("href")));
        Assert.Contains("（已完成）", list.Find("li.done").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_do_the_steps_sees_them_without_links() =>
        Assert.Empty(Render<OpeningList>(p => p.Add(x => x.Shop, "a-mei").Add(x => x.Steps, HalfDone).Add(x => x.MayDo, false)).FindAll("a"));

    [Fact]
    public void Freight_is_said_group_by_group()
    {
        var terms = new FreightTerms(Money.Yuan(99), new("果园门口"),
        [
            new(["45", "44"], true, Weight.Kilograms(1), Money.Yuan(6), Weight.Kilograms(1), Money.Yuan(1.5m), true, true),
            new([], true, Weight.Kilograms(1), Money.Zero, Weight.Zero, Money.Zero, false, false),
            new(["65"], false, Weight.Zero, Money.Zero, Weight.Zero, Money.Zero, false, false),
        ]);
        var table = Render<FreightTable>(p => p.Add(x => x.Terms, terms));
        Assert.Equal(["广西、广东", "其余各省", "新疆", "自提"], table.FindAll("dt").Select(term => term.TextContent));
        var said = table.FindAll("dd").Select(value => string.Join(' ', value.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Equal(["首 1 kg ¥6.00，每加 1 kg 加 ¥1.50冷链满 ¥99.00 包邮", "包邮", "不送", "果园门口"], said);
    }

    [Fact]
    public void An_English_reader_sees_provinces_in_English()
    {
        Reading("en");
        var terms = new FreightTerms(null, null, [new(["45", "44"], true, Weight.Kilograms(1), Money.Yuan(8), Weight.Zero, Money.Zero, false, false)]);
        var table = Render<FreightTable>(p => p.Add(x => x.Terms, terms));
        Assert.Equal("Guangxi, Guangdong", table.Find("dt").TextContent);
        Assert.Equal("¥8.00 whatever it weighs", table.Find("dd").TextContent.Trim());
    }

    [Fact]
    public void The_trail_names_who_did_it_or_the_system()
    {
        var at = new DateTimeOffset(2026, 7, 1, 2, 0, 0, TimeSpan.Zero);
        var lines = Render<AuditLines>(p => p.Add(x => x.Entries,
        [
            new(new(2), at, new(7), "老陈", "shop.approved", "shop:a-mei", null),
            new(new(1), at, null, null, "stock.differs", "stock-pool:7", null),
        ]));
        Assert.Equal(["准许开张", "库存对不上"], lines.FindAll("strong").Select(action => action.TextContent));
        Assert.Contains("老陈", lines.FindAll("li")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("系统", lines.FindAll("li")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_noted_yet_is_said() => Assert.Equal("还没有记录", Render<AuditLines>(p => p.Add(x => x.Entries, [])).Find("p").TextContent);

    [Theory]
    [InlineData(null, "")]
    [InlineData("""{"role":"Packer","member":12}""", "role: Packer · member: 12")]
    [InlineData("not json", "not json")]
    public void Details_are_written_for_people(string? json, string shown) => Assert.Equal(shown, AuditWords.Details(json));
}
