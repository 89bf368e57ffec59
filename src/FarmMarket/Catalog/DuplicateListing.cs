using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;

namespace FarmMarket.Catalog;

/// <summary>Makes a draft that says the same, with empty stock: next year's season, or the neighbouring variety.</summary>
public static class DuplicateListing
{
    /// <summary>Returns the slug of the copy.</summary>
    public sealed record Command(string Shop, string Slug) : ICommand<string>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Handler(MarketDb db, ListingEditing editing, Actor actor, TimeProvider clock) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var (content, _) = await EditListing.Read(db, shop, request.Slug, cancellationToken) ?? throw new NotFound();
            var copy = content with
            {
                // A promise that has passed is not made again.
                PresaleShipBy = content.PresaleShipBy >= Shanghai.Date(clock.GetUtcNow()) ? content.PresaleShipBy : null,
                Pools = [.. content.Pools.Where(pool => pool.Packs.Count > 0).Select(pool => pool with
                {
                    Id = null,
                    OpeningStock = 0,
                    Packs = [.. pool.Packs.Select(pack => pack with { Id = null })],
                })],
            };
            return (await editing.Create(shop, copy, cancellationToken)).Slug;
        }
    }
}
