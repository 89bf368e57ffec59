using System.Globalization;
using FarmMarket.Kernel;
using FarmMarket.Tables;

namespace FarmMarket.Catalog;

/// <summary>A column of the spreadsheet with which shops keep many listings; its headings are read in either language.</summary>
public sealed record SheetColumn(string Code, LocalText Heading, bool Needed = false);

/// <summary>What is wrong with a cell: the row as the spreadsheet numbers it, the column's code, and a text key with its values.</summary>
public sealed record SheetFault(int Row, string Column, string Message, IReadOnlyList<string> Values);

/// <summary>One listing as a sheet says it, from one row or several. Without <see cref="Content"/>, its cells could not be read.</summary>
/// <param name="Slug">Of the listing it changes; null for a new one.</param>
/// <param name="Status">What it shall be; null to leave it as it is (a new one: a draft).</param>
public sealed record SheetListing(int Row, string? Slug, string Title, ListingContent? Content, ListingStatus? Status, IReadOnlyList<SheetFault> Faults);

/// <summary>
/// Listings as a spreadsheet: a row a pack; the listing's own columns need to be filled in its first row only. Read and written here, so
/// that what was exported can be imported.
/// </summary>
public static class ListingSheet
{
    public const int MostRows = 5_000;
    public const int MostListings = 1_000;

    private const string No = "否";

    public static readonly IReadOnlyList<SheetColumn> Columns =
    [
        new("slug", new("商品编号", "Listing code")),
        new("title", new("商品名称", "Title"), Needed: true),
        new("title-en", new("英文名称", "English title")),
        new("category", new("品类", "Category")),
        new("variety", new("品种", "Variety")),
        new("county", new("产地县", "County of origin"), Needed: true),
        new("gi", new("地理标志", "Geographical indication")),
        new("grade", new("等级", "Grade"), Needed: true),
        new("size", new("大小", "Size")),
        new("size-en", new("英文大小", "English size")),
        new("unit", new("卖法", "Sold by")),
        new("pack", new("规格", "Pack"), Needed: true),
        new("pack-en", new("英文规格", "English pack")),
        new("content", new("每份斤数或个数", "Jin (500 g) or pieces per pack"), Needed: true),
        new("gross", new("带箱斤数", "Gross jin (500 g)")),
        new("price", new("价格（元）", "Price (CNY)"), Needed: true),
        new("most", new("每单限购", "Most per order")),
        new("stock", new("库存斤数或个数", "Stock in jin or pieces")),
        new("harvest-from", new("采收开始", "Harvest from")),
        new("harvest-to", new("采收结束", "Harvest to")),
        new("ships", new("发货时限（小时）", "Ships within (hours)")),
        new("claim", new("包赔时限（小时）", "Claims within (hours)")),
        new("presale", new("预售发货日", "Pre-sale ships by")),
        new("status", new("状态", "Status")),
        new("description", new("介绍", "Description")),
        new("description-en", new("英文介绍", "English description")),
        new("storage", new("保存方法", "Storage")),
        new("storage-en", new("英文保存方法", "English storage")),
    ];

    private static readonly (ListingStatus Status, LocalText Name)[] Statuses =
    [
        (ListingStatus.Draft, new("草稿", "Draft")),
        (ListingStatus.OnSale, new("在售", "On sale")),
        (ListingStatus.Paused, new("暂停", "Paused")),
        (ListingStatus.TakenDown, new("已下架", "Taken down")),
    ];

    private static readonly (StockUnit Unit, LocalText Name)[] Units =
    [
        (StockUnit.Gram, new("重量", "Weight")),
        (StockUnit.Piece, new("个", "Piece")),
    ];

    public static LocalText NameOf(ListingStatus status) => Statuses.First(known => known.Status == status).Name;

