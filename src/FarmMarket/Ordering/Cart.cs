using FarmMarket.Kernel;

namespace FarmMarket.Ordering;

public readonly record struct CartId(long Value) : IId;

/// <summary>What someone means to buy, over all shops. Belongs to a person, or before sign-in to a cookie's token; both are merged at sign-in.</summary>
public sealed class Cart : IEntity
{
    public CartId Id { get; init; }
    public UserId? UserId { get; set; }

    /// <summary>SHA-256 of the cookie's token while nobody is signed in.</summary>
    public string? TokenHash { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public List<CartLine> Lines { get; } = [];
}

public readonly record struct CartLineId(long Value) : IId;

public sealed class CartLine : IEntity
{
    public CartLineId Id { get; init; }
    public CartId CartId { get; init; }
    public required PackId PackId { get; init; }
    public required int Quantity { get; set; }

    /// <summary>The price the buyer saw; checkout says so when it has changed since.</summary>
    public required Money PriceSeen { get; set; }
    public DateTimeOffset AddedAt { get; init; }
}
