using System.Globalization;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Shipping;

namespace FarmMarket.Ordering;

/// <summary>So many of a pack. <paramref name="PriceSeen"/> is what the buyer was shown; null to take today's price.</summary>
public sealed record WantedLine(PackId Pack, int Quantity, Money? PriceSeen = null);

/// <summary>What the buyer says to one of the shops, by its slug.</summary>
public sealed record ShopWish(string Shop, bool Pickup = false, string? Note = null);

/// <summary>
/// What a basket comes to right now, by shop: goods, freight, and everything that stands in the way, line by line. Pure arithmetic over
/// what was read, so that the cart, the checkout page and the order itself can't disagree.
/// </summary>
public sealed record Bill(IReadOnlyList<ShopBill> Shops, IReadOnlyList<RuleBroken> Problems)
{
    public Money Goods => Shops.Sum(shop => shop.Goods);
    public Money Freight => Shops.Sum(shop => shop.Freight);
    public Money Total => Goods + Freight;

    public IEnumerable<RuleBroken> ProblemsOf(int line) =>
        Problems.Where(problem => problem.Field?.StartsWith(string.Create(CultureInfo.InvariantCulture, $"lines[{line}]."), StringComparison.Ordinal) == true);

    /// <summary>Groups lines by shop, in the order in which the shops first appear; lines of unknown packs are only in the problems.</summary>
    public static IReadOnlyList<ShopBill> Group(
        IReadOnlyList<WantedLine> lines, IReadOnlyDictionary<PackId, PackOffer> offers, IReadOnlyList<ShopWish> wishes) =>
    [
        .. lines
            .Select((line, index) => offers.TryGetValue(line.Pack, out var offer) ? new BillLine(index, offer, line.Quantity, line.PriceSeen) : null)
            .OfType<BillLine>()
            .GroupBy(line => line.Offer.Shop)
            .Select(shop => new ShopBill(
                shop.First().Offer, [.. shop], wishes.FirstOrDefault(wish => wish.Shop == shop.First().Offer.ShopSlug) ?? new(shop.First().Offer.ShopSlug))),
    ];

    /// <summary>Adds freight and finds the problems. Without <paramref name="region"/> (no address yet) freight is left at zero.</summary>
    public static Bill Of(
        IReadOnlyList<WantedLine> lines, IReadOnlyList<ShopBill> grouped, IReadOnlyDictionary<ShopId, QuoteFreight.Offer> freight, Region? region, DateOnly today)
    {
        var shops = grouped.Select(shop => freight.TryGetValue(shop.Shop, out var offer)
            ? shop with { Quote = region is null && !shop.Wish.Pickup ? null : offer.Quote, PickupPlace = offer.PickupPlace }
            : shop).ToList();
        var known = shops.SelectMany(shop => shop.Lines).ToDictionary(line => line.Index);
        var problems = new List<RuleBroken>();
        for (var index = 0; index < lines.Count; index++)
        {
            if (known.TryGetValue(index, out var line))
                problems.AddRange(line.Problems(today));
            else
                problems.Add(new("找不到这个商品规格，它可能已被删除") { Field = $"lines[{index}].packId", Code = "unknown-pack" });
        }
        foreach (var pool in known.Values.GroupBy(line => line.Offer.Pool).Where(pool => pool.Sum(line => line.Units) > pool.First().Offer.Available))
            problems.AddRange(pool.Where(line => line.Offer.Closed(today) is null).Select(line => line.OutOfStock(line.Offer.Available)));
        foreach (var shop in shops.Where(shop => shop.Quote is { Served: false }))
            problems.AddRange(shop.NotServed(region));
        return new(shops, problems);
    }
}