    /// <summary>Rows for <see cref="TableWriter"/>, in the order of <see cref="Columns"/>; numbers stay numbers.</summary>
    public static IEnumerable<IReadOnlyList<object?>> Write(string slug, ListingStatus status, ListingContent listing, bool english)
    {
        foreach (var pool in listing.Pools)
        {
            foreach (var pack in pool.Packs)
            {
                yield return
                [
                    slug,
                    listing.Title.Zh,
                    listing.Title.En,
                    Produce.Category(listing.Category)?.Name.In(english) ?? listing.Category,
                    listing.Variety is { } variety ? Produce.Variety(variety)?.Name.In(english) ?? variety : listing.VarietyName,
                    Regions.FindCounty(listing.County)?.Name.Zh ?? listing.County,
                    listing.UsesGiMark ? english ? "yes" : "是" : english ? "no" : No,
                    Produce.NameOf(pool.Grade).In(english),
                    pool.Size.Zh,
                    pool.Size.En,
                    Units.First(known => known.Unit == pool.Unit).Name.In(english),
                    pack.Name.Zh,
                    pack.Name.En,
                    Amount(pack.BaseUnits, pool.Unit),
                    pack.GrossWeight is { } gross ? Amount(gross.Grams, StockUnit.Gram) : null,
                    pack.Price.Fen / 100m,
                    pack.MaxPerOrder,
                    Amount(pool.OpeningStock, pool.Unit),
                    Day(listing.HarvestFrom),
                    Day(listing.HarvestTo),
                    listing.ShipsWithinHours,
                    listing.ClaimHours,
                    Day(listing.PresaleShipBy),
                    NameOf(status).In(english),
                    listing.Description.Zh,
                    listing.Description.En,
                    listing.Storage.Zh,
                    listing.Storage.En,
                ];
            }
        }
    }

    private static decimal Amount(long units, StockUnit unit) => unit == StockUnit.Gram ? units / (decimal)Weight.GramsPerJin : units;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The listings of a file, good and broken.</summary>
    /// <exception cref="RuleBroken">It is no such file at all.</exception>
    public static IReadOnlyList<SheetListing> Read(Stream file, DateOnly today)
    {
        var table = TableReader.Read(file, MostRows + 1);
        var at = Places(table[0]);
        var missing = Columns.Where(column => column.Needed && !at.ContainsKey(column.Code)).Select(column => column.Heading.ToString()).ToList();
        if (missing.Count > 0)
            throw new RuleBroken("表头缺少：{0}。请用我们的模板", string.Join("、", missing)) { Field = "File", Code = "columns-missing" };
        if (table.Count == 1)
            throw new RuleBroken("文件里只有表头，没有商品") { Field = "File", Code = "table-empty" };
        var listings = Together([.. table.Skip(1).Select(row => new Cells(row, at))]);
        if (listings.Count > MostListings)
            throw new RuleBroken("一次最多导入 {0} 个商品，请分成几个文件", MostListings) { Field = "File", Code = "table-too-long" };
        return [.. listings.Select(rows => new Reading(rows).Listing(today))];
    }

