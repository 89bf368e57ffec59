using FarmMarket.Accounts;
using FarmMarket.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>Who deletes their account leaves their shops; the only owner of one has to hand it over first.</summary>
internal sealed class LeaveWithTheAccount(MarketDb db) : INotificationHandler<AccountDeleting>
{
    public async Task Handle(AccountDeleting deleting, CancellationToken cancellationToken)
    {
        var shops = await db.Set<Shop>().Include(shop => shop.Members).Where(shop => shop.Members.Any(member => member.UserId == deleting.User)).ToListAsync(cancellationToken);
        foreach (var shop in shops)
        {
            if (shop.IsOnlyOwner(deleting.User))
            {
                deleting.Objections.Add(new("您是“{0}”唯一的店主，请先让别人当店主", shop.Name) { Code = "last-owner" });
                continue;
            }
            shop.Leave(deleting.User);
            await db.WithdrawInvitationsOf(deleting.User, shop.Id, cancellationToken);
        }
    }
}
