namespace FarmMarket.Kernel;

/// <summary>A key made by the database. People never see it; they see slugs and order numbers.</summary>
public interface IId
{
    long Value { get; }
}

public readonly record struct UserId(long Value) : IId;
public readonly record struct ShopId(long Value) : IId;
public readonly record struct ListingId(long Value) : IId;
public readonly record struct StockPoolId(long Value) : IId;
public readonly record struct PackId(long Value) : IId;
public readonly record struct PhotoId(long Value) : IId;
public readonly record struct CheckoutId(long Value) : IId;
public readonly record struct OrderId(long Value) : IId;

/// <summary>Ids are compared for paging by key; the database does it on the bare number.</summary>
public static class IdOrder
{
    extension<TId>(TId) where TId : struct, IId
    {
        public static bool operator <(TId a, TId b) => a.Value < b.Value;
        public static bool operator >(TId a, TId b) => a.Value > b.Value;
    }
}
