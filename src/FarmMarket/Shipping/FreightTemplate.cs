using FarmMarket.Kernel;

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
    public List<FreightRate> Rates { get; } = [];

    /// <summary>The rate for a province; null where the shop does not send.</summary>
    public FreightRate? RateFor(string regionCode) =>
        Rates.FirstOrDefault(rate => rate.Serves(regionCode[..2])) ?? Rates.FirstOrDefault(rate => rate.IsElsewhere);
}

public readonly record struct FreightRateId(long Value) : IId;

/// <summary>First weight plus each begun additional weight, for some provinces.</summary>
public sealed class FreightRate : IEntity
{
    public FreightRateId Id { get; init; }
    public FreightTemplateId FreightTemplateId { get; init; }

    /// <summary>Two-digit province codes, comma-separated; empty for "everywhere not named in another rate".</summary>
    public required string Provinces { get; set; }

    /// <summary>False: the named provinces are not served.</summary>
    public bool Served { get; set; } = true;
    public Weight FirstWeight { get; set; }
    public Money FirstPrice { get; set; }
    public Weight AdditionalWeight { get; set; }
    public Money AdditionalPrice { get; set; }
    public bool FreeAboveApplies { get; set; } = true;

    /// <summary>Sent in cold chain.</summary>
    public bool ColdChain { get; set; }

    public bool IsElsewhere => Provinces.Length == 0;

    public bool Serves(string provinceCode) => Provinces.Split(',').Contains(provinceCode);

    /// <summary>Freight for a parcel of that gross weight, before "free above".</summary>
    public Money For(Weight gross)
    {
        if (gross.Grams <= FirstWeight.Grams || AdditionalWeight.Grams <= 0)
            return FirstPrice;
        var steps = (gross.Grams - FirstWeight.Grams + AdditionalWeight.Grams - 1) / AdditionalWeight.Grams;
        return FirstPrice + AdditionalPrice * steps;
    }
}
