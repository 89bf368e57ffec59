using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shipping;

/// <summary>One thing a carrier reported, newest first in lists.</summary>
public sealed record TrackingStep
{
    public required string CarrierCode { get; init; }
    public required string Waybill { get; init; }
    public required TrackingKind Kind { get; init; }

    /// <summary>In the carrier's words; empty for the usual words of <see cref="Kind"/>.</summary>
    public required LocalText What { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>What other modules may ask about waybills.</summary>
internal static class Tracking
{
    /// <summary>Carriers use their numbers again after a time; what is older than this was another parcel.</summary>
    public static readonly TimeSpan OneParcel = TimeSpan.FromDays(90);

    /// <summary>All that is known of these waybills, newest first.</summary>
    public static async Task<IReadOnlyList<TrackingStep>> Of(
        MarketDb db, IReadOnlyCollection<(string Carrier, string Waybill)> parcels, DateTimeOffset since, CancellationToken cancellation)
    {
        if (parcels.Count == 0)
            return [];
        var waybills = parcels.Select(parcel => parcel.Waybill).Distinct().ToList();
        var steps = await db.Set<TrackingEvent>().AsNoTracking()
            .Where(tracking => waybills.Contains(tracking.Waybill) && tracking.At >= since)
            .OrderByDescending(tracking => tracking.At)
            .Select(tracking => new TrackingStep
            {
                CarrierCode = tracking.CarrierCode,
                Waybill = tracking.Waybill,
                Kind = tracking.Kind,
                What = tracking.What,
                At = tracking.At,
            })
            .Take(500)
            .ToListAsync(cancellation);
        return [.. steps.Where(step => parcels.Contains((step.CarrierCode, step.Waybill)))];
    }

    /// <summary>When the parcel was handed over, if the carrier said so already; null if not.</summary>
    public static async Task<DateTimeOffset?> DeliveredAt(MarketDb db, string carrier, string waybill, DateTimeOffset since, CancellationToken cancellation) =>
        await db.Set<TrackingEvent>()
            .Where(tracking => tracking.CarrierCode == carrier && tracking.Waybill == waybill
                && tracking.Kind == TrackingKind.Delivered && tracking.At >= since)
            .OrderBy(tracking => tracking.At)
            .Select(tracking => (DateTimeOffset?)tracking.At)
            .FirstOrDefaultAsync(cancellation);
}
