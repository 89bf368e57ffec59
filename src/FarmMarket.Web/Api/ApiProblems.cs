using System.Globalization;
using System.Text.Json;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Web.Texts;

namespace FarmMarket.Web.Api;

/// <summary>What went wrong (RFC 9457), for people in <c>title</c> and for programs in <c>code</c>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">In the language of Accept-Language.</param>
/// <param name="Code">A stable word, e.g. out-of-stock.</param>
/// <param name="Errors">One for each field or line that is wrong.</param>
internal sealed record Problem(string Type, int Status, string Title, string Code, string? Detail, IReadOnlyList<FieldProblem> Errors);

/// <param name="Field">Where in the request, e.g. lines[1].quantity; null for the whole of it.</param>
internal sealed record FieldProblem(string? Field, string Code, string Message);

/// <summary>
/// Around the whole API: whatever ends badly, from a missing token to a fault of ours, is answered as a <see cref="Problem"/>.
/// </summary>
internal sealed class ApiProblems(RequestDelegate next, Text text, ILogger<ApiProblems> logger)
{
    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentType: null })
                await Answer(context, context.Response.StatusCode);
        }
        catch (NotFound)
        {
            await Answer(context, StatusCodes.Status404NotFound);
        }
        catch (SignInNeeded)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Answer(context, StatusCodes.Status401Unauthorized);
        }
        catch (RuleBroken rule)
        {
            await Refuse(context, [rule]);
        }
        catch (RulesBroken broken)
        {
            await Refuse(context, broken.Rules);
        }
        catch (BadHttpRequestException bad)
        {
            await Answer(context, bad.StatusCode, bad.Message, bad.InnerException is JsonException { Path: { } path } ? Camel(path.TrimStart('$', '.')) : null);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            logger.LogError(fault, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
            await Answer(context, StatusCodes.Status500InternalServerError);
        }
    }

    /// <summary>The problem for a rule; used where an endpoint itself decides on another status than 422.</summary>
    public static Task Refuse(HttpContext context, Text text, int status, IReadOnlyList<RuleBroken> rules)
    {
        var errors = rules.Select(rule => new FieldProblem(rule.Field is null ? null : Camel(rule.Field), rule.Code, text[rule])).ToList();
        return Write(context, new("about:blank", status, errors[0].Message, errors[0].Code, Detail: null, errors));
    }

    private Task Refuse(HttpContext context, IReadOnlyList<RuleBroken> rules) => Refuse(context, text, StatusOf(rules[0]), rules);

    private static int StatusOf(RuleBroken rule) => rule.Code switch
    {
        MembersOnly.RoleTooLow => StatusCodes.Status403Forbidden,
        "sign-in-failed" or "second-step-needed" or "second-step-wrong" or "token-invalid" => StatusCodes.Status401Unauthorized,
        "code-too-soon" or "too-many-codes" => StatusCodes.Status429TooManyRequests,
        "changed-meanwhile" or "idempotency-key-reused" or "account-exists" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private Task Answer(HttpContext context, int status, string? detail = null, string? field = null)
    {
        var (code, title) = status switch
        {
            StatusCodes.Status400BadRequest => ("malformed", text["这个请求看不懂，请检查 JSON 和参数"]),
            StatusCodes.Status401Unauthorized => ("sign-in-needed", text["请先登录"]),
            StatusCodes.Status403Forbidden => ("forbidden", text["不能这样做"]),
            StatusCodes.Status404NotFound => ("not-found", text["这里没有东西"]),
            StatusCodes.Status405MethodNotAllowed => ("method-not-allowed", text["这个地址不支持这种请求方法"]),
            StatusCodes.Status413PayloadTooLarge => ("too-large", text["请求内容太大了"]),
            StatusCodes.Status415UnsupportedMediaType => ("not-json", text["请用 Content-Type: application/json 发送"]),
            StatusCodes.Status429TooManyRequests => ("too-many-requests", text["太快了，歇一歇"]),
            >= StatusCodes.Status500InternalServerError => ("fault", text["出了点问题"]),
            _ => (string.Create(CultureInfo.InvariantCulture, $"http-{status}"), text["请求没有成功"]),
        };
        IReadOnlyList<FieldProblem> errors = field is null ? [] : [new(field, code, title)];
        return Write(context, new("about:blank", status, title, code, status == StatusCodes.Status400BadRequest ? detail : null, errors));
    }

    private static Task Write(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(problem, options: null, "application/problem+json", context.RequestAborted);
    }

    /// <summary>Rules speak of properties (Lines[1].Quantity), the API of members (lines[1].quantity).</summary>
    private static string Camel(string path) => string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
