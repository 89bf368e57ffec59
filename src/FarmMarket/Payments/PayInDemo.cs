using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using MediatR;
using Microsoft.Extensions.Options;

namespace FarmMarket.Payments;

/// <summary>
/// What the buyer chose on the demo gateway's page. Paying twice pays once. Outside demo mode it does not exist. Walking away needs no
/// request: the checkout then ends by itself.
/// </summary>
public static class PayInDemo
{
    /// <param name="Checkout">Its number.</param>
    /// <param name="Decline">The bank says no; the checkout can still be paid until it expires.</param>
    public sealed record Command(string Checkout, bool Decline = false) : ICommand<Result>, IForSignedIn;

    public sealed record Result(CheckoutState State);

    internal sealed class Handler(Till till, PayableCheckouts checkouts, Actor actor, IOptions<MarketOptions> market) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!market.Value.Demo)
                throw new NotFound();
            var due = await checkouts.Find(request.Checkout, actor.User, cancellationToken);
            if (due.State == CheckoutState.Paid)
                return new(CheckoutState.Paid);
            await checkouts.RefuseIfOver(due.Id, cancellationToken);
            var reference = "demo-" + PublicNumbers.Token();
            if (request.Decline)
            {
                till.Decline(due, DemoGateway.GatewayName, reference);
                return new(CheckoutState.AwaitingPayment);
            }
            await till.Take(due, DemoGateway.GatewayName, reference, cancellationToken);
            return new(CheckoutState.Paid);
        }
    }
}
