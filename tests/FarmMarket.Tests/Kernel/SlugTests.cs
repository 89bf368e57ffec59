using FarmMarket.Kernel;

namespace FarmMarket.Tests.Kernel;

public sealed class SlugTests
{
    [Theory]
    [InlineData("田阳阿美果园", "tian-yang-a-mei-guo-yuan")]
    [InlineData("桂七芒果 5斤装", "gui-qi-mang-guo-5-jin-zhuang")]
    [InlineData("Huang's Orchard No. 2", "huangs-orchard-no-2")]
    [InlineData("老韦の茶 & Co", "lao-wei-no-cha-co")]
    [InlineData("  ——  ", "")]
    [InlineData("Ångström", "angstrom")]
    public void A_name_is_spelt_as_people_would_read_it_out(string name, string slug) => Assert.Equal(slug, Slug.Of(name));

    [Fact]
    public void A_long_name_is_cut_between_syllables()
    {
        var slug = Slug.Of(string.Concat(Enumerable.Repeat("芒果园", 30)), 20);
        Assert.Equal("mang-guo-yuan-mang", slug);
        Assert.Equal(new string('a', 20), Slug.Of(new string('a', 70), 20));
    }

    [Fact]
    public void A_taken_slug_gets_the_next_free_number() =>
        Assert.Equal("mango-4", Slug.Free("mango", new HashSet<string> { "mango", "mango-2", "mango-3", "mango-juice" }));
}