/// <summary>One shop's part of a basket.</summary>
public sealed record ShopBill(PackOffer Of, IReadOnlyList<BillLine> Lines, ShopWish Wish)
{
    public ShopId Shop => Of.Shop;
    public string Slug => Of.ShopSlug;
    public LocalText Name => Of.ShopName;
    public Money Goods => Lines.Sum(line => line.Sum);
    public Weight Gross => Lines.Aggregate(Weight.Zero, (sum, line) => sum + line.Offer.GrossWeight * line.Quantity);

    /// <summary>Null while there is no address to quote for.</summary>
    public FreightQuote? Quote { get; init; }

    /// <summary>Where the buyer could fetch it; null when the shop offers no pickup.</summary>
    public LocalText? PickupPlace { get; init; }
    public Money Freight => Quote is { Served: true } ? Quote.Freight : Money.Zero;
    public Money Total => Goods + Freight;

    /// <summary>What the slowest of its lines promises.</summary>
    public int ShipsWithinHours => Lines.Max(line => line.Offer.ShipsWithinHours);
    public DateOnly? PresaleShipBy => Lines.Max(line => line.Offer.PresaleShipBy);

    public IEnumerable<RuleBroken> NotServed(Region? region)
    {
        foreach (var line in Lines)
        {
            var field = $"lines[{line.Index}].packId";
            yield return this switch
            {
                { Wish.Pickup: true } => new("“{0}”不提供自提，请改为快递", Name) { Field = field, Code = "no-pickup" },
                { Quote.ServedInstead: [] } => new("“{0}”送不到您的地址，这家店目前只能自提", line.Offer.Title) { Field = field, Code = "not-served" },
                _ => new("“{0}”送不到{1}，可以送到：{2}", line.Offer.Title, region?.Province.Name ?? new(""), new ProvinceList(Quote!.ServedInstead))
                {
                    Field = field,
                    Code = "not-served",
                },
            };
        }
    }
}

/// <summary>One line of a basket with the offer it stands for.</summary>
/// <param name="Index">Its place among the lines that were asked for.</param>
public sealed record BillLine(int Index, PackOffer Offer, int Quantity, Money? PriceSeen)
{
    public Money Sum => Offer.Price * Quantity;

    /// <summary>Base units it takes from its pool.</summary>
    public long Units => checked(Offer.BaseUnits * Quantity);

    public bool PriceChanged => PriceSeen is { } seen && seen != Offer.Price;

    public IEnumerable<RuleBroken> Problems(DateOnly today)
    {
        if (Offer.Closed(today) is { } closed)
        {
            yield return new(closed.Message, closed.Values) { Field = $"lines[{Index}].packId", Code = closed.Code };
            yield break;
        }
        if (Quantity > Offer.MaxPerOrder)
            yield return new("一单最多买 {0} 件", Offer.MaxPerOrder) { Field = $"lines[{Index}].quantity", Code = "too-many" };
        if (PriceChanged)
            yield return new("价格已从 {0} 变为 {1}，请看过再提交", PriceSeen!.Value, Offer.Price) { Field = $"lines[{Index}].price", Code = "price-changed" };
    }

    /// <param name="left">Base units the pool has.</param>
    public RuleBroken OutOfStock(long left) => (left / Offer.BaseUnits) switch
    {
        0 => new("已经卖完了") { Field = $"lines[{Index}].quantity", Code = "out-of-stock" },
        var packs => new("库存不足，只剩 {0} 件", packs) { Field = $"lines[{Index}].quantity", Code = "out-of-stock" },
    };
}

/// <summary>Where a shop sends, short enough to read: the provinces, or all but the few it doesn't serve.</summary>
public sealed record ProvinceList(IReadOnlyList<string> Codes)
{
    private const int MostNamed = 12;

    public override string ToString()
    {
        var names = Provinces.All.Where(province => Codes.Contains(province.Code)).Select(province => province.Name.ToString()).ToList();
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var separator = english ? ", " : "、";
        return names.Count > MostNamed ? string.Join(separator, names.Take(MostNamed)) + " …" : string.Join(separator, names);
    }
}
