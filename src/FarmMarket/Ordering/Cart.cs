using FarmMarket.Catalog;
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

    public CartLine? LineOf(PackId pack) => Lines.FirstOrDefault(line => line.PackId == pack);

    /// <summary>Sets how many of a pack are wanted, as far as it can be bought now.</summary>
    public CartLine Put(PackOffer offer, int quantity, DateTimeOffset now)
    {
        if (WhyNot(offer, quantity, now) is { } refusal)
            throw refusal;
        var line = LineOf(offer.Pack);
        if (line is null)
            Lines.Add(line = new() { PackId = offer.Pack, Quantity = quantity, PriceSeen = offer.Price, AddedAt = now });
        (line.Quantity, line.PriceSeen) = (quantity, offer.Price);
        return line;
    }

    /// <summary>Why so many of a pack can't be in the cart; null when they can.</summary>
    public RuleBroken? WhyNot(PackOffer offer, int quantity, DateTimeOffset now) => offer switch
    {
        _ when offer.Closed(Shanghai.Date(now)) is { } closed => closed,
        _ when quantity > offer.MaxPerOrder => new("一单最多买 {0} 件", offer.MaxPerOrder) { Field = "quantity", Code = "too-many" },
        { PacksLeft: 0 } => new("已经卖完了") { Field = "quantity", Code = "out-of-stock" },
        _ when quantity > offer.PacksLeft => new("库存不足，只剩 {0} 件", offer.PacksLeft) { Field = "quantity", Code = "out-of-stock" },
        _ when Lines.Count >= PlaceOrder.MostLines && LineOf(offer.Pack) is null =>
            new("购物车最多放 {0} 种商品，请先结算或删掉一些", PlaceOrder.MostLines) { Code = "cart-full" },
        _ => null,
    };

    /// <summary>Takes over a line of another cart of the same person; beyond the limit it stays behind.</summary>
    public void Take(CartLine other)
    {
        if (LineOf(other.PackId) is { } line)
            line.Quantity = Math.Max(line.Quantity, other.Quantity);
        else if (Lines.Count < PlaceOrder.MostLines)
            Lines.Add(new() { PackId = other.PackId, Quantity = other.Quantity, PriceSeen = other.PriceSeen, AddedAt = other.AddedAt });
    }
}

public readonly record struct CartLineId(long Value) : IId;

public sealed class CartLine : IEntity
{
    /// <summary>Nobody means more packs than that; a shop may set a lower limit for each.</summary>
    public const int MostPacks = 9_999;

    public CartLineId Id { get; init; }
    public CartId CartId { get; init; }
    public required PackId PackId { get; init; }
    public required int Quantity { get; set; }

    /// <summary>The price the buyer saw; checkout says so when it has changed since.</summary>
    public required Money PriceSeen { get; set; }
    public DateTimeOffset AddedAt { get; init; }
}
