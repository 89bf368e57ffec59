using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>Who deletes their account first gets back what they are owed: should it get stuck, the market can still reach them.</summary>
internal sealed class LeaveWithTheAccount(MarketDb db) : INotificationHandler<AccountDeleting>
{
    public async Task Handle(AccountDeleting deleting, CancellationToken cancellationToken)
    {
        var owed = await db.Set<Refund>().Where(refund => refund.BuyerId == deleting.User && refund.DoneAt == null).Select(refund => refund.Amount).ToListAsync(cancellationToken);
        if (owed.Count > 0)
            deleting.Objections.Add(new("还有 {0} 正在退给您，请等订单页写明已经退回再来注销", owed.Sum()) { Code = "refund-pending" });
    }
}
