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
        if (offer.Closed(Shanghai.Date(now)) is { } closed)
            throw closed;
        if (quantity > offer.MaxPerOrder)
            throw new RuleBroken("一单最多买 {0} 件", offer.MaxPerOrder) { Field = "quantity", Code = "too-many" };
        if (quantity > offer.PacksLeft)
        {
            throw offer.PacksLeft == 0
                ? new RuleBroken("已经卖完了") { Field = "quantity", Code = "out-of-stock" }
                : new RuleBroken("库存不足，只剩 {0} 件", offer.PacksLeft) { Field = "quantity", Code = "out-of-stock" };
        }
        var line = LineOf(offer.Pack) ?? Add(offer.Pack, offer.Price, now);
        (line.Quantity, line.PriceSeen) = (quantity, offer.Price);
        return line;
    }

    /// <summary>Takes over a line of another cart of the same person; beyond the limit it stays behind.</summary>
    public void Take(CartLine other)
    {
        if (LineOf(other.PackId) is { } line)
            line.Quantity = Math.Max(line.Quantity, other.Quantity);
        else if (Lines.Count < PlaceOrder.MostLines)
            Lines.Add(new() { PackId = other.PackId, Quantity = other.Quantity, PriceSeen = other.PriceSeen, AddedAt = other.AddedAt });
    }

    private CartLine Add(PackId pack, Money price, DateTimeOffset now)
    {
        if (Lines.Count >= PlaceOrder.MostLines)
            throw new RuleBroken("购物车最多放 {0} 种商品，请先结算或删掉一些", PlaceOrder.MostLines) { Code = "cart-full" };
        var line = new CartLine { PackId = pack, Quantity = 0, PriceSeen = price, AddedAt = now };
        Lines.Add(line);
        return line;
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
