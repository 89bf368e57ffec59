using System.Globalization;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Components.Shipping;

/// <summary>How freight terms are written.</summary>
public static class FreightWords
{
    public static string Provinces(Text T, IReadOnlyCollection<string> codes) =>
        codes.Count == 0
            ? T["其余各省"]
            : string.Join(Text.InEnglish ? ", " : "、", FarmMarket.Shipping.Provinces.All.Where(province => codes.Contains(province.Code)).Select(province => province.Name.ToString()));

    /// <summary>Couriers count in kilograms, in both languages.</summary>
    public static string Kilograms(Weight weight) => (weight.Grams / 1000m).ToString("0.###", CultureInfo.InvariantCulture) + " kg";

    public static string Price(Text T, FreightTerms.Rate rate) => rate switch
    {
        { Served: false } => T["不送"],
        { FirstPrice.Fen: 0 } when rate.AdditionalPrice.Fen == 0 || rate.AdditionalWeight.Grams == 0 => T["包邮"],
        _ when rate.AdditionalWeight.Grams == 0 => T["不论多重 {0}", rate.FirstPrice],
        _ => T["首 {0} {1}，每加 {2} 加 {3}", Kilograms(rate.FirstWeight), rate.FirstPrice, Kilograms(rate.AdditionalWeight), rate.AdditionalPrice],
    };

    public static string PresetName(Text T, string code) => code switch
    {
        "express" => T["按重量收"],
        "included" => T["包邮"],
        "cold" => T["冷链"],
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };

    public static string PresetWhy(Text T, string code) => code switch
    {
        "express" => T["普通快递，两三天到。芒果、柑橘、火龙果这样耐放的，选这套。"],
        "included" => T["运费算在价格里，买家看着省心；只有东北、西北补一点。"],
        "cold" => T["冷链或空运，一两天到。荔枝、桑葚、杨梅这样怕热的，选这套。"],
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };
}
