using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>What the shop says of itself, for the form that changes it.</summary>
public static class ShowShopForm
{
    public sealed record Query(string Shop) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    /// <param name="Version">To be sent back with the change: an older one is refused.</param>
    public sealed record Result(
        LocalText Name, LocalText Story, string CountyCode, string? Place, string ContactPhone, string? CoverKey, DateOnly? HolidayUntil, LocalText HolidayNote, long Version);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public Task<Result> Handle(Query query, CancellationToken cancellationToken) =>
            db.Set<Shop>().Where(shop => shop.Id == actor.Shop)
                .Select(shop => new Result(
                    shop.Name, shop.Story, shop.CountyCode, shop.Place, shop.ContactPhone, shop.CoverKey, shop.HolidayUntil, shop.HolidayNote, shop.Version))
                .AsNoTracking()
                .FirstAsync(cancellationToken);
    }
}

/// <summary>Changes what the shop says of itself. Its address stays.</summary>
public static class EditShop
{
    /// <summary>Code of the refusal when someone else saved since the form was shown.</summary>
    public const string ChangedMeanwhile = "shop-changed-meanwhile";

    public sealed record Command(
        string Shop, string? Name, string? NameEn, string? County, string? Place, string? Story, string? StoryEn, string? Phone, long Version)
        : ICommand<Unit>, IForShop, IShopForm
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => Include(new ShopFormRules());
    }

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = await db.Set<Shop>().FirstAsync(shop => shop.Id == actor.Shop, cancellationToken);
            if (shop.Version != request.Version)
                throw new RuleBroken("刚刚有人改过店铺资料。下面还是您写的，再按一次保存就以您的为准") { Code = ChangedMeanwhile };
            var written = ShopText.Read(request);
            // While it prepares to open, both may wait; then the checklist asks for them, and later they may not get lost again.
            if (shop.Status is not (ShopStatus.Preparing or ShopStatus.SentBack))
            {
                if (written.Story.Zh.Length < ShopText.ShortestStory)
                    throw new RuleBroken("店铺故事至少写 {0} 个字", ShopText.ShortestStory) { Field = nameof(Command.Story), Code = "story-too-short" };
                if (written.Phone.Length == 0)
                    throw new RuleBroken("请留一个联系电话") { Field = nameof(Command.Phone), Code = "phone-missing" };
            }
            shop.Describe(written);
            return Unit.Value;
        }
    }
}
