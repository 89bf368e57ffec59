using FarmMarket.Kernel;

namespace FarmMarket.Shipping;

public enum TrackingKind
{
    PickedUp,
    InTransit,
    OutForDelivery,
    Delivered,
    Problem,
}

public readonly record struct TrackingEventId(long Value) : IId;

/// <summary>What a carrier reports of a waybill. The same report arriving twice is one event.</summary>
public sealed class TrackingEvent : IEntity
{
    public TrackingEventId Id { get; init; }
    public required string CarrierCode { get; init; }
    public required string Waybill { get; init; }
    public required TrackingKind Kind { get; init; }

    /// <summary>In the carrier's words; empty for the usual words of <see cref="Kind"/>.</summary>
    public required LocalText What { get; init; }
    public required DateTimeOffset At { get; init; }
}
