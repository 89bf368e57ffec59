using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Catalog;

/// <summary>The shop's people say that fruit came in, was counted again, or spoiled.</summary>
public static class MoveStock
{
    private const long Most = 1_000 * Weight.GramsPerTon;

    /// <param name="Quantity">Grams or pieces: what came in or spoiled, positive; for a correction what is more (positive) or less (negative).</param>
    public sealed record Command(string Shop, string Listing, StockPoolId Pool, StockMoveKind Kind, long Quantity, string? Reason, string? IdempotencyKey = null)
        : ICommand<Result>, IForShop, IOnce
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    /// <param name="Available">Grams or pieces in the pool afterwards.</param>
    public sealed record Result(long Available);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Kind).Must(kind => kind is StockMoveKind.Harvested or StockMoveKind.Correction or StockMoveKind.Spoiled)
                .WithMessage("请选择为什么改库存");
            RuleFor(command => command.Quantity).Must((command, quantity) => quantity != 0 && Math.Abs(quantity) <= Most && (command.Kind == StockMoveKind.Correction || quantity > 0))
                .WithMessage("数量不对：要大于零，只有盘点更正可以是负数");
            RuleFor(command => command.Reason).MaximumLength(200).WithMessage("备注最多 200 个字");
            RuleFor(command => command.Reason).NotEmpty().When(command => command.Kind == StockMoveKind.Correction).WithMessage("更正要写明原因，家里人以后看得懂");
        }
    }

    internal sealed class Handler(MarketDb db, Stock stock, Actor actor) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            var listing = await db.Set<Listing>().Where(listing => listing.ShopId == shop && listing.Slug == request.Listing && listing.Pools.Any(pool => pool.Id == request.Pool))
                .Select(listing => (ListingId?)listing.Id).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var units = request.Kind == StockMoveKind.Spoiled ? -request.Quantity : request.Quantity;
            await stock.Move(request.Pool, listing, units, request.Kind, string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim(), cancellationToken);
            var left = await db.Set<StockPool>().Where(pool => pool.Id == request.Pool).Select(pool => pool.Available).SingleAsync(cancellationToken);
            return new(left);
        }
    }
}
