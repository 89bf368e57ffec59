using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>The frame of a shop's back room: which shop it is and what the asker is in it. Null for everyone who isn't a member.</summary>
public static class ShowBench
{
    public sealed record Query(string Shop) : IQuery<Result?>, IForSignedIn;

    public sealed record Result(ShopId Id, string Slug, LocalText Name, string? CoverKey, ShopStatus Status, ShopRole Role);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result?>
    {
        public Task<Result?> Handle(Query query, CancellationToken cancellationToken)
        {
            var user = actor.User;
            return db.Set<Shop>()
                .Where(shop => shop.Slug == query.Shop)
                .Join(db.Set<ShopMember>().Where(member => member.UserId == user), shop => shop.Id, member => member.ShopId,
                    (shop, member) => new Result(shop.Id, shop.Slug, shop.Name, shop.CoverKey, shop.Status, member.Role))
                .AsNoTracking()
                .FirstOrDefaultAsync(cancellationToken);
        }
    }
}
