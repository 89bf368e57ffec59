using System.Linq.Expressions;
using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>A line of an order as buyer and seller see it.</summary>
public sealed record OrderedLine
{
    public required PackId Pack { get; init; }
    public required string ListingSlug { get; init; }
    public required LocalText Title { get; init; }
    public required LocalText PackName { get; init; }
    public required string? PhotoKey { get; init; }
    public required Money UnitPrice { get; init; }
    public required int Quantity { get; init; }

    /// <summary>Packs already in a parcel.</summary>
    public required int Shipped { get; init; }
    public required Weight GrossWeight { get; init; }

    public int ToShip => Quantity - Shipped;
    public Money Sum => UnitPrice * Quantity;

    internal static readonly Expression<Func<OrderLine, OrderedLine>> Shown = line => new()
    {
        Pack = line.PackId,
        ListingSlug = line.ListingSlug,
        Title = line.Title,
        PackName = line.PackName,
        PhotoKey = line.PhotoKey,
        UnitPrice = line.UnitPrice,
        Quantity = line.Quantity,
        Shipped = line.Shipped,
        GrossWeight = line.GrossWeight,
    };
}

/// <summary>What other modules may know of a line of an order. Composable: join it, filter it; it stays one statement.</summary>
public sealed class OrderLineFacts
{
    public required OrderLineId Id { get; init; }
    public required LocalText Title { get; init; }
    public required LocalText PackName { get; init; }
    public required int Quantity { get; init; }

    public static IQueryable<OrderLineFacts> From(MarketDb db) => db.Set<OrderLine>().AsNoTracking()
        .Select(line => new OrderLineFacts { Id = line.Id, Title = line.Title, PackName = line.PackName, Quantity = line.Quantity });
}

/// <summary>Something that happened to an order.</summary>
/// <param name="Detail">A waybill or a reason; user text, shown as text.</param>
public sealed record OrderHappening(OrderEventKind Kind, OrderActor By, string? Detail, DateTimeOffset At);

/// <summary>Reads what belongs to an order. The caller has checked who may see it.</summary>
internal static class OrderContents
{
    public static Task<List<OrderedLine>> LinesOf(this MarketDb db, OrderId order, CancellationToken cancellation) =>
        db.Set<OrderLine>().AsNoTracking().Where(line => line.OrderId == order).OrderBy(line => line.Id).Select(OrderedLine.Shown).ToListAsync(cancellation);

    /// <summary>Oldest first.</summary>
    public static Task<List<OrderHappening>> TimelineOf(this MarketDb db, OrderId order, CancellationToken cancellation) =>
        db.Set<OrderEvent>().AsNoTracking().Where(happened => happened.OrderId == order).OrderBy(happened => happened.Id)
            .Select(happened => new OrderHappening(happened.Kind, happened.By, happened.Detail, happened.At)).ToListAsync(cancellation);
}
