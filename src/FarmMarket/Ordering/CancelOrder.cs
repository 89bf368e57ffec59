using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>
/// The buyer changes their mind before packing starts. What was paid is owed back. Before payment the whole checkout ends, because it is
/// paid for as one.
/// </summary>
public static class CancelOrder
{
    /// <summary>What buyers usually say; text keys, so that the shop reads them in either language.</summary>
    public static readonly IReadOnlyList<string> UsualReasons = ["地址或电话写错了", "数量或规格选错了", "不想要了", "等得太久"];

    public sealed record Command(string Number, string? Reason) : ICommand<Unit>, IForSignedIn;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Reason).MaximumLength(200).WithMessage("原因请写在 200 字以内");
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var (me, now) = (actor.User, clock.GetUtcNow());
            var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
            var order = await db.Set<Order>().FirstOrDefaultAsync(o => o.Number == request.Number && o.BuyerId == me, cancellationToken) ?? throw new NotFound();
            if (order.State == OrderState.AwaitingPayment)
            {
                var checkout = await db.Set<Checkout>().Include(c => c.Orders).SingleAsync(c => c.Id == order.CheckoutId, cancellationToken);
                checkout.Cancel(reason, now);
            }
            else
            {
                order.Cancel(OrderActor.Buyer, reason, now);
            }
            return Unit.Value;
        }
    }
}
