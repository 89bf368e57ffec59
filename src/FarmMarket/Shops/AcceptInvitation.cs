using FarmMarket.Accounts;
using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>What someone who followed an invitation's link is asked to join.</summary>
public static class ShowInvitation
{
    public sealed record Query(string Token) : IQuery<Result>, IForSignedIn;

    public sealed record Result
    {
        public required LocalText ShopName { get; init; }

        /// <summary>Null when they have deleted their account; then it is not usable either.</summary>
        public required string? InvitedBy { get; init; }
        public required ShopRole Role { get; init; }
        public required DateTimeOffset ExpiresAt { get; init; }

        /// <summary>False once it was used, withdrawn or ran out.</summary>
        public required bool Usable { get; init; }

        /// <summary>Of the shop, when the asker is a member already.</summary>
        public required string? Slug { get; init; }
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var hash = InviteMember.HashOf(query.Token);
            var (me, now) = (actor.User, clock.GetUtcNow());
            return await (
                from invitation in db.Set<ShopInvitation>()
                where invitation.TokenHash == hash
                join shop in db.Set<Shop>() on invitation.ShopId equals shop.Id
                select new Result
                {
                    ShopName = shop.Name,
                    InvitedBy = PersonFacts.From(db).Where(person => person.Id == (long)(object)invitation.InvitedBy).Select(person => person.Name).FirstOrDefault(),
                    Role = invitation.Role,
                    ExpiresAt = invitation.ExpiresAt,
                    Usable = invitation.AcceptedAt == null && !invitation.Withdrawn && invitation.ExpiresAt > now,
                    Slug = shop.Members.Any(member => member.UserId == me) ? shop.Slug : null,
                })
                .AsNoTracking()
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        }
    }
}

/// <summary>Joins the shop by an invitation's token. Returns the shop's slug.</summary>
public static class AcceptInvitation
{
    public sealed record Command(string Token) : ICommand<string>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var hash = InviteMember.HashOf(request.Token);
            var (me, now) = (actor.User, clock.GetUtcNow());
            var invitation = await db.Set<ShopInvitation>().AsNoTracking().FirstOrDefaultAsync(i => i.TokenHash == hash, cancellationToken) ?? throw new NotFound();
            var shop = await db.Set<Shop>().Include(shop => shop.Members).FirstAsync(shop => shop.Id == invitation.ShopId, cancellationToken);
            shop.Join(me, invitation.Role, now);

            // Of two people with the same link, one finds it unused.
            var used = await db.Set<ShopInvitation>()
                .Where(i => i.Id == invitation.Id && i.AcceptedAt == null && !i.Withdrawn && i.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.AcceptedBy, me).SetProperty(i => i.AcceptedAt, now), cancellationToken);
            if (used == 0)
                throw new RuleBroken("这个邀请已经用过、撤回或过期了，请店主再发一个") { Code = "invitation-over" };
            audit.Record("shop.member-joined", $"shop:{shop.Slug}", new { member = me.Value, role = invitation.Role.ToString() });
            return shop.Slug;
        }
    }
}
