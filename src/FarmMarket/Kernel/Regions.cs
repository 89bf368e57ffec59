using System.Collections.Frozen;
using System.Text;
using AnyAscii;

namespace FarmMarket.Kernel;

public enum RegionLevel
{
    Province,
    City,
    County,
}

/// <summary>A place of the official tree (GB/T 2260). Codes have two digits for a province, four for a city, six for a county.</summary>
public sealed class Region
{
    private readonly List<Region> children = [];

    internal Region(string code, string name, Region? parent)
    {
        (Code, Parent) = (code, parent);
        Name = new(name, RegionNames.English(name, parent));
        parent?.children.Add(this);
    }

    public string Code { get; }
    public LocalText Name { get; }
    public Region? Parent { get; }
    public IReadOnlyList<Region> Children => children;
    public RegionLevel Level => (RegionLevel)(Code.Length / 2 - 1);

    public Region Province => Parent is null ? this : Parent.Province;

    /// <summary>A level that only exists on paper: 市辖区 of Beijing, or the counties a province runs itself.</summary>
    public bool IsPlaceholder => Level == RegionLevel.City && RegionNames.Placeholders.ContainsKey(Name.Zh);

    /// <summary>As a courier reads it: 广东省 广州市 天河区 / Tianhe, Guangzhou, Guangdong. Levels on paper are left out: 北京市 东城区.</summary>
    public LocalText Path
    {
        get
        {
            var levels = new List<Region>(3);
            for (var region = this; region is not null; region = region.Parent)
            {
                if (!region.IsPlaceholder && levels.LastOrDefault()?.Name != region.Name)
                    levels.Add(region);
            }
            return new(string.Join(' ', levels.Select(level => level.Name.Zh).Reverse()), string.Join(", ", levels.Select(level => level.Name.En)));
        }
    }

    public override string ToString() => $"{Code} {Path.Zh}";
}

/// <summary>The provinces, cities and counties of mainland China, from the embedded tree. Reference data: no table, no statement.</summary>
public static class Regions
{
    private static readonly Lazy<(IReadOnlyList<Region> Provinces, FrozenDictionary<string, Region> ByCode)> Tree = new(Read);

    public static IReadOnlyList<Region> Provinces => Tree.Value.Provinces;

    /// <summary>By 2, 4 or 6 digits; 450000 and 451000 mean the province and the city. Null for what is not in the tree.</summary>
    public static Region? Find(string? code)
    {
        if (code is null)
            return null;
        // The code itself first: a city without counties (东莞市, 441900) stands in the tree as its own county.
        Region? region;
        while (!Tree.Value.ByCode.TryGetValue(code, out region) && code.Length > 2 && code.EndsWith("00", StringComparison.Ordinal))
            code = code[..^2];
        return region;
    }

    /// <summary>An address must name a county; anything else is "outside the tree".</summary>
    public static Region? FindCounty(string? code) => Find(code) is { Level: RegionLevel.County } county ? county : null;

    public static Region CountyOrRefuse(string? code, string field = "RegionCode") =>
        FindCounty(code) ?? throw new RuleBroken("请选择地址所在的省、市、县（区）") { Field = field, Code = "address-outside-the-tree" };

    private static (IReadOnlyList<Region>, FrozenDictionary<string, Region>) Read()
    {
        var all = new Dictionary<string, Region>(3500, StringComparer.Ordinal);
        using var lines = new StreamReader(typeof(Regions).Assembly.GetManifestResourceStream("regions.txt")!);
        while (lines.ReadLine() is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var code = line[..space];
            all[code] = new Region(code, line[(space + 1)..], code.Length > 2 ? all[code[..^2]] : null);
        }
        return ([.. all.Values.Where(region => region.Parent is null)], all.ToFrozenDictionary(StringComparer.Ordinal));
    }
}

/// <summary>English for Chinese place names: pinyin as on road signs, without 省, 市, 县 and the names of peoples.</summary>
internal static class RegionNames
{
    public static readonly FrozenDictionary<string, string> Placeholders = new Dictionary<string, string>
    {
        ["市辖区"] = "Districts",
        ["县"] = "Counties",
        ["省直辖县级行政区划"] = "Counties run by the province",
        ["自治区直辖县级行政区划"] = "Counties run by the region",
    }.ToFrozenDictionary();

    // What stands for itself in English.
    private static readonly (string Zh, string En)[] Kinds =
    [
        ("高新技术产业开发区", " High-tech Zone"), ("高新技术开发区", " High-tech Zone"), ("高技术产业开发区", " High-tech Zone"),
        ("高新技术产业园区", " High-tech Park"), ("经济技术开发区", " Economic Zone"), ("经济开发区", " Economic Zone"), ("工业园区", " Industrial Park"),
        ("现代产业园区", " Industrial Park"), ("城乡一体化示范区", " Demonstration Zone"), ("示范区", " Demonstration Zone"), ("管理区", " Administrative Zone"),
        ("新区", " New Area"),
    ];

