using FarmMarket.Kernel;

namespace FarmMarket.Shipping;

/// <summary>All that a freight template says, as it is shown, edited, tried and saved.</summary>
/// <param name="FreeFrom">Goods from this sum on travel free, where a rate says so; null for never.</param>
/// <param name="PickupPlace">Where and when the buyer may fetch it; null when pickup is not offered.</param>
public sealed record FreightTerms(Money? FreeFrom, LocalText? PickupPlace, IReadOnlyList<FreightTerms.Rate> Rates)
{
    public const int MostRates = 12;

    /// <param name="Provinces">Two-digit codes; none for "everywhere not named in another rate".</param>
    /// <param name="AdditionalWeight">Each begun one costs <paramref name="AdditionalPrice"/>; zero: the first price is for any weight.</param>
    public sealed record Rate(
        IReadOnlyList<string> Provinces, bool Served, Weight FirstWeight, Money FirstPrice, Weight AdditionalWeight, Money AdditionalPrice, bool FreeAboveApplies, bool ColdChain);

    /// <summary>A template that says this; breaks a rule where it contradicts itself.</summary>
    internal FreightTemplate AsTemplateOf(ShopId shop, DateTimeOffset now)
    {
        var template = new FreightTemplate { ShopId = shop };
        WriteTo(template, now);
        return template;
    }

    internal void WriteTo(FreightTemplate template, DateTimeOffset now) =>
        template.Ask(FreeFrom, PickupPlace, Rates.Select((rate, position) => new FreightRate
        {
            Provinces = string.Join(',', rate.Provinces.Order(StringComparer.Ordinal)),
            Served = rate.Served,
            FirstWeight = rate.FirstWeight,
            FirstPrice = rate.FirstPrice,
            AdditionalWeight = rate.AdditionalWeight,
            AdditionalPrice = rate.AdditionalPrice,
            FreeAboveApplies = rate.FreeAboveApplies,
            ColdChain = rate.ColdChain,
            Position = position,
        }), now);

    internal static FreightTerms Of(FreightTemplate template) => new(
        template.FreeFrom,
        template.PickupOffered ? template.PickupPlace : null,
        [
            .. template.Rates.OrderBy(rate => rate.Position).ThenBy(rate => rate.Id.Value).Select(rate => new Rate(
                rate.ProvinceCodes, rate.Served, rate.FirstWeight, rate.FirstPrice, rate.AdditionalWeight, rate.AdditionalPrice, rate.FreeAboveApplies, rate.ColdChain)),
        ]);
}
