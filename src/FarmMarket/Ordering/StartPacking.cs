using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>The shop begins to pack one order or many; from here on the buyer can't cancel by himself. Packing what is packed already changes nothing.</summary>
public static class StartPacking
{
    public const int MostAtOnce = 200;

    public sealed record Command(string Shop, IReadOnlyList<string> Numbers) : ICommand<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    /// <param name="Started">How many began with this command.</param>
    /// <param name="Left">Orders that are past packing or not paid, with where they stand.</param>
    public sealed record Result(int Started, IReadOnlyList<LeftAlone> Left);

    public sealed record LeftAlone(string Number, OrderState State);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() =>
            RuleFor(command => command.Numbers.Count).Cascade(CascadeMode.Stop)
                .GreaterThan(0).WithMessage("请先勾选订单")
                .LessThanOrEqualTo(MostAtOnce).WithMessage("一次最多选 200 个订单");
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var numbers = request.Numbers.Distinct().ToList();
            var orders = await db.Set<Order>()
                .Where(order => order.ShopId == actor.Shop && numbers.Contains(order.Number))
                .OrderBy(order => order.Id)
                .ToListAsync(cancellationToken);
            if (orders.Count < numbers.Count)
                throw new NotFound();

            var now = clock.GetUtcNow();
            var started = orders.Where(order => order.State == OrderState.Paid || orders.Count == 1 && order.State != OrderState.Packing).ToList();
            foreach (var order in started)
                order.StartPacking(now);
            return new(started.Count, [.. orders.Where(order => order.State != OrderState.Packing).Select(order => new LeftAlone(order.Number, order.State))]);
        }
    }
}
