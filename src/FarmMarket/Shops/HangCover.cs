using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Media;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>Puts a photo that was taken in on top of the shop page.</summary>
public static class HangCover
{
    public sealed record Command(string Shop, string Key) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Handler(MarketDb db, Actor actor, IMediator mediator) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var known = await mediator.Send(new KnownPhotos.Query([request.Key]), cancellationToken);
            if (known.Count == 0)
                throw new RuleBroken("找不到这张照片，请重新上传") { Code = "photo-unknown" };
            var shop = await db.Set<Shop>().FirstAsync(shop => shop.Id == actor.Shop, cancellationToken);
            shop.Hang(request.Key);
            return Unit.Value;
        }
    }
}
