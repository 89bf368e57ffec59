using System.Globalization;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Web.Hosting;
using FarmMarket.Web.Texts;
using MediatR;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace FarmMarket.Web.Endpoints;

/// <summary>
/// POST /cart/lines, the form of a listing's page: <c>pack</c>, <c>quantity</c>, <c>then=buy</c>. A script asks for JSON and gets
/// { message, link, cartCount } or { go }, refused a problem with its title; without one the browser is led to the cart, which says why.
/// </summary>
internal static class CartEndpoint
{
    private const string Cart = "/cart", Checkout = "/checkout";

    private sealed record Answer(string? Message = null, Link? Link = null, int? CartCount = null, string? Go = null);

    private sealed record Link(string Href, string Text);

    public static void MapCartLines(this WebApplication app) =>
        app.MapPost("/cart/lines", Add).AddEndpointFilter<OwnPagesOnly>().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> Add(HttpContext context, IMediator mediator, Actor actor, Text T, ITempDataDictionaryFactory temporary)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var wantsJson = context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
        var buyNow = form["then"] == "buy";
        try
        {
            var token = actor.UserId is null ? CartCookie.TokenOrNew(context) : null;
            var added = await mediator.Send(new AddToCart.Command(token, Pack(form), Quantity(form)), context.RequestAborted);
            if (!wantsJson)
                return Results.LocalRedirect(buyNow ? Checkout : Cart);
            return Results.Json(buyNow
                ? new Answer(Go: Checkout)
                : new Answer(T["已放进购物车：{0} {1}", added.Title, added.PackName], new(Cart, T["去购物车"]), added.Count));
        }
        catch (RuleBroken rule)
        {
            return Refused([rule]);
        }
        catch (RulesBroken broken)
        {
            return Refused(broken.Rules);
        }

        IResult Refused(IReadOnlyList<RuleBroken> rules)
        {
            var why = string.Join(' ', rules.Select(rule => T[rule]));
            if (wantsJson)
                return Results.Problem(title: why, statusCode: StatusCodes.Status422UnprocessableEntity);
            var told = temporary.GetTempData(context);
            told["Problem"] = why;
            told.Save();
            return Results.LocalRedirect(Cart);
        }
    }

    private static PackId Pack(IFormCollection form) =>
        long.TryParse(form["pack"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new(id)
            : throw new RuleBroken("请先选一种规格") { Field = "pack", Code = "unknown-pack" };

    private static int Quantity(IFormCollection form) =>
        int.TryParse(form["quantity"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity)
            ? quantity
            : throw new RuleBroken("数量要写成数字") { Field = "quantity", Code = "not-a-number" };
}
