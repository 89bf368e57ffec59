using FarmMarket.Kernel;
using MediatR;

namespace FarmMarket.Payments;

/// <summary>Stripe has paid the platform: the money is in its bank from here on. A payout that the bank sends back stands at Stripe again.</summary>
public static class RecordStripePayout
{
    /// <param name="Payout">Stripe's, po_….</param>
    public sealed record Command(string Event, string Payout, Money Amount, bool Failed) : ICommand<Unit>, IForSystem;

    internal sealed class Handler(StripeEvents events, Ledger ledger) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!await events.IsNew(request.Event, cancellationToken))
                return Unit.Value;
            if (!request.Failed && !await ledger.Knows("gateway-payout", request.Payout, cancellationToken))
            {
                await ledger.Post("gateway-payout", request.Payout, order: null,
                    [Posting.ToDebit(LedgerAccount.Bank, request.Amount), Posting.FromGateway(StripeGateway.GatewayName, request.Amount, request.Payout)], cancellationToken);
            }
            // Of one that never counted as paid there is nothing to take back.
            else if (request.Failed && await ledger.Knows("gateway-payout", request.Payout, cancellationToken) && !await ledger.Knows("gateway-payout-failed", request.Payout, cancellationToken))
            {
                await ledger.Post("gateway-payout-failed", request.Payout, order: null,
                    [Posting.ToGateway(StripeGateway.GatewayName, request.Amount, request.Payout), Posting.ToCredit(LedgerAccount.Bank, request.Amount)], cancellationToken);
            }
            return Unit.Value;
        }
    }
}
