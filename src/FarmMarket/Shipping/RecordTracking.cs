using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shipping;

/// <summary>
/// What a carrier reports of its parcels. Reports come late, shuffled and more than once; each is kept once, and a delivery counts
/// whenever it arrives, even before the shop has written down the waybill.
/// </summary>
public static class RecordTracking
{
    public const int MostReports = 200;

    public sealed record Command(string Carrier, IReadOnlyList<Report> Reports) : ICommand<Result>, IForSystem;

    /// <param name="What">As the carrier words it; null for the usual words of <paramref name="Kind"/>.</param>
    public sealed record Report(string Waybill, TrackingKind Kind, DateTimeOffset At, LocalText? What = null);

    /// <param name="New">How many were not known before.</param>
    public sealed record Result(int New);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Carrier).Must(code => Carriers.Find(code) is not null).WithMessage("不认识这家快递公司");
            RuleFor(command => command.Reports.Count).InclusiveBetween(1, MostReports).WithMessage("一次请报 1–200 条物流");
            RuleForEach(command => command.Reports).ChildRules(report =>
            {
                report.RuleFor(r => r.Waybill).Must(waybill => Carriers.IsWaybill(Carriers.Clean(waybill))).WithMessage("运单号只能有字母和数字，最长 40 位");
                report.RuleFor(r => r.Kind).IsInEnum();
                report.RuleFor(r => r.At).Must(at => at <= clock.GetUtcNow().AddDays(1)).WithMessage("物流时间不能在以后");
            });
        }
    }

    internal sealed class Handler(MarketDb db, IMediator mediator) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var reports = request.Reports
                .Select(report => report with { Waybill = Carriers.Clean(report.Waybill), At = WholeSecond(report.At) })
                .DistinctBy(report => (report.Waybill, report.Kind, report.At))
                .ToList();
            var waybills = reports.Select(report => report.Waybill).Distinct().ToList();
            var known = (await db.Set<TrackingEvent>().AsNoTracking()
                    .Where(tracking => tracking.CarrierCode == request.Carrier && waybills.Contains(tracking.Waybill))
                    .Select(tracking => new { tracking.Waybill, tracking.Kind, tracking.At })
                    .ToListAsync(cancellationToken))
                .ToHashSet();

            var added = reports.Where(report => !known.Contains(new { report.Waybill, report.Kind, report.At })).ToList();
            foreach (var report in added)
            {
                db.Add(new TrackingEvent
                {
                    CarrierCode = request.Carrier,
                    Waybill = report.Waybill,
                    Kind = report.Kind,
                    What = Shorten(report.What),
                    At = report.At,
                });
            }
            foreach (var delivered in added.Where(report => report.Kind == TrackingKind.Delivered))
                await mediator.Publish(new ParcelDelivered(request.Carrier, delivered.Waybill, delivered.At), cancellationToken);
            foreach (var problem in added.Where(report => report.Kind == TrackingKind.Problem))
                await mediator.Publish(new ParcelInTrouble(request.Carrier, problem.Waybill, problem.At), cancellationToken);
            return new(added.Count);
        }

        // Databases keep different fractions of a second; cut off, the same report is the same everywhere.
        private static DateTimeOffset WholeSecond(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);

        private static LocalText Shorten(LocalText? what) =>
            string.IsNullOrWhiteSpace(what?.Zh) ? new("") : new(Cut(what.Zh, 200), what.En is { } en ? Cut(en, 600) : null);

        private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
    }
}
