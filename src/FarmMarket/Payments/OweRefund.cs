using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>A paid order was cancelled: the refund is owed from that moment, in the same transaction, and carried out by a job.</summary>
internal sealed class OweRefund(MarketDb db, AuditTrail audit, JobQueue jobs, TimeProvider clock) : INotificationHandler<OrderCancelled>
{
    public async Task Handle(OrderCancelled cancelled, CancellationToken cancellationToken)
    {
        if (cancelled.Owed == Money.Zero)
            return;
        var paid = await db.Set<Payment>().AsNoTracking()
            .Where(payment => payment.CheckoutId == cancelled.Checkout && payment.State == PaymentState.Succeeded)
            .Select(payment => new { payment.Gateway, payment.Reference })
            .SingleAsync(cancellationToken);
        db.Add(new Refund
        {
            OrderId = cancelled.Order,
            OrderNumber = cancelled.Number,
            CheckoutId = cancelled.Checkout,
            BuyerId = cancelled.Buyer,
            Amount = cancelled.Owed,
            Gateway = paid.Gateway,
            PaymentReference = paid.Reference!,
            CreatedAt = clock.GetUtcNow(),
        });
        audit.Record("refund.owed", "order:" + cancelled.Number, new { by = cancelled.By.ToString(), fen = cancelled.Owed.Fen });
        jobs.Add(new CarryOutRefund.Job(cancelled.Number));
    }
}
