using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>Begins a shop: its owner is whoever asks, its address is spelt from its name. Buyers see it once the operator has approved it.</summary>
public static class OpenShop
{
    /// <summary>Returns the slug.</summary>
    public sealed record Command(
        string? Name, string? NameEn, string? County, string? Place, string? Story, string? StoryEn, string? Phone, string? IdempotencyKey = null)
        : ICommand<string>, IForSignedIn, IOnce, IShopForm;

    /// <summary>Nobody tends more shops; it keeps one person from reserving names.</summary>
    public const int MostOwned = 5;

    private static readonly string[] Reserved = ["open", "join", "new", "shop", "shops"];

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => Include(new ShopFormRules());
    }

    internal sealed class Handler(MarketDb db, Actor actor, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var owned = await db.Set<ShopMember>().CountAsync(member => member.UserId == me && member.Role == ShopRole.Owner, cancellationToken);
            if (owned >= MostOwned)
                throw new RuleBroken("一个人最多开 {0} 家店", MostOwned) { Code = "too-many-shops" };

            var written = ShopText.Read(request);
            var shop = new Shop
            {
                Slug = await FreeSlug(request.Name!, cancellationToken),
                Name = written.Name,
                Story = written.Story,
                CountyCode = written.County,
                Place = written.Place,
                ContactPhone = written.Phone,
                CreatedAt = clock.GetUtcNow(),
            };
            shop.Join(me, ShopRole.Owner, clock.GetUtcNow());
            db.Add(shop);
            audit.Record("shop.created", $"shop:{shop.Slug}");
            return shop.Slug;
        }

        /// <summary>Two shops of one name opened at the same time meet at the unique key; the later runs again and gets the next number.</summary>
        private async Task<string> FreeSlug(string name, CancellationToken cancellationToken)
        {
            var slug = Slug.Of(name);
            if (slug.Length < 2)
                slug = "shop-" + slug;
            var taken = await db.Set<Shop>().Where(shop => shop.Slug.StartsWith(slug)).Select(shop => shop.Slug).ToListAsync(cancellationToken);
            return Slug.Free(slug.Trim('-'), taken.Concat(Reserved).ToHashSet(StringComparer.Ordinal));
        }
    }
}
