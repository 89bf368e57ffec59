using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

public static class MembersOnly
{
    /// <summary>Code of the refusal when a member's role does not suffice.</summary>
    public const string RoleTooLow = "role-too-low";
}

/// <summary>Opens a shop's back room to its members only, and sets <see cref="Actor.Shop"/>. To others the shop does not exist.</summary>
internal sealed class MembersOnly<TRequest, TResponse>(MarketDb db, Actor actor) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IForShop
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var user = actor.User;
        var membership = await db.Set<ShopMember>()
            .Where(member => member.UserId == user)
            .Join(db.Set<Shop>().Where(shop => shop.Slug == request.Shop), member => member.ShopId, shop => shop.Id, (member, shop) => new { shop.Id, member.Role })
            .AsNoTracking()
            .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
        if (membership.Role < request.Needs)
            throw new RuleBroken("您在这家店的角色不能做这件事，请找店主帮忙") { Code = MembersOnly.RoleTooLow };
        actor.EnterShop(membership.Id, membership.Role);
        return await next();
    }
}
