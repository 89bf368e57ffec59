using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>Has the gateway send an owed refund. Asked again with the same key until the market has written down that it was done.</summary>
public static class CarryOutRefund
{
    /// <param name="Key">Of the refund.</param>
    public sealed record Job(string Key) : IOutsideJob;

    internal sealed class Handler(MarketDb db, IEnumerable<IPaymentGateway> gateways, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var owed = await db.Set<Refund>().AsNoTracking().FirstOrDefaultAsync(refund => refund.Key == request.Key, cancellationToken);
            if (owed is null or { DoneAt: not null })
                return Unit.Value;
            var gateway = gateways.FirstOrDefault(gateway => gateway.Name == owed.Gateway)
                ?? throw new InvalidOperationException($"The refund {request.Key} needs the gateway {owed.Gateway}, which is not set up.");
            try
            {
                var reference = await gateway.Refund(owed.PaymentReference, owed.Amount, owed.Key, cancellationToken);
                await mediator.Send(new WriteDown(request.Key, reference, Refused: null), cancellationToken);
            }
            catch (GatewayRefuses refusal)
            {
                await mediator.Send(new WriteDown(request.Key, Reference: null, refusal.Message), cancellationToken);
            }
            return Unit.Value;
        }
    }

    internal sealed record WriteDown(string Key, string? Reference, string? Refused) : ICommand<Unit>, IForSystem;

    internal sealed class WriteDownHandler(MarketDb db, Refunds refunds) : IRequestHandler<WriteDown, Unit>
    {
        public async Task<Unit> Handle(WriteDown request, CancellationToken cancellationToken)
        {
            var refund = await db.Set<Refund>().SingleAsync(refund => refund.Key == request.Key, cancellationToken);
            if (request.Reference is { } reference)
                await refunds.Done(refund, reference, cancellationToken);
            // Somebody else may have sent it while the gateway was asked, which is why it refuses.
            else if (refund.DoneAt is null)
                await refunds.Failed(refund, request.Refused ?? "", cancellationToken);
            return Unit.Value;
        }
    }
}
