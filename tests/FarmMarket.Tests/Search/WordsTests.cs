using FarmMarket.Search;

namespace FarmMarket.Tests.Search;

/// <summary>What buyers type, and what they must find.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("芒果")]
    [InlineData("芒")]
    [InlineData("桂七")]
    [InlineData("桂七芒果")]
    [InlineData("田阳 芒果")]
    [InlineData("田阳芒果")]
    [InlineData("芒果田阳")]
    [InlineData("tianyangmangguo")]
    [InlineData("tianyangmango")]
    [InlineData("田阳区芒果")]
    [InlineData("mangguo")]
    [InlineData("MangGuo")]
    [InlineData("guiqi")]
    [InlineData("gui qi")]
    [InlineData("guiqimangguo")]
    [InlineData("tianyang")]
    [InlineData("mg")]
    [InlineData("gqmg")]
    [InlineData("mango")]
    [InlineData("Mangoes")]
    [InlineData("guiqi 芒果")]
    [InlineData("桂热82号")]
    [InlineData("田阳香芒")]
    [InlineData("桂七 5斤")]
    [InlineData("桂七5斤装")]
    [InlineData("桂七 五斤")]
    [InlineData("芒果 2.5kg")]
    [InlineData("芒果 2500克")]
    [InlineData("芒果 ５斤")]
    [InlineData("老黄家")]
    [InlineData("huang's orchard")]
    [InlineData("特级 芒果")]
    [InlineData("水果")]
    public void Finds_the_mango(string typed)
    {
        using var fruit = Fruit.With(Fruit.Mango(1), Fruit.Orange(2), Fruit.TeaOil(3));
        var hits = fruit.Find(typed);
        Assert.False(hits.Near);
        Assert.Contains(1, hits.Ids);
    }

    [Theory]
    [InlineData("沃柑", 2)]
    [InlineData("wogan", 2)]
    [InlineData("wg", 2)]
    [InlineData("mandarin", 2)]
    [InlineData("乐业", 2, 3)]
    [InlineData("leye", 2, 3)]
    [InlineData("一级", 2, 3)]
    [InlineData("1级", 2, 3)]
    [InlineData("oil", 3)]
    [InlineData("chayou", 3)]
    [InlineData("桂七 1斤")]
    [InlineData("桂热83号")]
    public void Finds_exactly(string typed, params int[] expected)
    {
        using var fruit = Fruit.With(Fruit.Mango(1), Fruit.Orange(2), Fruit.TeaOil(3));
        var hits = fruit.Find(typed);
        Assert.Equal(expected.Select(id => (long)id), hits.Near ? [] : hits.Ids.Order());
    }

    [Theory]
    [InlineData("manguo")]
    [InlineData("mangguoo")]
    [InlineData("mnagguo")]
    [InlineData("mangos")]
    [InlineData("magno")]
    [InlineData("mangg")]
    [InlineData("guiqimanguo")]
    [InlineData("忙果")]
    [InlineData("贵七芒果")]
    [InlineData("桂七大芒果")]
    [InlineData("芒果 mengo")]
    public void A_mistake_still_finds_the_mango_and_only_what_is_near(string typed)
    {
        using var fruit = Fruit.With(Fruit.Mango(1), Fruit.Orange(2), Fruit.TeaOil(3));
        Assert.Equal([1], fruit.Ids(typed));
    }

    [Theory]
    [InlineData("忙果", "芒果")]
    [InlineData("manguo", "芒果")]
    [InlineData("mangoo", "芒果")]
    [InlineData("wogam", "沃柑")]
    public void A_word_that_is_not_known_is_answered_with_one_that_is(string typed, string meant)
    {
        using var fruit = Fruit.With(Fruit.Mango(1), Fruit.Orange(2), Fruit.TeaOil(3));
        Assert.Equal(meant, fruit.Find(typed).DidYouMean?.Zh);
    }

    [Fact]
    public void Nonsense_finds_nothing_and_suggests_nothing()
    {
        using var fruit = Fruit.With(Fruit.Mango(1), Fruit.Orange(2));
        var hits = fruit.Find("zzqqxx");
        Assert.Empty(hits.Ids);
        Assert.Null(hits.DidYouMean);
        Assert.False(hits.Near);
    }

    [Fact]
    public void Characters_with_several_readings_are_found_by_each()
    {
        using var fruit = Fruit.With(Fruit.Mango(1, "重庆长茄子", null));
        foreach (var typed in (string[])["chongqing", "zhongqing", "changqie", "qiezi", "cq"])
            Assert.Equal([1], fruit.Ids(typed));
    }

    [Fact]
    public void The_letter_of_a_grade_is_not_a_stop_word()
    {
        using var fruit = Fruit.With(Fruit.Mango(1, "A级芒果", null), Fruit.Mango(2, "B级芒果", null));
        Assert.Equal([1], fruit.Ids("A级"));
        Assert.Equal([2], fruit.Ids("b级芒果"));
    }

    [Fact]
    public void What_a_listing_is_about_comes_before_where_the_word_only_occurs()
    {
        var orangeOfMangoShop = Fruit.Orange(9) with { Shop = new("mango-shop", new("芒果小店")) };
        using var fruit = Fruit.With(orangeOfMangoShop, Fruit.Mango(1));
        Assert.Equal([1, 9], fruit.Find("芒果").Ids);
    }

    [Fact]
    public void Fruit_that_is_there_comes_before_fruit_that_is_gone()
    {
        using var fruit = Fruit.With(Fruit.Mango(1), Fruit.Mango(2) with { InStock = false, Sales = 1000 });
        Assert.Equal([1, 2], fruit.Find("芒果").Ids);
    }

    [Fact]
    public void A_beginning_is_completed_by_characters_pinyin_initials_and_English()
    {
        using var fruit = Fruit.With(Fruit.Mango(1), Fruit.Mango(2), Fruit.Orange(3));
        foreach (var typed in (string[])["芒", "mang", "mg", "Mang"])
            Assert.Equal("芒果", fruit.Index.Complete(typed, 8)[0].Text.Zh);
        Assert.Equal(2, fruit.Index.Complete("芒果", 8)[0].Listings);
        Assert.Contains(fruit.Index.Complete("guiq", 8), suggestion => suggestion.Kind == SuggestionKind.Variety);
        Assert.Empty(fruit.Index.Complete("  ", 8));
    }
}
