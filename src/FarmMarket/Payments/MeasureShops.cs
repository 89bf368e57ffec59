using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>Counts the quality figures of every open shop again, some shops at a time; what is older than the window drops out.</summary>
public static class MeasureShops
{
    public static readonly TimeSpan Every = TimeSpan.FromDays(1);
    internal const int Batch = 50;

    /// <remarks>An outside job only so that nobody who writes waits while it counts.</remarks>
    /// <param name="After">The last shop of the batch before.</param>
    public sealed record Job(ShopId After = default) : IOutsideJob;

    internal sealed class Handler(MarketDb db, ShopMeter meter, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var shops = await ShopFacts.From(db).Where(shop => shop.Status == ShopStatus.Open && shop.Id > request.After)
                .OrderBy(shop => shop.Id).Take(Batch).Select(shop => shop.Id).ToListAsync(cancellationToken);
            var measured = new List<RecordShopQuality.Figures>(shops.Count);
            foreach (var shop in shops)
                measured.Add(await meter.Measure(shop, cancellationToken));
            return await mediator.Send(new RecordShopQuality.Command(measured, GoOnAfter: shops.Count == Batch ? shops[^1] : null), cancellationToken);
        }
    }
}

/// <summary>The same for one shop.</summary>
public static class MeasureShop
{
    public sealed record Job(ShopId Shop) : IOutsideJob;

    internal sealed class Handler(ShopMeter meter, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken) =>
            await mediator.Send(new RecordShopQuality.Command([await meter.Measure(request.Shop, cancellationToken)], GoOnAfter: null), cancellationToken);
    }
}

/// <summary>A claim that has ended shows in the shop's figures at once.</summary>
internal sealed class MeasureAfterClaim(JobQueue jobs) : INotificationHandler<ClaimEnded>
{
    public Task Handle(ClaimEnded ended, CancellationToken cancellationToken)
    {
        jobs.Add(new MeasureShop.Job(ended.Shop));
        return Task.CompletedTask;
    }
}

internal sealed class ShopMeter(MarketDb db, TimeProvider clock)
{
    public async Task<RecordShopQuality.Figures> Measure(ShopId shop, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var since = now - ShopQuality.Window;
        var own = (await ShopPeople.Of(db, shop, cancellation))?.AtLeast(ShopRole.Packer) ?? [];
        var orders = OrderOutcome.From(db).Where(order => order.Shop == shop && !own.Contains(order.Buyer));
        var counted = await orders.GroupBy(order => order.Shop).Select(all => new
        {
            Completed = all.Count(order => order.CompletedAt > since),
            Due = all.Count(order => !order.Pickup && order.ShipBy > since && order.ShipBy <= now && (order.ShippedAt != null || order.EndedAt == null || order.EndedAt > order.ShipBy)),
            InTime = all.Count(order => !order.Pickup && order.ShipBy > since && order.ShipBy <= now && order.ShippedAt <= order.ShipBy),
        }).FirstOrDefaultAsync(cancellation);
        // By itself, because SQL Server counts no subqueries within a group.
        var awarded = await orders.CountAsync(
            order => order.CompletedAt > since && db.Set<Claim>().Any(claim => claim.OrderNumber == order.Number && claim.State == ClaimState.Awarded), cancellation);
        return new(shop, counted?.Completed ?? 0, awarded, counted?.Due ?? 0, counted?.InTime ?? 0, now);
    }
}

internal static class RecordShopQuality
{
    /// <param name="GoOnAfter">More shops come after this one.</param>
    public sealed record Command(IReadOnlyList<Figures> Shops, ShopId? GoOnAfter) : ICommand<Unit>, IForSystem;

    public sealed record Figures(ShopId Shop, int Completed, int Awarded, int Due, int InTime, DateTimeOffset At);

    internal sealed class Handler(MarketDb db, JobQueue jobs) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shops = request.Shops.Select(figures => figures.Shop).ToList();
            var known = await db.Set<ShopQuality>().Where(quality => shops.Contains(quality.ShopId)).ToDictionaryAsync(quality => quality.ShopId, cancellationToken);
            foreach (var figures in request.Shops)
            {
                if (!known.TryGetValue(figures.Shop, out var quality))
                    db.Add(quality = new() { ShopId = figures.Shop });
                // Another may have counted later and come first.
                if (quality.MeasuredAt > figures.At)
                    continue;
                (quality.Completed, quality.Awarded, quality.Due, quality.InTime) = (figures.Completed, figures.Awarded, figures.Due, figures.InTime);
                quality.MeasuredAt = figures.At;
            }
            if (request.GoOnAfter is { } last)
                jobs.Add(new MeasureShops.Job(last));
            return Unit.Value;
        }
    }
}
