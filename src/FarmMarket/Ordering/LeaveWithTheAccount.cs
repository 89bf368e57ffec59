using FarmMarket.Accounts;
using FarmMarket.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>Who deletes their account first sees their orders to the end; nobody could confirm, cancel or be asked about them afterwards. The cart goes.</summary>
internal sealed class LeaveWithTheAccount(MarketDb db) : INotificationHandler<AccountDeleting>
{
    public async Task Handle(AccountDeleting deleting, CancellationToken cancellationToken)
    {
        var open = await db.Set<Order>().CountAsync(order => order.BuyerId == deleting.User && order.EndedAt == null, cancellationToken);
        if (open > 0)
            deleting.Objections.Add(new("您还有 {0} 个订单没走完：没装箱的请先取消，已发出的请收到后在“我的订单”里确认收货", open) { Code = "orders-unfinished" });
        await db.Set<Cart>().Where(cart => cart.UserId == deleting.User).ExecuteDeleteAsync(cancellationToken);
    }
}
