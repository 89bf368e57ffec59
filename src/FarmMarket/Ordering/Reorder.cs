using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>Puts what an order held into the cart again, as far as it can be had today.</summary>
public static class Reorder
{
    public sealed record Command(string Number) : ICommand<Result>, IForSignedIn;

    /// <param name="Added">Lines that are in the cart now.</param>
    /// <param name="Missing">What can't be had, or only in part, with the reason.</param>
    public sealed record Result(int Added, IReadOnlyList<Missing> Missing);

    public sealed record Missing(LocalText Title, LocalText PackName, RuleBroken Why);

    internal sealed class Handler(MarketDb db, Actor actor, CurrentCart current, IMediator mediator, TimeProvider clock) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var (me, now) = (actor.User, clock.GetUtcNow());
            var order = await db.Set<Order>().AsNoTracking().Where(o => o.Number == request.Number && o.BuyerId == me).Select(o => (OrderId?)o.Id)
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var lines = await db.Set<OrderLine>().AsNoTracking().Where(line => line.OrderId == order).OrderBy(line => line.Id).ToListAsync(cancellationToken);
            var offers = await mediator.Send(new PackOffers.Query([.. lines.Select(line => line.PackId)]), cancellationToken);
            var cart = await current.Open(token: null, cancellationToken);
            var missing = new List<Missing>();
            foreach (var line in lines)
            {
                var quantity = Math.Max(line.Quantity, cart.LineOf(line.PackId)?.Quantity ?? 0);
                var offer = offers.GetValueOrDefault(line.PackId);
                if (offer is null)
                    missing.Add(new(line.Title, line.PackName, new("这个规格已不再卖") { Code = "pack-retired" }));
                else if (cart.WhyNot(offer, quantity, now) is { } why)
                    missing.Add(new(line.Title, line.PackName, why));
                else
                    cart.Put(offer, quantity, now);
            }
            return new(lines.Count - missing.Count, missing);
        }
    }
}
