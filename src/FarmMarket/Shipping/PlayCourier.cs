using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.Options;

namespace FarmMarket.Shipping;

/// <summary>In a demo market, where no courier comes, the operator reports what one would.</summary>
public static class PlayCourier
{
    public sealed record Command(string Carrier, string Waybill, TrackingKind Kind) : ICommand<Unit>, IForOperator;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Carrier).Must(code => Carriers.Find(code) is not null).WithMessage("不认识这家快递公司");
            RuleFor(command => command.Waybill).Must(waybill => Carriers.IsWaybill(Carriers.Clean(waybill))).WithMessage("运单号只能有字母和数字，最长 40 位");
            RuleFor(command => command.Kind).IsInEnum();
        }
    }

    internal sealed class Handler(TrackingBook book, IOptions<MarketOptions> market, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!market.Value.Demo)
                throw new NotFound();
            await book.Write(request.Carrier, [new(request.Waybill, request.Kind, clock.GetUtcNow())], cancellationToken);
            return Unit.Value;
        }
    }
}
