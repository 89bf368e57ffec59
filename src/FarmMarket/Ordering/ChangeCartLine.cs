using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;

namespace FarmMarket.Ordering;

/// <summary>Sets how many of a pack are wanted; zero takes the line out. Doing so accepts today's price.</summary>
public static class ChangeCartLine
{
    public sealed record Command(string? Token, PackId Pack, int Quantity) : ICommand<Unit>, IForAnyone;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Quantity)
            .GreaterThanOrEqualTo(0).WithMessage("数量至少是 1")
            .LessThanOrEqualTo(CartLine.MostPacks).WithMessage("一单最多买 {0} 件").WithState(_ => new object[] { CartLine.MostPacks });
    }

    internal sealed class Handler(MarketDb db, CurrentCart current, IMediator mediator, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var cart = await current.Open(request.Token, cancellationToken);
            var line = cart.LineOf(request.Pack) ?? throw new NotFound();
            if (request.Quantity == 0)
            {
                cart.Lines.Remove(line);
                db.Remove(line);
                return Unit.Value;
            }
            var offers = await mediator.Send(new PackOffers.Query([request.Pack]), cancellationToken);
            cart.Put(offers.GetValueOrDefault(request.Pack) ?? throw new NotFound(), request.Quantity, clock.GetUtcNow());
            return Unit.Value;
        }
    }
}
