using FarmMarket.Shipping;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Components.Shipping;

/// <summary>What a carrier's report is called: in its own words where it gave any.</summary>
public static class TrackingWords
{
    public static string Step(Text T, TrackingStep step) => step.What.Zh.Length > 0 ? step.What.ToString() : Kind(T, step.Kind);

    public static string Kind(Text T, TrackingKind kind) => kind switch
    {
        TrackingKind.PickedUp => T["快递员已取件"],
        TrackingKind.InTransit => T["运输途中"],
        TrackingKind.OutForDelivery => T["正在派送"],
        TrackingKind.Delivered => T["已签收"],
        TrackingKind.Problem => T["派送遇到问题，请联系快递公司"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
