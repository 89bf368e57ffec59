using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>
/// After sign-in: what was put into the browser's cart before goes to the person's own, which is the same on all devices. A pack in
/// both keeps the larger quantity, because the same wish on two devices is one wish.
/// </summary>
public static class MergeCart
{
    public sealed record Command(string Token) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, CurrentCart current) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var hash = CurrentCart.Hash(request.Token);
            var before = await db.Set<Cart>().Include(cart => cart.Lines).FirstOrDefaultAsync(cart => cart.TokenHash == hash, cancellationToken);
            if (before is null)
                return Unit.Value;
            var mine = await current.Open(token: null, cancellationToken);
            foreach (var line in before.Lines)
                mine.Take(line);
            db.Remove(before);
            return Unit.Value;
        }
    }
}
