using FarmMarket.Data;
using FarmMarket.Ordering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>A paid order's money is held, in the transaction of the payment; the commission is fixed as it stands now.</summary>
internal sealed class HoldPaidOrder(MarketDb db, Ledger ledger, Commissions commissions) : INotificationHandler<OrderPaid>
{
    public async Task Handle(OrderPaid paid, CancellationToken cancellationToken)
    {
        var payment = await db.Set<Payment>().AsNoTracking()
            .Where(payment => payment.CheckoutId == paid.Checkout && payment.State == PaymentState.Succeeded)
            .Select(payment => new { payment.Gateway, payment.Reference })
            .SingleAsync(cancellationToken);
        var rates = await commissions.At(paid.At, cancellationToken);
        var holding = new Holding
        {
            OrderId = paid.Order,
            OrderNumber = paid.Number,
            CheckoutId = paid.Checkout,
            BuyerId = paid.Buyer,
            ShopId = paid.Shop,
            Gateway = payment.Gateway,
            PaymentReference = payment.Reference!,
            PaidAt = paid.At,
            ClaimHours = paid.Lines.Max(line => line.ClaimHours),
        };
        holding.Parts.AddRange(paid.Lines.Select(line => new HoldingPart { OrderLineId = line.Line, CommissionBasisPoints = rates.Of(line.Category), Paid = line.Sum }));
        if (paid.Freight.Fen > 0)
            holding.Parts.Add(new() { CommissionBasisPoints = 0, Paid = paid.Freight });
        db.Add(holding);
        await ledger.Post("order-paid", paid.Number, paid.Number, holding.Take(), cancellationToken);
    }
}
