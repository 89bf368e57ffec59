using System.Globalization;
using System.Security.Claims;
using FarmMarket.Accounts;
using FarmMarket.Kernel;

namespace FarmMarket.Web.Hosting;

/// <summary>Tells the market on whose behalf the request runs: the cookie's or the bearer token's person.</summary>
internal sealed class KnowTheActor(RequestDelegate next)
{
    public Task Invoke(HttpContext context, Actor actor)
    {
        var person = context.User;
        if (long.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            actor.BecomeUser(new UserId(id), person.IsInRole(Roles.Operator), person.IsInRole(Roles.Coordinator));
        return next(context);
    }
}
