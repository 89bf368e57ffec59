using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;

namespace FarmMarket.Ordering;

/// <summary>Puts packs into the cart, on top of those that are there. What can't be bought now is refused here already.</summary>
public static class AddToCart
{
    /// <param name="Token">Of the cart cookie; not needed for a signed-in person.</param>
    public sealed record Command(string? Token, PackId Pack, int Quantity = 1) : ICommand<Result>, IForAnyone;

    /// <param name="Count">Lines in the cart, as shown beside its name.</param>
    public sealed record Result(LocalText Title, LocalText PackName, int Quantity, int Count);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Quantity)
            .GreaterThan(0).WithMessage("数量至少是 1")
            .LessThanOrEqualTo(CartLine.MostPacks).WithMessage("一单最多买 {0} 件").WithState(_ => new object[] { CartLine.MostPacks });
    }

    internal sealed class Handler(CurrentCart current, IMediator mediator, TimeProvider clock) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var offers = await mediator.Send(new PackOffers.Query([request.Pack]), cancellationToken);
            var offer = offers.GetValueOrDefault(request.Pack)
                ?? throw new RuleBroken("找不到这个商品规格，它可能已被删除") { Field = "packId", Code = "unknown-pack" };
            var cart = await current.Open(request.Token, cancellationToken);
            var now = clock.GetUtcNow();
            var line = cart.Put(offer, (cart.LineOf(offer.Pack)?.Quantity ?? 0) + request.Quantity, now);
            return new(offer.Title, offer.PackName, line.Quantity, cart.Lines.Count);
        }
    }
}
