using System.Security.Cryptography;
using System.Text;
using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>The cart of who asks: of the signed-in person, else of the token in the browser's cookie.</summary>
internal sealed class CurrentCart(MarketDb db, Actor actor, TimeProvider clock)
{
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Its row as a query, empty for a stranger without a token.</summary>
    public IQueryable<Cart> Row(string? token)
    {
        if (actor.UserId is { } user)
            return db.Set<Cart>().Where(cart => cart.UserId == user);
        var hash = string.IsNullOrEmpty(token) ? null : Hash(token);
        return db.Set<Cart>().Where(cart => hash != null && cart.TokenHash == hash);
    }

    /// <summary>With its lines, to be changed; one is opened for who has none yet.</summary>
    public async Task<Cart> Open(string? token, CancellationToken cancellation)
    {
        if (actor.UserId is null && string.IsNullOrEmpty(token))
            throw new ArgumentException("A stranger's cart needs a token.", nameof(token));
        var cart = await Row(token).Include(cart => cart.Lines).FirstOrDefaultAsync(cancellation);
        if (cart is null)
        {
            cart = new Cart { UserId = actor.UserId, TokenHash = actor.UserId is null ? Hash(token!) : null };
            db.Add(cart);
        }
        cart.UpdatedAt = clock.GetUtcNow();
        return cart;
    }

    /// <summary>Takes packs out of the signed-in person's cart.</summary>
    public Task Drop(IReadOnlyCollection<PackId> packs, CancellationToken cancellation)
    {
        var user = actor.User;
        return db.Set<CartLine>().Where(line => packs.Contains(line.PackId) && db.Set<Cart>().Any(cart => cart.Id == line.CartId && cart.UserId == user))
            .ExecuteDeleteAsync(cancellation);
    }
}