    private static readonly string[] Endings = ["地区", "省", "市", "盟", "区", "县", "旗"];

    private static readonly string[] Peoples =
    [
        "各族", "壮族", "回族", "维吾尔", "满族", "蒙古族", "蒙古", "朝鲜族", "达斡尔族", "畲族", "土家族", "苗族", "瑶族", "侗族", "仫佬族", "毛南族", "黎族",
        "羌族", "彝族", "藏族", "仡佬族", "布依族", "水族", "傣族", "哈尼族", "纳西族", "拉祜族", "佤族", "布朗族", "白族", "普米族", "傈僳族", "独龙族", "怒族",
        "裕固族", "哈萨克族", "哈萨克", "东乡族", "保安族", "撒拉族", "土族", "景颇族", "柯尔克孜", "塔吉克", "锡伯", "鄂温克族", "鄂伦春",
    ];

    // Where a character is read differently in the name of a place.
    private static readonly (string Zh, string En)[] Readings =
    [
        ("内蒙古", "Inner Mongolia"), ("陕西", "Shaanxi"), ("呼和浩特", "Hohhot"), ("乌鲁木齐", "Urumqi"), ("哈尔滨", "Harbin"), ("齐齐哈尔", "Qiqihar"),
        ("呼伦贝尔", "Hulunbuir"), ("鄂尔多斯", "Ordos"), ("拉萨", "Lhasa"), ("日喀则", "Xigaze"), ("喀什", "Kashgar"), ("吐鲁番", "Turpan"), ("克拉玛依", "Karamay"),
        ("阿勒泰", "Altay"), ("伊犁", "Ili"), ("龙圩", "Longxu"),
        ("重庆", "Chongqing"), ("西藏", "Xizang"), ("六安", "Lu'an"), ("蚌埠", "Bengbu"), ("厦门", "Xiamen"), ("番禺", "Panyu"), ("大埔", "Dabu"),
        ("长子", "Zhangzi"), ("乐清", "Yueqing"), ("乐亭", "Laoting"), ("东阿", "Dong'e"), ("洪洞", "Hongtong"), ("铅山", "Yanshan"), ("浚县", "Xunxian"),
        ("单县", "Shanxian"), ("蔚县", "Yuxian"), ("尉犁", "Yuli"), ("曾都", "Zengdu"), ("繁峙", "Fanshi"), ("覃塘", "Qintang"), ("泌阳", "Biyang"), ("枞阳", "Zongyang"),
        ("中牟", "Zhongmu"), ("荥经", "Yingjing"), ("都匀", "Duyun"),
    ];

    private static readonly Dictionary<char, string> Syllables = new() { ['长'] = "Chang", ['厦'] = "Xia", ['埔'] = "Pu", ['佛'] = "Fo", ['都'] = "Du", ['藏'] = "Zang" };

    public static string English(string zh, Region? parent)
    {
        if (parent is { Level: RegionLevel.Province } && Placeholders.TryGetValue(zh, out var placeholder))
            return placeholder;
        foreach (var (kind, en) in Kinds)
        {
            if (zh.Length >= kind.Length + 2 && zh.EndsWith(kind, StringComparison.Ordinal))
                return Spell(Bare(zh[..^kind.Length])) + en;
        }
        return Spell(Bare(zh));
    }

    private static string Bare(string zh)
    {
        var autonomous = zh.IndexOf("自治", StringComparison.Ordinal);
        if (autonomous > 0)
            return WithoutPeoples(zh[..autonomous]);
        var ending = Endings.FirstOrDefault(ending => zh.EndsWith(ending, StringComparison.Ordinal));
        return ending is not null && zh.Length - ending.Length >= 2 ? WithoutPeoples(zh[..^ending.Length]) : zh;
    }

    private static string WithoutPeoples(string zh)
    {
        while (Peoples.FirstOrDefault(people => zh.Length - people.Length >= 2 && zh.EndsWith(people, StringComparison.Ordinal)) is { } people)
            zh = zh[..^people.Length];
        // 东乡族自治县 and 鄂温克族自治旗 are called by the people's name alone.
        return zh.Length > 2 && zh.EndsWith('族') ? zh[..^1] : zh;
    }

    private static string Spell(string zh)
    {
        foreach (var (name, english) in Readings)
        {
            if (zh == name)
                return english;
        }
        var spelled = new StringBuilder(zh.Length * 4);
        foreach (var character in zh)
        {
            var syllable = Syllables.TryGetValue(character, out var reading) ? reading : character.ToString().Transliterate();
            if (spelled.Length == 0)
                spelled.Append(syllable);
            else
                spelled.Append(syllable is ['A' or 'E' or 'O', ..] ? "'" : "").Append(syllable.ToLowerInvariant());
        }
        return spelled.ToString();
    }
}
