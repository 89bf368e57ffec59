using System.Globalization;
using FarmMarket.Catalog;
using FarmMarket.Kernel;

namespace FarmMarket.Web.Pages.Seller.Listings;

/// <summary>
/// A listing as its form holds it: all as typed, so that nothing that was typed is lost, weights in 斤, prices in yuan. Its fields are
/// called like those of <see cref="ListingContent"/>, so that what the market refuses finds its way back to them.
/// </summary>
public sealed class ListingForm
{
    /// <summary>Behind a category's code: another variety of it than those we know.</summary>
    public const char Other = '/';

    public string? Title { get; set; }
    public string? TitleEn { get; set; }

    /// <summary>Code of a variety, or of a category followed by <see cref="Other"/>.</summary>
    public string? Variety { get; set; }
    public string? VarietyName { get; set; }
    public string? County { get; set; }
    public bool UsesGiMark { get; set; }
    public string? Description { get; set; }
    public string? DescriptionEn { get; set; }
    public string? Storage { get; set; }
    public string? StorageEn { get; set; }
    public string? HarvestFrom { get; set; }
    public string? HarvestTo { get; set; }
    public int ShipsWithinHours { get; set; } = 48;
    public int ClaimHours { get; set; } = 48;
    public string? PresaleShipBy { get; set; }
    public StockUnit Unit { get; set; }
    public List<PoolForm> Pools { get; set; } = [];
    public List<PhotoForm> Photos { get; set; } = [];
    public long? Version { get; set; }

    /// <summary>One intent to list, however often the button is tapped.</summary>
    public string? Key { get; set; }

    public bool HasStock => Pools.Exists(pool => pool.Id is not null);

    public static ListingForm Fresh(ListingDefaults.Result likely) => new()
    {
        Variety = likely.Variety ?? (likely.Category is { } category ? category + Other : null),
        County = likely.County,
        UsesGiMark = likely.Category is { } known && Produce.IndicationFor(known, likely.Variety, likely.County) is not null,
        ShipsWithinHours = likely.ShipsWithinHours,
        ClaimHours = likely.ClaimHours,
        Storage = likely.Storage.Zh,
        StorageEn = likely.Storage.En,
        Pools = [new() { Grade = Grade.First, Packs = [PackForm.OfJin(5), PackForm.OfJin(10)] }],
        Key = PublicNumbers.Token(),
    };

    public static ListingForm Of(EditListing.Result listing)
    {
        var content = listing.Content;
        return new()
        {
            Title = content.Title.Zh,
            TitleEn = content.Title.En,
            Variety = content.Variety ?? content.Category + Other,
            VarietyName = content.VarietyName,
            County = content.County,
            UsesGiMark = content.UsesGiMark,
            Description = content.Description.Zh,
            DescriptionEn = content.Description.En,
            Storage = content.Storage.Zh,
            StorageEn = content.Storage.En,
            HarvestFrom = Written(content.HarvestFrom),
            HarvestTo = Written(content.HarvestTo),
            ShipsWithinHours = content.ShipsWithinHours,
            ClaimHours = listing.Content.ClaimHours ?? 48,
            PresaleShipBy = Written(content.PresaleShipBy),
            Unit = content.Pools.Count > 0 ? content.Pools[0].Unit : StockUnit.Gram,
            Version = listing.Version,
            Photos = [.. content.Photos.Select(photo => new PhotoForm { Key = photo.Key, Alt = photo.Alt.Zh, AltEn = photo.Alt.En })],
            Pools = [.. content.Pools.Select(PoolForm.Of)],
        };
    }

    /// <exception cref="RulesBroken">What can't even be read, each with its field.</exception>
    public ListingContent Read()
    {
        var faults = new List<RuleBroken>();
        var (category, variety) = ReadVariety(faults);
        var content = new ListingContent
        {
            Title = Text(Title, TitleEn),
            Category = category,
            Variety = variety,
            VarietyName = Trimmed(VarietyName),
            County = County ?? "",
            UsesGiMark = UsesGiMark,
            Description = Text(Description, DescriptionEn),
            Storage = Text(Storage, StorageEn),
            HarvestFrom = Day(HarvestFrom, "HarvestFrom", faults),
            HarvestTo = Day(HarvestTo, "HarvestTo", faults),
            ShipsWithinHours = ShipsWithinHours,
            ClaimHours = ClaimHours,
            PresaleShipBy = Day(PresaleShipBy, "PresaleShipBy", faults),
            Pools = [.. Pools.Select((pool, i) => pool.Read(Unit, $"Pools[{i}]", faults))],
            Photos = [.. Photos.Where(photo => photo.Key is not null).Select(photo => new PhotoContent(photo.Key!, Text(photo.Alt, photo.AltEn)))],
        };
        return faults.Count == 0 ? content : throw new RulesBroken(faults);
    }

    private (string Category, string? Variety) ReadVariety(List<RuleBroken> faults)
    {
        if (Variety is [.. var category, Other])
            return (category, null);
        if (Produce.Variety(Variety) is { } variety)
            return (variety.Category, variety.Code);
        faults.Add(new("请选择品种") { Field = "Variety", Code = "invalid" });
        return ("", null);
    }

    internal static LocalText Text(string? zh, string? en) => new(zh?.Trim() ?? "", Trimmed(en));

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? typed, string field, List<RuleBroken> faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (DateOnly.TryParseExact(typed.Trim(), ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        faults.Add(new("日期要写成 2026-07-10 这样") { Field = field, Code = "invalid" });
        return null;
    }
}

public sealed class PoolForm
{
    public long? Id { get; set; }
    public Grade Grade { get; set; }
    public string? Size { get; set; }
    public string? SizeEn { get; set; }

