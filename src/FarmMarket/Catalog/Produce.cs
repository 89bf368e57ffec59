using System.Collections.Frozen;
using System.Text.Json;
using FarmMarket.Kernel;

namespace FarmMarket.Catalog;

/// <param name="Parent">Code of the category it belongs to; null at the top.</param>
/// <param name="Icon">Name of its drawing.</param>
public sealed record ProduceCategory(string Code, LocalText Name, string? Parent, string Icon);

/// <param name="Category">Code of its category.</param>
/// <param name="Aliases">Other names, Chinese and Latin: 桂热82号 is also 桂七.</param>
/// <param name="Gi">Code of the geographical indication it may carry, where its county is in that.</param>
public sealed record ProduceVariety(string Code, string Category, LocalText Name, IReadOnlyList<string> Aliases, string? Gi);

/// <summary>A registered geographical indication (地理标志) and the counties whose fruit may carry it.</summary>
public sealed record ProduceIndication(string Code, LocalText Name, IReadOnlyList<string> Counties);

/// <summary>Categories, varieties and geographical indications, from the embedded produce.json. Reference data: no table, no statement.</summary>
public static class Produce
{
    private sealed record File(
        IReadOnlyList<ProduceCategory> Categories, IReadOnlyList<ProduceVariety> Varieties, IReadOnlyList<ProduceIndication> GeographicalIndications);

    private static readonly Lazy<File> All = new(Read);
    private static readonly Lazy<FrozenDictionary<string, ProduceCategory>> ByCode = new(() => All.Value.Categories.ToFrozenDictionary(c => c.Code));
    private static readonly Lazy<FrozenDictionary<string, ProduceVariety>> VarietyByCode = new(() => All.Value.Varieties.ToFrozenDictionary(v => v.Code));
    private static readonly Lazy<FrozenDictionary<string, ProduceIndication>> IndicationByCode =
        new(() => All.Value.GeographicalIndications.ToFrozenDictionary(g => g.Code));

    /// <summary>Parents before their children, in the order of the market's shelves.</summary>
    public static IReadOnlyList<ProduceCategory> Categories => All.Value.Categories;
    public static IReadOnlyList<ProduceVariety> Varieties => All.Value.Varieties;
    public static IReadOnlyList<ProduceIndication> Indications => All.Value.GeographicalIndications;

    public static ProduceCategory? Category(string? code) => code is null ? null : ByCode.Value.GetValueOrDefault(code);
    public static ProduceVariety? Variety(string? code) => code is null ? null : VarietyByCode.Value.GetValueOrDefault(code);
    public static ProduceIndication? Indication(string? code) => code is null ? null : IndicationByCode.Value.GetValueOrDefault(code);

    /// <summary>From the top of the tree to the category itself; empty for an unknown code.</summary>
    public static IReadOnlyList<ProduceCategory> Path(string? code)
    {
        var path = new List<ProduceCategory>();
        for (var category = Category(code); category is not null; category = Category(category.Parent))
            path.Insert(0, category);
        return path;
    }

    /// <summary>The mark that fruit of that variety (null: any other of the category) from that county may carry; null when there is none.</summary>
    public static ProduceIndication? IndicationFor(string category, string? variety, string county)
    {
        var marks = variety is null ? Varieties.Where(v => v.Category == category).Select(v => v.Gi) : [Variety(variety)?.Gi];
        return marks.Select(Indication).FirstOrDefault(mark => mark?.Counties.Contains(county) == true);
    }

    public static LocalText NameOf(Grade grade) => grade switch
    {
        Grade.Special => new("特级", "Special grade"),
        Grade.First => new("一级", "First grade"),
        Grade.Second => new("二级", "Second grade"),
        _ => new("统货", "Ungraded"),
    };

    private static File Read()
    {
        using var stream = typeof(Produce).Assembly.GetManifestResourceStream("produce.json")!;
        return JsonSerializer.Deserialize<File>(stream, JsonSerializerOptions.Web)!;
    }
}
