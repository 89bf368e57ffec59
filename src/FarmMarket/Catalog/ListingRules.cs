using FarmMarket.Kernel;

namespace FarmMarket.Catalog;

/// <summary>What can be wrong with a listing whoever hands it in, each with the path of its field (<c>Pools[0].Packs[1].Price</c>).</summary>
internal static class ListingRules
{
    private const long MostGrams = 1_000 * Weight.GramsPerTon;
    private const long MostPieces = 10_000_000;
    private const long HeaviestPack = 20 * Weight.GramsPerTon;
    private static readonly Money HighestPrice = Money.Yuan(1_000_000);
    private const int LongestHarvest = 366;
    private const int FurthestPresale = 400;

    public static IReadOnlyList<RuleBroken> Check(ListingContent listing, DateOnly today) =>
        [.. Texts(listing), .. Produced(listing), .. Days(listing, today), .. Pools(listing), .. Photos(listing)];

    public static void Refuse(ListingContent listing, DateOnly today)
    {
        var broken = Check(listing, today);
        if (broken.Count == 1)
            throw broken[0];
        if (broken.Count > 1)
            throw new RulesBroken(broken);
    }

    private static RuleBroken Wrong(string field, string message, params object[] values) => new(message, values) { Field = field, Code = "invalid" };

    private static bool TooLong(LocalText text, int longest) => text.Zh.Length > longest || text.En?.Length > longest * 3;

    private static IEnumerable<RuleBroken> Texts(ListingContent listing)
    {
        if (string.IsNullOrWhiteSpace(listing.Title.Zh))
            yield return Wrong("Title", "请写商品名称");
        else if (TooLong(listing.Title, ListingContent.LongestTitle))
            yield return Wrong("Title", "商品名称最多 {0} 个字", ListingContent.LongestTitle);
        if (TooLong(listing.Description, ListingContent.LongestDescription))
            yield return Wrong("Description", "介绍最多 {0} 个字", ListingContent.LongestDescription);
        if (TooLong(listing.Storage, ListingContent.LongestStorage))
            yield return Wrong("Storage", "保存方法最多 {0} 个字", ListingContent.LongestStorage);
    }

    private static IEnumerable<RuleBroken> Produced(ListingContent listing)
    {
        if (Produce.Category(listing.Category) is null)
            yield return Wrong("Category", "请选择品类");
        else if (listing.Variety is not null && Produce.Variety(listing.Variety)?.Category != listing.Category)
            yield return Wrong("Variety", "请选择品种");
        if (listing.VarietyName?.Length > 40)
            yield return Wrong("VarietyName", "品种名最多 {0} 个字", 40);
        if (Regions.FindCounty(listing.County) is null)
            yield return Wrong("County", "请选择产地的县（市、区）");
        else if (listing.UsesGiMark && Produce.IndicationFor(listing.Category, listing.Variety, listing.County) is null)
            yield return Wrong("UsesGiMark", "这个产地的这个品种没有登记地理标志");
    }

    private static IEnumerable<RuleBroken> Days(ListingContent listing, DateOnly today)
    {
        if (listing.HarvestFrom is { } from && listing.HarvestTo is { } to && (to < from || to.DayNumber - from.DayNumber > LongestHarvest))
            yield return Wrong("HarvestTo", "采收结束要在开始之后，一季不超过一年");
        else if (listing.HarvestFrom is null != listing.HarvestTo is null)
            yield return Wrong(listing.HarvestFrom is null ? "HarvestFrom" : "HarvestTo", "采收开始和结束要一起填");
        if (listing.ShipsWithinHours is < 1 or > 240)
            yield return Wrong("ShipsWithinHours", "发货时限在 1 到 240 小时之间");
        if (listing.ClaimHours is < ListingContent.FewestClaimHours or > ListingContent.MostClaimHours)
            yield return Wrong("ClaimHours", "坏果包赔的时限在 {0} 到 {1} 小时之间", ListingContent.FewestClaimHours, ListingContent.MostClaimHours);
        if (listing.PresaleShipBy is { } ship && (ship < today || ship.DayNumber - today.DayNumber > FurthestPresale))
            yield return Wrong("PresaleShipBy", "预售的发货日期要在今天以后、一年以内");
    }

