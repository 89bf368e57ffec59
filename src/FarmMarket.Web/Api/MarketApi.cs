using FarmMarket.Kernel;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Api;

/// <summary>The JSON API v1: a route table over the same requests the pages send. Money in fen, weight in grams, times ISO 8601 UTC.</summary>
internal static class MarketApi
{
    public static void AddMarketApi(this IServiceCollection services)
    {
        services.AddOpenApi("v1");
        services.AddProblemDetails();
    }

    public static void MapMarketApi(this WebApplication app)
    {
        app.MapOpenApi();
        app.MapGroup("/api/v1").AddEndpointFilter<RulesToProblems>();
    }
}

/// <summary>Turns what the market refuses into problem details (RFC 9457) in the asker's language.</summary>
internal sealed class RulesToProblems(Text text) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (NotFound)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);
        }
        catch (SignInNeeded)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized);
        }
        catch (RuleBroken rule)
        {
            return Problem([rule]);
        }
        catch (RulesBroken broken)
        {
            return Problem(broken.Rules);
        }
    }

    private Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Problem(IReadOnlyList<RuleBroken> rules) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status422UnprocessableEntity,
            title: text[rules[0]],
            extensions: new Dictionary<string, object?>
            {
                ["code"] = rules[0].Code,
                ["errors"] = rules.Select(rule => new { field = rule.Field, code = rule.Code, message = text[rule] }).ToList(),
            });
}
