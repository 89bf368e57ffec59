using Bunit;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Web.Components.Catalog;

namespace FarmMarket.Web.Tests.Components;

public sealed class CatalogComponentTests : ComponentTest
{
    [Fact]
    public void A_price_stands_beside_what_one_jin_comes_to()
    {
        var tag = Render<PriceTag>(p => p.Add(x => x.Price, new Money(126800)).Add(x => x.PerJin, new Money(634)));

        Assert.Equal("¥1,268.00", tag.Find(".price-now").TextContent);
        Assert.Equal("¥6.34/斤", tag.Find(".price-unit").TextContent);
    }

    [Fact]
    public void An_English_reader_sees_the_price_of_500_grams()
    {
        Reading("en");
        var tag = Render<PriceTag>(p => p.Add(x => x.Price, new Money(6800)).Add(x => x.PerJin, new Money(680)));

        Assert.Equal("¥6.80/500 g", tag.Find(".price-unit").TextContent);
    }

    [Fact]
    public void What_is_sold_by_the_piece_is_priced_by_the_piece()
    {
        var tag = Render<PriceTag>(p => p.Add(x => x.Price, new Money(2650)).Add(x => x.PerPiece, new Money(221)));

        Assert.Equal("¥2.21/件", tag.Find(".price-unit").TextContent);
    }

    [Theory]
    [InlineData(64_000, "还剩 128斤")]
    [InlineData(24_999, "只剩 49.998斤")]
    [InlineData(2_499, "已售罄")]
    public void Stock_is_plenty_little_or_none_by_the_smallest_pack(long grams, string shown)
    {
        var badge = Render<StockBadge>(p => p.Add(x => x.Available, grams).Add(x => x.Unit, StockUnit.Gram).Add(x => x.Smallest, 2_500));

        Assert.Equal(shown, badge.Find(".tag").TextContent);
    }

    [Fact]
    public void A_pre_sale_says_by_when_it_ships_until_it_is_sold_out()
    {
        var day = new DateOnly(2026, 7, 10);
        var open = Render<StockBadge>(p => p.Add(x => x.Available, 500).Add(x => x.Unit, StockUnit.Piece).Add(x => x.PresaleShipBy, day));
        var gone = Render<StockBadge>(p => p.Add(x => x.Available, 0).Add(x => x.Unit, StockUnit.Piece).Add(x => x.PresaleShipBy, day));

        Assert.Equal("预售 · 7月10日前发货", open.Find(".tag").TextContent);
        Assert.Equal("已售罄", gone.Find(".tag").TextContent);
    }

    [Fact]
    public void A_harvest_over_the_new_year_fills_the_months_on_both_sides()
    {
        var strip = Render<SeasonStrip>(p => p
            .Add(x => x.From, new DateOnly(2026, 11, 20)).Add(x => x.To, new DateOnly(2027, 2, 5)).Add(x => x.Today, new DateOnly(2026, 12, 1)));

        Assert.Equal(["1", "2", "11", "12"], strip.FindAll(".picked").Select(month => month.TextContent.Replace("月采收", "", StringComparison.Ordinal)));
        Assert.StartsWith("12", strip.Find("[aria-current]").TextContent, StringComparison.Ordinal);
    }
}