    /// <summary>斤 or pieces; for a pool that exists what it holds now, not to be changed here.</summary>
    public string? OpeningStock { get; set; }
    public List<PackForm> Packs { get; set; } = [];

    public static PoolForm Of(PoolContent pool) => new()
    {
        Id = pool.Id?.Value,
        Grade = pool.Grade,
        Size = pool.Size.Zh,
        SizeEn = pool.Size.En,
        OpeningStock = Amounts.Written(pool.OpeningStock, pool.Unit),
        Packs = [.. pool.Packs.Select(pack => PackForm.Of(pack, pool.Unit))],
    };

    internal PoolContent Read(StockUnit unit, string at, List<RuleBroken> faults) => new()
    {
        Id = Id is { } id ? new StockPoolId(id) : null,
        Grade = Grade,
        Size = ListingForm.Text(Size, SizeEn),
        Unit = unit,
        OpeningStock = Id is null ? Amounts.Read(OpeningStock, unit, at + ".OpeningStock", faults) ?? 0 : 0,
        Packs = [.. Packs.Select((pack, i) => pack.Read(unit, $"{at}.Packs[{i}]", faults))],
    };
}

public sealed class PackForm
{
    public long? Id { get; set; }
    public string? Name { get; set; }
    public string? NameEn { get; set; }

    /// <summary>斤 or pieces in one.</summary>
    public string? BaseUnits { get; set; }

    /// <summary>斤 with its box.</summary>
    public string? GrossWeight { get; set; }
    public string? Price { get; set; }
    public string? MaxPerOrder { get; set; }

    public static PackForm OfJin(int jin) => new()
    {
        Name = Texts.Text.In("zh", "{0}斤装", jin),
        NameEn = Texts.Text.In("en", "{0}斤装", jin / 2m),
        BaseUnits = jin.ToString(CultureInfo.InvariantCulture),
    };

    public static PackForm Of(PackContent pack, StockUnit unit) => new()
    {
        Id = pack.Id?.Value,
        Name = pack.Name.Zh,
        NameEn = pack.Name.En,
        BaseUnits = Amounts.Written(pack.BaseUnits, unit),
        GrossWeight = pack.GrossWeight is { } gross ? Amounts.Written(gross.Grams, StockUnit.Gram) : null,
        Price = (pack.Price.Fen / 100m).ToString("0.##", CultureInfo.InvariantCulture),
        MaxPerOrder = pack.MaxPerOrder.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What one 斤 or one piece of it comes to; null while it can't be told.</summary>
    public Money? UnitPrice(StockUnit unit)
    {
        if (Amounts.Number(Price) is not (> 0 and < 1_000_000 and var yuan) || Amounts.Number(BaseUnits) is not (> 0 and < 10_000_000 and var units))
            return null;
        return unit == StockUnit.Gram ? Money.Yuan(yuan).PerJin(Weight.Jin(units)) : Money.Yuan(yuan / units);
    }

    internal PackContent Read(StockUnit unit, string at, List<RuleBroken> faults)
    {
        var price = Amounts.Number(Price);
        if (price is null or > 1_000_000_000)
            faults.Add(new("请填价格") { Field = at + ".Price", Code = "invalid" });
        return new()
        {
            Id = Id is { } id ? new PackId(id) : null,
            Name = ListingForm.Text(Name, NameEn),
            BaseUnits = Amounts.Read(BaseUnits, unit, at + ".BaseUnits", faults) ?? 0,
            GrossWeight = Amounts.Read(GrossWeight, StockUnit.Gram, at + ".GrossWeight", faults) is { } grams ? new Weight(grams) : null,
            Price = price is { } yuan and <= 1_000_000_000 ? Money.Yuan(yuan) : Money.Zero,
            MaxPerOrder = Amounts.Number(MaxPerOrder) is { } most ? (int)Math.Clamp(most, 0, int.MaxValue) : 99,
        };
    }
}

public sealed class PhotoForm
{
    public string? Key { get; set; }
    public string? Alt { get; set; }
    public string? AltEn { get; set; }
}

/// <summary>Amounts as growers type and read them: 斤 for what is weighed, pieces for what is counted.</summary>
public static class Amounts
{
    public static string Written(long units, StockUnit unit) =>
        unit == StockUnit.Gram ? (units / (decimal)Weight.GramsPerJin).ToString("0.###", CultureInfo.InvariantCulture) : units.ToString(CultureInfo.InvariantCulture);

    /// <summary>Takes ５９．８, ¥59.8, 1,200, 5斤, 30元 and 12个 as they are meant.</summary>
    public static decimal? Number(string? typed)
    {
        if (typed is null)
            return null;
        var plain = typed.Normalize(System.Text.NormalizationForm.FormKC).Trim().TrimStart('¥').TrimEnd('\u65a4', '\u5143', '\u4e2a').Replace(",", "", StringComparison.Ordinal).Trim();
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Grams or pieces; null when nothing is typed or, with a fault added, when it can't be read.</summary>
    public static long? Read(string? typed, StockUnit unit, string field, List<RuleBroken> faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (Number(typed) is { } number && Math.Abs(number) < 1_000_000_000)
        {
            var units = unit == StockUnit.Gram ? number * Weight.GramsPerJin : number;
            if (units == decimal.Truncate(units))
                return (long)units;
        }
        faults.Add(new(unit == StockUnit.Gram ? "要填斤数，最多精确到克" : "个数要是整数") { Field = field, Code = "invalid" });
        return null;
    }
}
