using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>Takes packs out of the cart; those that are not in it don't matter.</summary>
public static class DropFromCart
{
    public sealed record Command(string? Token, IReadOnlyCollection<PackId> Packs) : ICommand<Unit>, IForAnyone;

    internal sealed class Handler(MarketDb db, CurrentCart current) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var mine = current.Row(request.Token);
            await db.Set<CartLine>().Where(line => request.Packs.Contains(line.PackId) && mine.Any(cart => cart.Id == line.CartId))
                .ExecuteDeleteAsync(cancellationToken);
            return Unit.Value;
        }
    }
}
