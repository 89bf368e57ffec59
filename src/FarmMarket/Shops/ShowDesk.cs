using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>The first page of a shop's back room: where the shop stands, and what is left to do until it opens.</summary>
public static class ShowDesk
{
    public sealed record Query(string Shop) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    /// <param name="Steps">The opening checklist in order; empty once the shop has opened.</param>
    public sealed record Result(
        ShopStatus Status, string? StatusReason, bool OnHoliday, DateOnly? HolidayUntil, LocalText HolidayNote, IReadOnlyDictionary<OpeningStep, bool> Steps);

    internal sealed class Handler(MarketDb db, Actor actor, OpeningChecklist checklist, TimeProvider clock) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var shop = await db.Set<Shop>().Where(shop => shop.Id == actor.Shop)
                .Select(shop => new { shop.Status, shop.StatusReason, shop.HolidayUntil, shop.HolidayNote })
                .AsNoTracking()
                .FirstAsync(cancellationToken);
            var opening = shop.Status is ShopStatus.Preparing or ShopStatus.SentBack;
            return new(
                shop.Status,
                shop.StatusReason,
                shop.HolidayUntil is { } last && Shanghai.Date(clock.GetUtcNow()) <= last,
                shop.HolidayUntil,
                shop.HolidayNote,
                opening ? await checklist.Of(actor.Shop, cancellationToken) : new Dictionary<OpeningStep, bool>());
        }
    }
}
