using FarmMarket.Kernel;

namespace FarmMarket.Shipping;

/// <summary>A ready-made template that a grower in Baise can take as it is. Prices are what couriers ask small shippers of fruit there.</summary>
public sealed record FreightPreset(string Code, FreightTerms Terms);

public static class FreightPresets
{
    private static readonly string[] Guangxi = ["45"];
    private static readonly string[] Neighbours = ["44", "46", "43", "52", "53"];
    private static readonly string[] Middle = ["36", "35", "42", "50", "51", "33", "31", "32", "34", "41"];
    private static readonly string[] North = ["61", "37", "11", "12", "13", "14"];
    private static readonly string[] FarNorth = ["21", "22", "23", "15", "62", "64", "63"];
    private static readonly string[] NotServed = ["65", "54", "81", "82", "71"];

    public static readonly IReadOnlyList<FreightPreset> All =
    [
        // Ordinary courier by road, two to four days.
        new("express", new(null, null,
        [
            Rate(Guangxi, 600, 100), Rate(Neighbours, 800, 150), Rate(Middle, 1000, 200), Rate(North, 1200, 250), Rate(FarNorth, 1600, 400), Refuse(NotServed),
        ])),

        // Freight is in the price; only the far ones pay something.
        new("included", new(null, null,
        [
            Rate([.. Guangxi, .. Neighbours, .. Middle, .. North], 0, 0), Rate(FarNorth, 800, 200), Refuse(NotServed),
        ])),

        // Flown or cooled, next day or the one after: litchi, bayberry, soft fruit.
        new("cold", new(null, null,
        [
            Rate(Guangxi, 1400, 300, cold: true), Rate(Neighbours, 1800, 500, cold: true), Rate([.. Middle, .. North], 2600, 900, cold: true),
            Refuse([.. FarNorth, .. NotServed]),
        ])),
    ];

    public static FreightPreset? Find(string? code) => All.FirstOrDefault(preset => preset.Code == code);

    private static FreightTerms.Rate Rate(IReadOnlyList<string> provinces, long first, long additional, bool cold = false) =>
        new(provinces, true, Weight.Kilograms(1), new(first), Weight.Kilograms(1), new(additional), true, cold);

    private static FreightTerms.Rate Refuse(IReadOnlyList<string> provinces) =>
        new(provinces, false, Weight.Zero, Money.Zero, Weight.Zero, Money.Zero, false, false);
}
