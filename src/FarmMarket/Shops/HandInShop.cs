using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>The checklist is done: asks the operator to open the shop.</summary>
public static class HandInShop
{
    public sealed record Command(string Shop) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Owner;
    }

    internal sealed class Handler(MarketDb db, Actor actor, OpeningChecklist checklist, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = await db.Set<Shop>().FirstAsync(shop => shop.Id == actor.Shop, cancellationToken);
            var steps = await checklist.Of(shop.Id, cancellationToken);
            shop.HandIn([.. steps.Where(step => !step.Value).Select(step => step.Key.ToString())]);
            audit.Record("shop.handed-in", $"shop:{shop.Slug}");
            return Unit.Value;
        }
    }
}
