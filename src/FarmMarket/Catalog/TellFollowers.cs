using FarmMarket.Data;
using MediatR;

namespace FarmMarket.Catalog;

/// <summary>Gives every visible change of a listing a number in the sequence that the nodes follow.</summary>
internal sealed class TellFollowers(MarketDb db, TimeProvider clock) : INotificationHandler<ListingChanged>, INotificationHandler<ListingTakenDown>
{
    public Task Handle(ListingChanged changed, CancellationToken cancellationToken) => Tell(changed.Listing);

    public Task Handle(ListingTakenDown taken, CancellationToken cancellationToken) => Tell(taken.Listing);

    private Task Tell(Kernel.ListingId listing)
    {
        db.Add(new ListingChange { ListingId = listing, At = clock.GetUtcNow() });
        return Task.CompletedTask;
    }
}
