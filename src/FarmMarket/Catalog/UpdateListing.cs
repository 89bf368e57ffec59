using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>Changes what a listing says, its packs, prices and photos. Stock is moved by <see cref="MoveStock"/>.</summary>
public static class UpdateListing
{
    /// <param name="Version">Of the listing as it was read, so that two people don't overwrite each other; null to write all the same.</param>
    public sealed record Command(string Shop, string Slug, ListingContent Content, long? Version = null) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Handler(MarketDb db, ListingEditing editing, Actor actor) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var listing = await db.Set<Listing>()
                .Include(listing => listing.Pools).ThenInclude(pool => pool.Packs)
                .Include(listing => listing.Photos)
                .FirstOrDefaultAsync(listing => listing.ShopId == shop && listing.Slug == request.Slug, cancellationToken) ?? throw new NotFound();
            if (request.Version is { } version && version != listing.Version)
                throw new RuleBroken("刚刚有人改过这条记录，请刷新后再试") { Code = "changed-meanwhile" };
            await editing.Apply(listing, request.Content, cancellationToken);
            return Unit.Value;
        }
    }
}
