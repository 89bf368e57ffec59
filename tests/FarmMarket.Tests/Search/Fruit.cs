using FarmMarket.Search;

namespace FarmMarket.Tests.Search;

/// <summary>An index in a folder of its own, and listings to put into it.</summary>
internal sealed class Fruit : IDisposable
{
    public static readonly DateOnly Today = new(2026, 7, 1);

    public static readonly SearchName Fresh = new("fruit", new("水果", "Fruit"));
    public static readonly SearchName Mangoes = new("mango", new("芒果", "Mango"));
    public static readonly SearchName Citrus = new("citrus", new("柑橘", "Citrus"));
    public static readonly SearchName Oil = new("oil", new("山茶油", "Camellia oil"));
    public static readonly SearchName Tianyang = new("451003", new("田阳区", "Tianyang District"));
    public static readonly SearchName Leye = new("451028", new("乐业县", "Leye County"));
    public static readonly SearchName Special = new("special", new("特级", "Special grade"));
    public static readonly SearchName First = new("first", new("一级", "First grade"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("farmmarket-index-");

    public string Folder => folder.FullName;

    public ListingIndex Index { get; private set; }

    private Fruit() => Index = ListingIndex.Open(Folder);

    public static Fruit With(params ListingDocument[] listings)
    {
        var fruit = new Fruit();
        fruit.Put(listings);
        return fruit;
    }

    public void Put(params ListingDocument[] listings)
    {
        Index.Apply(listings, []);
        Index.Refresh();
    }

    public void Reopen()
    {
        Index.Dispose();
        Index = ListingIndex.Open(Folder);
    }

    public MarketHits Find(MarketQuery query) => Index.Find(query, Today);

    public MarketHits Find(string text) => Find(new MarketQuery { Text = text });

    public IReadOnlyList<long> Ids(string text) => [.. Find(text).Ids.Order()];

    public static ListingDocument Mango(long id, string zh = "田阳桂七芒果 树上熟", string? en = "Guiqi mangoes of Tianyang") => new()
    {
        Id = id,
        Title = new(zh, en),
        Variety = new("桂热82号（桂七）", "Guire 82 (Guiqi)"),
        VarietyAliases = ["桂七", "桂七芒", "田阳香芒"],
        Categories = [Fresh, Mangoes],
        County = Tianyang,
        Shop = new("huang", new("老黄家果园", "Old Huang's orchard")),
        Grades = [Special],
        PackGrams = [2500, 5000],
        FenPerJin = 798,
        HarvestFrom = new(2026, 6, 20),
        HarvestTo = new(2026, 8, 10),
        ShipsWithinHours = 48,
        InStock = true,
        PublishedAt = DateTimeOffset.UnixEpoch.AddDays(id),
    };

    public static ListingDocument Orange(long id) => Mango(id, "乐业沃柑 无核", "Seedless orah mandarins") with
    {
        Variety = new("沃柑", "Orah"),
        VarietyAliases = [],
        Categories = [Fresh, Citrus],
        County = Leye,
        Grades = [First],
        PackGrams = [4500],
        FenPerJin = 350,
        HarvestFrom = new(2026, 1, 10),
        HarvestTo = new(2026, 3, 31),
    };

    public static ListingDocument TeaOil(long id) => Mango(id, "山茶油 冷榨 一级", "Cold-pressed camellia oil") with
    {
        Variety = null,
        VarietyAliases = [],
        Categories = [Oil],
        County = Leye,
        Grades = [First],
        PackGrams = [],
        FenPerJin = null,
        HarvestFrom = null,
        HarvestTo = null,
    };

    public void Dispose()
    {
        Index.Dispose();
        folder.Delete(recursive: true);
    }
}
