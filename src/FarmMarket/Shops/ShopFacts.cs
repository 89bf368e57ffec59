using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>What other modules may know of a shop. Composable: join it, filter it; it stays one statement.</summary>
public sealed class ShopFacts
{
    public required ShopId Id { get; init; }
    public required string Slug { get; init; }
    public required LocalText Name { get; init; }
    public required LocalText Story { get; init; }
    public required string CountyCode { get; init; }
    public required string? Place { get; init; }
    public required string? CoverKey { get; init; }
    public required ShopStatus Status { get; init; }
    public required DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Last day of the holiday, Shanghai date; null when the shop is not on one.</summary>
    public required DateOnly? HolidayUntil { get; init; }
    public required LocalText HolidayNote { get; init; }

    public static IQueryable<ShopFacts> From(MarketDb db) => db.Set<Shop>().AsNoTracking().Select(shop => new ShopFacts
    {
        Id = shop.Id,
        Slug = shop.Slug,
        Name = shop.Name,
        Story = shop.Story,
        CountyCode = shop.CountyCode,
        Place = shop.Place,
        CoverKey = shop.CoverKey,
        Status = shop.Status,
        OpenedAt = shop.OpenedAt,
        HolidayUntil = shop.HolidayUntil,
        HolidayNote = shop.HolidayNote,
    });
}
