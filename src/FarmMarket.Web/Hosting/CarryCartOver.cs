using FarmMarket.Kernel;
using FarmMarket.Ordering;
using MediatR;

namespace FarmMarket.Web.Hosting;

/// <summary>
/// However someone has signed in, the first request that comes with a person and a stranger's cart puts what was in the cart into the
/// person's own.
/// </summary>
internal sealed class CarryCartOver(RequestDelegate next)
{
    public async Task Invoke(HttpContext context, Actor actor, IMediator mediator)
    {
        if (actor.UserId is not null && CartCookie.Token(context) is { } token)
        {
            await mediator.Send(new MergeCart.Command(token), context.RequestAborted);
            CartCookie.Forget(context);
        }
        await next(context);
    }
}
