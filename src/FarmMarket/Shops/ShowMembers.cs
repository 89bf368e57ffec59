using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>Who works in the shop, owners first, and for owners which invitations are still open. Bounded by <see cref="Shop.MostMembers"/>.</summary>
public static class ShowMembers
{
    public sealed record Query(string Shop) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    public sealed record Result(ShopRole MyRole, IReadOnlyList<Member> Members, IReadOnlyList<Invitation> Invitations);

    /// <param name="LastOwner">Can't leave or get a lower role before there is another owner.</param>
    public sealed record Member(UserId User, string Name, ShopRole Role, DateTimeOffset JoinedAt, bool IsMe, bool LastOwner);

    public sealed record Invitation(ShopInvitationId Id, string For, ShopRole Role, DateTimeOffset ExpiresAt);

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var rows = await db.Set<ShopMember>().Where(member => member.ShopId == actor.Shop)
                .Join(
                    PersonFacts.From(db),
                    member => (long)(object)member.UserId,
                    person => person.Id,
                    (member, person) => new { member.UserId, person.Name, member.Role, member.JoinedAt, member.Id })
                .Take(Shop.MostMembers)
                .ToListAsync(cancellationToken);
            var owners = rows.Count(row => row.Role == ShopRole.Owner);
            var members = rows.OrderByDescending(row => row.Role).ThenBy(row => row.Id.Value)
                .Select(row => new Member(
                    row.UserId, row.Name, row.Role, row.JoinedAt, row.UserId == actor.User, row.Role == ShopRole.Owner && owners == 1))
                .ToList();
            var mine = actor.ShopRole!.Value;
            if (mine < ShopRole.Owner)
                return new(mine, members, []);

            var now = clock.GetUtcNow();
            var invitations = await db.Set<ShopInvitation>()
                .Where(invitation => invitation.ShopId == actor.Shop && invitation.AcceptedAt == null && !invitation.Withdrawn && invitation.ExpiresAt > now)
                .OrderBy(invitation => invitation.ExpiresAt)
                .Select(invitation => new Invitation(invitation.Id, invitation.For, invitation.Role, invitation.ExpiresAt))
                .Take(InviteMember.MostOpen)
                .AsNoTracking()
                .ToListAsync(cancellationToken);
            return new(mine, members, invitations);
        }
    }
}
