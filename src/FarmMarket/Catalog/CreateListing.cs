using FarmMarket.Kernel;
using MediatR;

namespace FarmMarket.Catalog;

/// <summary>Lists produce: a draft, or at once on sale.</summary>
public static class CreateListing
{
    /// <summary>Returns the slug.</summary>
    public sealed record Command(string Shop, ListingContent Content, bool Publish, string? IdempotencyKey = null) : ICommand<string>, IForShop, IOnce
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Handler(ListingEditing editing, Actor actor, TimeProvider clock) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var listing = await editing.Create(actor.Shop, request.Content, cancellationToken);
            if (request.Publish)
                listing.Publish(clock.GetUtcNow());
            return listing.Slug;
        }
    }
}

/// <summary>Gives a pool the stock it was opened with, through the ledger like any other.</summary>
internal sealed class StockNewPools(Stock stock) : INotificationHandler<PoolOpened>
{
    public Task Handle(PoolOpened opened, CancellationToken cancellationToken) =>
        stock.Move(opened.Pool, opened.Listing, opened.Units, StockMoveKind.Harvested, reason: null, cancellationToken);
}
