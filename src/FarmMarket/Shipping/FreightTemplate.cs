using FarmMarket.Kernel;
using FarmMarket.Shops;

namespace FarmMarket.Shipping;

public readonly record struct FreightTemplateId(long Value) : IId;

/// <summary>What a shop asks for sending: one template a shop, with rates by province. Also says whether the buyer may pick up.</summary>
public sealed class FreightTemplate : Aggregate
{
    public FreightTemplateId Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>Goods from this sum on travel free, where a rate says so; null for never.</summary>
    public Money? FreeFrom { get; set; }
    public bool PickupOffered { get; set; }

    /// <summary>Where and when to pick up.</summary>
    public LocalText PickupPlace { get; set; } = new("");
    public DateTimeOffset UpdatedAt { get; set; }
    public List<FreightRate> Rates { get; } = [];

    /// <summary>Replaces all that the template says.</summary>
    public void Ask(Money? freeFrom, LocalText? pickupPlace, IEnumerable<FreightRate> rates, DateTimeOffset now)
    {
        FreeFrom = freeFrom;
        PickupOffered = pickupPlace is not null;
        PickupPlace = pickupPlace ?? new("");
        Rates.Clear();
        Rates.AddRange(rates);
        UpdatedAt = now;
        if (Rates.Count(rate => rate.IsElsewhere) > 1)
            throw new RuleBroken("“其他地区”只能有一组") { Code = "elsewhere-twice" };
        if (Rates.SelectMany(rate => rate.ProvinceCodes).GroupBy(code => code).FirstOrDefault(named => named.Count() > 1) is { Key: var twice })
            throw new RuleBroken("{0} 出现在两组里，一个省只能放在一组", Provinces.Find(twice)?.Name.ToString() ?? twice) { Code = "province-twice" };
        if (!PickupOffered && !Rates.Any(rate => rate.Served))
            throw new RuleBroken("至少要送一个省，或者开通自提") { Code = "serves-nowhere" };
        Raise(() => new ShopChanged(ShopId));
    }

    /// <summary>The rate for a region; null where the shop does not send.</summary>
    public FreightRate? RateFor(string regionCode)
    {
        if (Provinces.Of(regionCode) is not { } province)
            return null;
        var rate = Rates.FirstOrDefault(rate => rate.Serves(province.Code)) ?? Rates.FirstOrDefault(rate => rate.IsElsewhere);
        return rate is { Served: true } ? rate : null;
    }

    /// <summary>Codes of the provinces the shop sends to, near ones first.</summary>
    public IReadOnlyList<string> ServedProvinces() => [.. Provinces.All.Select(province => province.Code).Where(code => RateFor(code) is not null)];

    /// <summary>The freight of one parcel.</summary>
    public FreightQuote Quote(FreightRequest request)
    {
        if (request.Pickup)
            return PickupOffered ? FreightQuote.PickedUp : FreightQuote.NotServed([]);
        if (RateFor(request.RegionCode ?? "") is not { } rate)
            return FreightQuote.NotServed(ServedProvinces());
        var free = rate.FreeAboveApplies && FreeFrom is { } from && request.Goods >= from;
        return new(true, free ? Money.Zero : rate.For(request.Gross), rate.ColdChain, free, []);
    }
}

/// <summary>One shop's part of a cart: what it weighs packed, what the goods cost, and where it goes.</summary>
/// <param name="RegionCode">GB/T 2260 code of the province, city or county; null for pickup.</param>
public sealed record FreightRequest(Weight Gross, Money Goods, string? RegionCode, bool Pickup = false);

/// <param name="Served">False: the shop does not send there, or offers no pickup. Freight is then zero and means nothing.</param>
/// <param name="FreeByGoods">Would have cost something, but the goods reach the sum from which they travel free.</param>
/// <param name="ServedInstead">Where not served: codes of the provinces that are, see <see cref="Provinces"/>.</param>
public sealed record FreightQuote(bool Served, Money Freight, bool ColdChain, bool FreeByGoods, IReadOnlyList<string> ServedInstead)
{
    public static readonly FreightQuote PickedUp = new(true, Money.Zero, false, false, []);

    public static FreightQuote NotServed(IReadOnlyList<string> servedInstead) => new(false, Money.Zero, false, false, servedInstead);
}

public readonly record struct FreightRateId(long Value) : IId;

/// <summary>First weight plus each begun additional weight, for some provinces.</summary>
public sealed class FreightRate : IEntity
{
    public FreightRateId Id { get; init; }
    public FreightTemplateId FreightTemplateId { get; init; }

    /// <summary>Two-digit province codes, comma-separated; empty for "everywhere not named in another rate".</summary>
    public required string Provinces { get; init; }

    /// <summary>False: the named provinces are not served.</summary>
    public bool Served { get; init; } = true;
    public Weight FirstWeight { get; init; }
    public Money FirstPrice { get; init; }

    /// <summary>Zero: the first price is for any weight.</summary>
    public Weight AdditionalWeight { get; init; }
    public Money AdditionalPrice { get; init; }
    public bool FreeAboveApplies { get; init; } = true;

    /// <summary>Sent in cold chain.</summary>
    public bool ColdChain { get; init; }

    /// <summary>Its place in the list, as the shop wrote it.</summary>
    public int Position { get; init; }

    public bool IsElsewhere => Provinces.Length == 0;

    public string[] ProvinceCodes => Provinces.Split(',', StringSplitOptions.RemoveEmptyEntries);

    // Codes are two digits between commas, so that a code can only be found as a whole.
    public bool Serves(string provinceCode) => Provinces.Contains(provinceCode, StringComparison.Ordinal);

    /// <summary>Freight for a parcel of that gross weight, before "free above".</summary>
    public Money For(Weight gross)
    {
        if (gross.Grams <= FirstWeight.Grams || AdditionalWeight.Grams <= 0)
            return FirstPrice;
        var steps = (gross.Grams - FirstWeight.Grams + AdditionalWeight.Grams - 1) / AdditionalWeight.Grams;
        return FirstPrice + AdditionalPrice * steps;
    }
}
