using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>Puts listings on sale or pauses them, one or many; those that are so already stay as they are.</summary>
public static class ChangeListingStatus
{
    private const int MostAtOnce = 200;

    public sealed record Command(string Shop, IReadOnlyList<string> Slugs, bool OnSale) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() =>
            RuleFor(command => command.Slugs.Count).InclusiveBetween(1, MostAtOnce).WithMessage("请先勾选商品，一次最多 200 个").OverridePropertyName("Slugs");
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var (shop, slugs, now) = (actor.Shop, request.Slugs.Distinct().ToList(), clock.GetUtcNow());
            var listings = await db.Set<Listing>()
                .Include(listing => listing.Pools).ThenInclude(pool => pool.Packs)
                .Include(listing => listing.Photos)
                .Where(listing => listing.ShopId == shop && slugs.Contains(listing.Slug)).ToListAsync(cancellationToken);
            if (listings.Count < slugs.Count)
                throw new NotFound();
            foreach (var listing in listings)
            {
                if (request.OnSale && listing.Status != ListingStatus.OnSale)
                    listing.Publish(now);
                else if (!request.OnSale && listing.Status == ListingStatus.OnSale)
                    listing.Pause(now);
            }
            return Unit.Value;
        }
    }
}
