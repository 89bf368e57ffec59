using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>Has the gateway send an owed refund. Asked again with the same key until the market has written down that it was done.</summary>
public static class CarryOutRefund
{
    /// <param name="Order">Its number; an order is refunded at most once.</param>
    public sealed record Job(string Order) : IOutsideJob;

    internal sealed class Handler(MarketDb db, IEnumerable<IPaymentGateway> gateways, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var owed = await db.Set<Refund>().AsNoTracking().FirstOrDefaultAsync(refund => refund.OrderNumber == request.Order, cancellationToken);
            if (owed is null or { DoneAt: not null })
                return Unit.Value;
            var gateway = gateways.FirstOrDefault(gateway => gateway.Name == owed.Gateway)
                ?? throw new InvalidOperationException($"The refund of order {request.Order} needs the gateway {owed.Gateway}, which is not set up.");
            var reference = await gateway.Refund(owed.PaymentReference, owed.Amount, "refund-" + owed.OrderNumber, cancellationToken);
            await mediator.Send(new WriteDown(request.Order, reference), cancellationToken);
            return Unit.Value;
        }
    }

    internal sealed record WriteDown(string Order, string Reference) : ICommand<Unit>, IForSystem;

    internal sealed class WriteDownHandler(MarketDb db, AuditTrail audit, TimeProvider clock) : IRequestHandler<WriteDown, Unit>
    {
        public async Task<Unit> Handle(WriteDown request, CancellationToken cancellationToken)
        {
            var refund = await db.Set<Refund>().SingleAsync(refund => refund.OrderNumber == request.Order, cancellationToken);
            if (refund.DoneAt is not null)
                return Unit.Value;
            refund.CarriedOut(request.Reference, clock.GetUtcNow());
            audit.Record("refund.done", "order:" + request.Order, new { refund.Gateway, request.Reference, fen = refund.Amount.Fen });
            return Unit.Value;
        }
    }
}
