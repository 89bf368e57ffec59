using FarmMarket.Kernel;

namespace FarmMarket.Catalog;

/// <summary>Anything a buyer can see of a listing changed, except stock, which followers read from the stock ledger.</summary>
public sealed record ListingChanged(ListingId Listing) : IDomainEvent;

public sealed record ListingTakenDown(ListingId Listing, ShopId Shop, string Reason) : IDomainEvent;

/// <summary>A new pool was opened with fruit in it, grams or pieces; its first line in the stock ledger follows from this.</summary>
public sealed record PoolOpened(ListingId Listing, StockPoolId Pool, long Units) : IDomainEvent;
