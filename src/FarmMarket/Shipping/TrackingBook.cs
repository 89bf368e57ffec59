using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shipping;

/// <summary>Where reports of parcels are written down: each once, however often and in whatever order it comes.</summary>
internal sealed class TrackingBook(MarketDb db, IMediator mediator)
{
    /// <summary>How many of the reports were new.</summary>
    public async Task<int> Write(string carrier, IEnumerable<RecordTracking.Report> reports, CancellationToken cancellation)
    {
        var told = reports
            .Select(report => report with { Waybill = Carriers.Clean(report.Waybill), At = WholeSecond(report.At) })
            .DistinctBy(report => (report.Waybill, report.Kind, report.At))
            .ToList();
        var waybills = told.Select(report => report.Waybill).Distinct().ToList();
        var known = (await db.Set<TrackingEvent>().AsNoTracking()
                .Where(tracking => tracking.CarrierCode == carrier && waybills.Contains(tracking.Waybill))
                .Select(tracking => new { tracking.Waybill, tracking.Kind, tracking.At })
                .ToListAsync(cancellation))
            .ToHashSet();

        var added = told.Where(report => !known.Contains(new { report.Waybill, report.Kind, report.At })).ToList();
        foreach (var report in added)
        {
            db.Add(new TrackingEvent
            {
                CarrierCode = carrier,
                Waybill = report.Waybill,
                Kind = report.Kind,
                What = Shorten(report.What),
                At = report.At,
            });
        }
        foreach (var report in added)
        {
            if (report.Kind == TrackingKind.Delivered)
                await mediator.Publish(new ParcelDelivered(carrier, report.Waybill, report.At), cancellation);
            else if (report.Kind == TrackingKind.Problem)
                await mediator.Publish(new ParcelInTrouble(carrier, report.Waybill, report.At), cancellation);
        }
        return added.Count;
    }

    // Databases keep different fractions of a second; cut off, the same report is the same everywhere.
    private static DateTimeOffset WholeSecond(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private static LocalText Shorten(LocalText? what) =>
        string.IsNullOrWhiteSpace(what?.Zh) ? new("") : new(Cut(what.Zh, 200), what.En is { } en ? Cut(en, 600) : null);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
