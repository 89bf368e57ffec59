using FarmMarket.Kernel;
using FarmMarket.Shipping;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>Freight terms as typed: yuan and kilograms. Its names are those of <see cref="FreightTerms"/>, so that refusals find their field.</summary>
public sealed class FreightInput
{
    public decimal? FreeFrom { get; set; }
    public bool Pickup { get; set; }
    public string? PickupPlace { get; set; }
    public string? PickupPlaceEn { get; set; }
    public List<Rate> Rates { get; set; } = [];

    public sealed class Rate
    {
        public List<string> Provinces { get; set; } = [];
        public bool Served { get; set; } = true;
        public decimal? FirstWeight { get; set; }
        public decimal? FirstPrice { get; set; }
        public decimal? AdditionalWeight { get; set; }
        public decimal? AdditionalPrice { get; set; }
        public bool FreeAboveApplies { get; set; } = true;
        public bool ColdChain { get; set; }
    }

    /// <summary>More than any rule allows, and small enough to be counted in fen and grams.</summary>
    private const decimal Absurd = 1_000_000_000;

    public FreightTerms ToTerms() => new(
        FreeFrom is { } from ? Yuan(from) : null,
        Pickup ? new LocalText(PickupPlace?.Trim() ?? "", string.IsNullOrWhiteSpace(PickupPlaceEn) ? null : PickupPlaceEn.Trim()) : null,
        [
            .. Rates.Select(rate => new FreightTerms.Rate(
                rate.Provinces, rate.Served, Kilograms(rate.FirstWeight), Yuan(rate.FirstPrice ?? -1), Kilograms(rate.AdditionalWeight), Yuan(rate.AdditionalPrice ?? 0),
                rate.FreeAboveApplies, rate.ColdChain)),
        ]);

    public static FreightInput Of(FreightTerms terms) => new()
    {
        FreeFrom = terms.FreeFrom?.Fen / 100m,
        Pickup = terms.PickupPlace is not null,
        PickupPlace = terms.PickupPlace?.Zh,
        PickupPlaceEn = terms.PickupPlace?.En,
        Rates =
        [
            .. terms.Rates.Select(rate => rate.Served
                ? new Rate
                {
                    Provinces = [.. rate.Provinces],
                    FirstWeight = rate.FirstWeight.Grams / 1000m,
                    FirstPrice = rate.FirstPrice.Fen / 100m,
                    AdditionalWeight = rate.AdditionalWeight.Grams / 1000m,
                    AdditionalPrice = rate.AdditionalPrice.Fen / 100m,
                    FreeAboveApplies = rate.FreeAboveApplies,
                    ColdChain = rate.ColdChain,
                }
                : new Rate { Provinces = [.. rate.Provinces], Served = false }),
        ],
    };

    public static Money Yuan(decimal yuan) => Money.Yuan(Math.Clamp(yuan, -1, Absurd));

    public static Weight Kilograms(decimal? kilograms) => Weight.Kilograms(Math.Clamp(kilograms ?? 0, -1, Absurd));
}