    private static Dictionary<string, int> Places(TableRow heading)
    {
        var at = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var cell = 0; cell < heading.Cells.Count; cell++)
        {
            var said = Plain(heading[cell]);
            if (Columns.FirstOrDefault(column => Plain(column.Heading.Zh) == said || Plain(column.Heading.En!) == said || column.Code == said) is { } column)
                at.TryAdd(column.Code, cell);
        }
        return at;
    }

    private static string Plain(string text) => text.Replace('(', '（').Replace(')', '）').Replace("*", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Rows of one listing: the same code, or without one the same title; a row without either goes on with the one above.</summary>
    private static List<List<Cells>> Together(IReadOnlyList<Cells> rows)
    {
        var order = new List<List<Cells>>();
        var known = new Dictionary<string, List<Cells>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var name = row["slug"] is { Length: > 0 } slug ? "/" + slug : row["title"];
            if (name.Length == 0 && order.Count > 0)
            {
                order[^1].Add(row);
            }
            else if (known.TryGetValue(name, out var listing))
            {
                listing.Add(row);
            }
            else
            {
                order.Add(known[name] = [row]);
            }
        }
        return order;
    }

    private sealed class Cells(TableRow row, Dictionary<string, int> at)
    {
        public int Number => row.Number;

        public string this[string column] => at.TryGetValue(column, out var cell) ? row[cell] : "";
    }

    /// <summary>Reads one listing's rows and remembers where each field came from.</summary>
    private sealed class Reading(List<Cells> rows)
    {
        private readonly List<SheetFault> faults = [];
        private readonly List<(PoolContent Pool, List<(PackContent Pack, Cells Row)> Packs, Cells Row)> pools = [];

        public SheetListing Listing(DateOnly today)
        {
            var (first, slug) = (rows[0], rows[0]["slug"]);
            var content = Content();
            if (faults.Count == 0)
                faults.AddRange(ListingRules.Check(content, today).Select(Fault));
            return new(first.Number, slug.Length == 0 ? null : slug, first["title"], faults.Count == 0 ? content : null, Status(first), faults);
        }

        private ListingContent Content()
        {
            var first = rows[0];
            var (category, variety, varietyName) = Kind(first);
            foreach (var row in rows)
                Pack(row);
            return new()
            {
                Title = Text(first, "title"),
                Category = category,
                Variety = variety,
                VarietyName = varietyName,
                County = County(first),
                UsesGiMark = first["gi"] is { Length: > 0 } gi && !gi.Equals(No, StringComparison.Ordinal) && !gi.StartsWith("n", StringComparison.OrdinalIgnoreCase),
                Description = Text(first, "description"),
                Storage = Text(first, "storage"),
                HarvestFrom = Date(first, "harvest-from"),
                HarvestTo = Date(first, "harvest-to"),
                ShipsWithinHours = Whole(first, "ships") ?? 48,
                ClaimHours = Whole(first, "claim"),
                PresaleShipBy = Date(first, "presale"),
                Pools = [.. pools.Select(pool => pool.Pool with { Packs = [.. pool.Packs.Select(pack => pack.Pack)] })],
            };
        }

        private void Pack(Cells row)
        {
            var grade = Chosen<Grade>(row, "grade", [.. Enum.GetValues<Grade>().Select(grade => (grade, Produce.NameOf(grade)))], fallback: null);
            var unit = Chosen(row, "unit", Units, fallback: StockUnit.Gram);
            var size = Text(row, "size");
            var at = pools.FindIndex(pool => pool.Pool.Grade == grade && pool.Pool.Size.Zh == size.Zh);
            if (at < 0)
            {
                at = pools.Count;
                pools.Add((new() { Grade = grade, Size = size, Unit = unit, OpeningStock = Measure(row, "stock", unit) ?? 0, Packs = [] }, [], row));
            }
            pools[at].Packs.Add((
                new()
                {
                    Name = Text(row, "pack"),
                    BaseUnits = Measure(row, "content", unit) ?? 0,
                    GrossWeight = Measure(row, "gross", StockUnit.Gram) is { } gross ? new Weight(gross) : null,
                    Price = Number(row, "price") is { } yuan && Math.Abs(yuan) < 1_000_000_000 ? Money.Yuan(yuan) : Money.Zero,
                    MaxPerOrder = Whole(row, "most") ?? 99,
                },
                row));
        }

        private (string Category, string? Variety, string? VarietyName) Kind(Cells row)
        {
            var (said, name) = (row["variety"], row["category"]);
            var category = name.Length == 0 ? null : Produce.Categories.FirstOrDefault(c => Is(name, c.Code, c.Name));
            if (name.Length > 0 && category is null)
                Add(row, "category", "没有这个品类：{0}", name);
            var variety = said.Length == 0 ? null : Produce.Varieties.FirstOrDefault(v =>
                (category is null || v.Category == category.Code) && (Is(said, v.Code, v.Name) || v.Aliases.Any(alias => alias.Equals(said, StringComparison.OrdinalIgnoreCase))));
            if (category is null && variety is null && name.Length == 0)
                Add(row, "category", "请填品类，或我们认识的品种");
            return (category?.Code ?? variety?.Category ?? "", variety?.Code, variety is null && said.Length > 0 ? said : null);
        }

        private string County(Cells row)
        {
            var said = row["county"];
            if (Regions.FindCounty(said) is { } coded)
                return coded.Code;
            // 田阳 is enough for 田阳区; a name that several provinces have must be written with its city, or as a code.
            var found = said.Length < 2 ? [] : AllCounties.Value.Where(county => county.Name.Zh.StartsWith(said, StringComparison.Ordinal)
                || county.Path.Zh.Replace(" ", "", StringComparison.Ordinal).EndsWith(said.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal)
                || string.Equals(county.Name.En, said, StringComparison.OrdinalIgnoreCase)).ToList();
            var exact = found.Where(county => county.Name.Zh == said).ToList();
            if ((exact.Count == 1 ? exact : found) is [var only])
                return only.Code;
            if (found.Count == 0)
                Add(row, "county", "没有这个县（市、区）：{0}", said);
            else
                Add(row, "county", "有几个地方叫 {0}，请写六位代码", said);
            return "";
        }

        private ListingStatus? Status(Cells row)
        {
            if (row["status"].Length == 0)
                return null;
            var status = Chosen(row, "status", Statuses, fallback: ListingStatus.Draft);
            return status is ListingStatus.TakenDown ? null : status;
        }

        private static LocalText Text(Cells row, string column) => new(row[column], row[column + "-en"] is { Length: > 0 } english ? english : null);

        private T Chosen<T>(Cells row, string column, (T Value, LocalText Name)[] choices, T? fallback) where T : struct, Enum
        {
            var said = row[column];
            if (said.Length == 0 && fallback is { } value)
                return value;
            foreach (var (choice, name) in choices)
            {
                if (Is(said, choice.ToString(), name))
                    return choice;
            }
            Add(row, column, "只能填：{0}", string.Join("、", choices.Select(choice => choice.Name.ToString())));
            return choices[^1].Value;
        }

        private decimal? Number(Cells row, string column)
        {
            var said = row[column].TrimStart('¥', '￥').Replace(",", "", StringComparison.Ordinal).Replace("，", "", StringComparison.Ordinal);
            if (said.Length == 0)
                return null;
            if (decimal.TryParse(said, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return number;
            Add(row, column, "要填数字，不是 {0}", said);
            return null;
        }

        private int? Whole(Cells row, string column) => Number(row, column) is { } number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

        /// <summary>Grams for a number of 斤, or pieces.</summary>
        private long? Measure(Cells row, string column, StockUnit unit)
        {
            if (Number(row, column) is not { } number)
                return null;
            var units = unit == StockUnit.Gram ? number * Weight.GramsPerJin : number;
            if (Math.Abs(units) < 1_000_000_000_000 && units == decimal.Truncate(units))
                return (long)units;
            Add(row, column, unit == StockUnit.Gram ? "斤数最多精确到克" : "个数要是整数");
            return null;
        }

        private DateOnly? Date(Cells row, string column)
        {
            var said = row[column].Replace('/', '-').Replace('.', '-').Replace("年", "-", StringComparison.Ordinal).Replace("月", "-", StringComparison.Ordinal).Replace("日", "", StringComparison.Ordinal);
            if (said.Length == 0)
                return null;
            if (DateOnly.TryParseExact(said.Split(' ')[0], ["yyyy-M-d", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            Add(row, column, "日期要写成 2026-07-10 这样");
            return null;
        }

        private void Add(Cells row, string column, string message, params string[] values) => faults.Add(new(row.Number, column, message, values));

        private static bool Is(string said, string code, LocalText name) =>
            said.Equals(code, StringComparison.OrdinalIgnoreCase) || said.Equals(name.Zh, StringComparison.Ordinal) || string.Equals(said, name.En, StringComparison.OrdinalIgnoreCase);

        /// <summary><c>Pools[1].Packs[0].Price</c> came from the price cell of that pack's row.</summary>
        private SheetFault Fault(RuleBroken rule)
        {
            var (row, field) = (rows[0], rule.Field ?? "Title");
            if (Index(ref field, "Pools[") is { } p)
            {
                row = pools[p].Row;
                if (Index(ref field, "Packs[") is { } k)
                    row = pools[p].Packs[k].Row;
            }
            return new(row.Number, ColumnOf(field), rule.Message, [.. rule.Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")]);
        }

        private static int? Index(ref string field, string list)
        {
            if (!field.StartsWith(list, StringComparison.Ordinal))
                return null;
            var end = field.IndexOf(']', StringComparison.Ordinal);
            var index = int.Parse(field.AsSpan(list.Length, end - list.Length), CultureInfo.InvariantCulture);
            field = field[(end + 1)..].TrimStart('.');
            return index;
        }

        private static string ColumnOf(string field) => field switch
        {
            "Category" => "category",
            "Variety" or "VarietyName" => "variety",
            "County" => "county",
            "UsesGiMark" => "gi",
            "HarvestFrom" => "harvest-from",
            "HarvestTo" => "harvest-to",
            "ShipsWithinHours" => "ships",
            "ClaimHours" => "claim",
            "PresaleShipBy" => "presale",
            "Description" => "description",
            "Storage" => "storage",
            "Grade" or "Pools" => "grade",
            "Size" => "size",
            "Unit" => "unit",
            "OpeningStock" => "stock",
            "Packs" or "Name" => "pack",
            "BaseUnits" => "content",
            "GrossWeight" => "gross",
            "Price" => "price",
            "MaxPerOrder" => "most",
            _ => "title",
        };
    }

    private static readonly Lazy<IReadOnlyList<Region>> AllCounties =
        new(() => [.. Regions.Provinces.SelectMany(province => province.Children).SelectMany(city => city.Children)]);
}
