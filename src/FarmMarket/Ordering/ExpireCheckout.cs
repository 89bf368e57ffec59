using FarmMarket.Data;
using FarmMarket.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>Ends a checkout that nobody paid in time. Due at its <see cref="Checkout.ExpiresAt"/>; does nothing to one that was paid or cancelled.</summary>
public static class ExpireCheckout
{
    public sealed record Job(string Checkout) : IJob;

    internal sealed class Handler(MarketDb db, JobQueue jobs, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var checkout = await db.Set<Checkout>().Include(c => c.Orders)
                .FirstOrDefaultAsync(c => c.Number == request.Checkout && c.State == CheckoutState.AwaitingPayment, cancellationToken);
            if (checkout is null)
                return Unit.Value;
            checkout.Expire(clock.GetUtcNow());
            // The clock of another node may run a little ahead of this one's; the stock must not be kept for ever.
            if (checkout.State == CheckoutState.AwaitingPayment)
                jobs.Add(request, checkout.ExpiresAt);
            return Unit.Value;
        }
    }
}
