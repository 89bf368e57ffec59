using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using MediatR;

namespace FarmMarket.Payments;

/// <summary>A paid order was cancelled: what is left of its money is owed back from that moment, in the same transaction, and sent by a job.</summary>
internal sealed class OweRefund(MarketDb db, Refunds refunds) : INotificationHandler<OrderCancelled>
{
    public async Task Handle(OrderCancelled cancelled, CancellationToken cancellationToken)
    {
        if (cancelled.Owed == Money.Zero)
            return;
        var holding = await db.HoldingOf(cancelled.Number, cancellationToken);
        await refunds.Owe(holding, holding.Rest(), "cancelled-" + cancelled.Number, RefundReason.Cancelled, cancelled.By, note: null, cancellationToken);
    }
}
