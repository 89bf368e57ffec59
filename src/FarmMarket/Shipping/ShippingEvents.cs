using FarmMarket.Kernel;

namespace FarmMarket.Shipping;

/// <summary>A carrier says the parcel was handed over.</summary>
public sealed record ParcelDelivered(string CarrierCode, string Waybill, DateTimeOffset At) : IDomainEvent;

/// <summary>A carrier can't deliver the parcel: wrong address, nobody there, damaged.</summary>
public sealed record ParcelInTrouble(string CarrierCode, string Waybill, DateTimeOffset At) : IDomainEvent;
