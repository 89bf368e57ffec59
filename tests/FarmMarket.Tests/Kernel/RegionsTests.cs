using FarmMarket.Kernel;

namespace FarmMarket.Tests.Kernel;

public sealed class RegionsTests
{
    [Theory]
    [InlineData("451003", "广西壮族自治区 百色市 田阳区", "Tianyang, Baise, Guangxi")]
    [InlineData("440106", "广东省 广州市 天河区", "Tianhe, Guangzhou, Guangdong")]
    [InlineData("110101", "北京市 东城区", "Dongcheng, Beijing")]
    [InlineData("500235", "重庆市 云阳县", "Yunyang, Chongqing")]
    [InlineData("441900", "广东省 东莞市", "Dongguan, Guangdong")]
    [InlineData("419001", "河南省 济源市", "Jiyuan, Henan")]
    [InlineData("610102", "陕西省 西安市 新城区", "Xincheng, Xi'an, Shaanxi")]
    public void A_county_is_known_with_the_way_to_it(string code, string zh, string en)
    {
        var county = Regions.FindCounty(code);
        Assert.NotNull(county);
        Assert.Equal(new LocalText(zh, en), county.Path);
    }

    [Theory]
    [InlineData("45", RegionLevel.Province)]
    [InlineData("450000", RegionLevel.Province)]
    [InlineData("4510", RegionLevel.City)]
    [InlineData("451000", RegionLevel.City)]
    [InlineData("451003", RegionLevel.County)]
    public void Codes_of_two_four_and_six_digits_are_found(string code, RegionLevel level) => Assert.Equal(level, Regions.Find(code)?.Level);

    [Theory]
    [InlineData("451000")]
    [InlineData("45")]
    [InlineData("999999")]
    [InlineData("45100")]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("' or 1=1")]
    [InlineData(null)]
    public void An_address_outside_the_tree_is_refused(string? code) =>
        Assert.Equal("address-outside-the-tree", Assert.Throws<RuleBroken>(() => Regions.CountyOrRefuse(code)).Code);

    [Fact]
    public void All_twelve_counties_of_Baise_are_there() =>
        Assert.Equal(
            ["Debao", "Jingxi", "Leye", "Lingyun", "Longlin", "Napo", "Pingguo", "Tiandong", "Tianlin", "Tianyang", "Xilin", "Youjiang"],
            Regions.Find("4510")!.Children.Select(county => county.Name.En).Order());

    [Fact]
    public void Every_province_leads_to_counties()
    {
        Assert.Equal(31, Regions.Provinces.Count);
        Assert.All(Regions.Provinces, province => Assert.All(province.Children, city =>
        {
            Assert.NotEmpty(city.Children);
            Assert.Same(province, city.Children[0].Province);
        }));
    }
}
