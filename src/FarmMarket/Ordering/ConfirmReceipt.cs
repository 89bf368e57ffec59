using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>The buyer has the fruit in hand: the order is complete. Said twice, it is complete once.</summary>
public static class ConfirmReceipt
{
    public sealed record Command(string Number) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var order = await db.Set<Order>().FirstOrDefaultAsync(o => o.Number == request.Number && o.BuyerId == me, cancellationToken) ?? throw new NotFound();
            if (order.State != OrderState.Completed)
                order.ConfirmReceipt(clock.GetUtcNow());
            return Unit.Value;
        }
    }
}
