using FarmMarket.Kernel;
using FluentValidation;
using MediatR;

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

    internal sealed class Handler(TrackingBook book) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken) =>
            new(await book.Write(request.Carrier, request.Reports, cancellationToken));
    }
}