    private static IEnumerable<RuleBroken> Pools(ListingContent listing)
    {
        if (listing.Pools.Count is 0 or > ListingContent.MostPools)
            yield return Wrong("Pools", "等级要有 1 到 {0} 个", ListingContent.MostPools);
        for (var p = 0; p < listing.Pools.Count; p++)
        {
            var (pool, at) = (listing.Pools[p], $"Pools[{p}]");
            if (!Enum.IsDefined(pool.Grade))
                yield return Wrong($"{at}.Grade", "请选择等级");
            else if (listing.Pools.Take(p).Any(other => other.Grade == pool.Grade && other.Size.Zh == pool.Size.Zh))
                yield return Wrong($"{at}.Grade", "同一等级、同一规格已经有了，请合并");
            if (!Enum.IsDefined(pool.Unit))
                yield return Wrong($"{at}.Unit", "请选择按重量还是按个卖");
            if (TooLong(pool.Size, 60))
                yield return Wrong($"{at}.Size", "大小说明最多 {0} 个字", 60);
            if (pool.OpeningStock < 0 || pool.OpeningStock > (pool.Unit == StockUnit.Gram ? MostGrams : MostPieces))
                yield return Wrong($"{at}.OpeningStock", "库存数量不对");
            if (pool.Packs.Count is 0 or > ListingContent.MostPacks)
                yield return Wrong($"{at}.Packs", "每个等级要有 1 到 {0} 种规格", ListingContent.MostPacks);
            for (var k = 0; k < pool.Packs.Count; k++)
            {
                foreach (var broken in Packs(pool, pool.Packs[k], $"{at}.Packs[{k}]"))
                    yield return broken;
            }
        }
    }

    private static IEnumerable<RuleBroken> Packs(PoolContent pool, PackContent pack, string at)
    {
        if (string.IsNullOrWhiteSpace(pack.Name.Zh) || TooLong(pack.Name, 40))
            yield return Wrong($"{at}.Name", "规格名称 1 到 {0} 个字", 40);
        if (pack.BaseUnits < 1 || pack.BaseUnits > (pool.Unit == StockUnit.Gram ? HeaviestPack : MostPieces))
            yield return Wrong($"{at}.BaseUnits", pool.Unit == StockUnit.Gram ? "每份的重量不对" : "每份的个数不对");
        else if (pack.GrossWeight is null && pool.Unit == StockUnit.Piece)
            yield return Wrong($"{at}.GrossWeight", "按个卖的要填每份带箱的重量，好算运费");
        else if (pack.GrossWeight is { Grams: var gross } && (gross < 1 || gross > HeaviestPack * 2 || (pool.Unit == StockUnit.Gram && gross < pack.BaseUnits)))
            yield return Wrong($"{at}.GrossWeight", "带箱的重量不能比果子还轻");
        if (pack.Price <= Money.Zero || pack.Price > HighestPrice)
            yield return Wrong($"{at}.Price", "请填价格，最高 {0}", HighestPrice);
        if (pack.MaxPerOrder is < 1 or > 9999)
            yield return Wrong($"{at}.MaxPerOrder", "每单限购在 1 到 {0} 份之间", 9999);
    }

    private static IEnumerable<RuleBroken> Photos(ListingContent listing)
    {
        if (listing.Photos.Count > ListingContent.MostPhotos)
            yield return Wrong("Photos", "最多放 {0} 张照片", ListingContent.MostPhotos);
        for (var i = 0; i < listing.Photos.Count; i++)
        {
            if (TooLong(listing.Photos[i].Alt, 100))
                yield return Wrong($"Photos[{i}].Alt", "照片说明最多 {0} 个字", 100);
        }
    }
}
