using FarmMarket.Kernel;

namespace FarmMarket.Shipping;

/// <summary>A carrier says the parcel was handed over.</summary>
public sealed record ParcelDelivered(string CarrierCode, string Waybill, DateTimeOffset At) : IDomainEvent;
