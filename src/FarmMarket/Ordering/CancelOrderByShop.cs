using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>The shop can't send it. Everything paid is owed back to the buyer; the reason stands in the timeline that both see.</summary>
public static class CancelOrderByShop
{
    /// <summary>What shops usually have to say; text keys, so that the buyer reads them in either language.</summary>
    public static readonly IReadOnlyList<string> UsualReasons =
        ["果子卖完了，不够发", "这批果子品质不好，不想发给您", "这个地址快递送不到", "和买家商量好取消"];

    public sealed record Command(string Shop, string Number, string Reason) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() =>
            RuleFor(command => command.Reason).Cascade(CascadeMode.Stop)
                .Must(reason => !string.IsNullOrWhiteSpace(reason)).WithMessage("请写明取消的原因，买家会看到")
                .MaximumLength(200).WithMessage("原因请写在 200 字以内");
    }

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var order = await db.Set<Order>().Include(o => o.Lines)
                .FirstOrDefaultAsync(o => o.Number == request.Number && o.ShopId == actor.Shop, cancellationToken) ?? throw new NotFound();
            order.Cancel(OrderActor.Shop, request.Reason.Trim(), clock.GetUtcNow());
            return Unit.Value;
        }
    }
}
