using FarmMarket.Kernel;
using FarmMarket.Shops;
using MediatR;

namespace FarmMarket.Web.Api;

/// <summary>Whose back room a request is about: the shop it names, or the only one its sender works in.</summary>
internal static class WhichShop
{
    public static async Task<string> Of(string? shop, IMediator mediator, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(shop))
            return shop;
        return await mediator.Send(new MyShops.Query(), cancellation) switch
        {
            [] => throw new NotFound(),
            [var only] => only.Slug,
            _ => throw new RuleBroken("您在几家店里工作，请说明是哪一家") { Field = "shop", Code = "shop-needed" },
        };
    }
}
