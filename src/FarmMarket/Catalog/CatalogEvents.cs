using FarmMarket.Kernel;

namespace FarmMarket.Catalog;

/// <summary>Anything a buyer can see of a listing changed, except stock, which followers read from the stock ledger.</summary>
public sealed record ListingChanged(ListingId Listing) : IDomainEvent;

public sealed record ListingTakenDown(ListingId Listing, ShopId Shop, string Reason) : IDomainEvent;
