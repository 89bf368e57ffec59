using FarmMarket.Kernel;

namespace FarmMarket.Shipping;

/// <summary>A province as couriers price it. The code is the first two digits of a region's GB/T 2260 code.</summary>
public sealed record Province(string Code, LocalText Name);

/// <summary>All provinces by their short names, ordered as seen from Guangxi: near ones first, islands and far borders last.</summary>
public static class Provinces
{
    public static readonly IReadOnlyList<Province> All =
    [
        new("45", new("广西", "Guangxi")),
        new("44", new("广东", "Guangdong")), new("46", new("海南", "Hainan")), new("43", new("湖南", "Hunan")),
        new("52", new("贵州", "Guizhou")), new("53", new("云南", "Yunnan")),
        new("36", new("江西", "Jiangxi")), new("35", new("福建", "Fujian")), new("42", new("湖北", "Hubei")),
        new("50", new("重庆", "Chongqing")), new("51", new("四川", "Sichuan")), new("33", new("浙江", "Zhejiang")),
        new("31", new("上海", "Shanghai")), new("32", new("江苏", "Jiangsu")), new("34", new("安徽", "Anhui")),
        new("41", new("河南", "Henan")), new("61", new("陕西", "Shaanxi")), new("37", new("山东", "Shandong")),
        new("11", new("北京", "Beijing")), new("12", new("天津", "Tianjin")), new("13", new("河北", "Hebei")), new("14", new("山西", "Shanxi")),
        new("21", new("辽宁", "Liaoning")), new("22", new("吉林", "Jilin")), new("23", new("黑龙江", "Heilongjiang")),
        new("15", new("内蒙古", "Inner Mongolia")), new("62", new("甘肃", "Gansu")), new("64", new("宁夏", "Ningxia")), new("63", new("青海", "Qinghai")),
        new("65", new("新疆", "Xinjiang")), new("54", new("西藏", "Xizang")),
        new("81", new("香港", "Hong Kong")), new("82", new("澳门", "Macao")), new("71", new("台湾", "Taiwan")),
    ];

    private static readonly Dictionary<string, Province> ByCode = All.ToDictionary(province => province.Code, StringComparer.Ordinal);

    public static bool IsKnown(string code) => ByCode.ContainsKey(code);

    public static Province? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The province of a region code of two, four or six digits; null for anything else.</summary>
    public static Province? Of(string? regionCode) => regionCode is { Length: >= 2 } ? Find(regionCode[..2]) : null;
}
