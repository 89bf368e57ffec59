using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Web.Components;
using FarmMarket.Web.Hosting;
using FarmMarket.Web.Texts;
using MediatR;
using Microsoft.AspNetCore.Http.Features;

namespace FarmMarket.Web.Endpoints;

/// <summary>
/// POST /photos with the bytes of one picture as its body, from a script of ours; answers with the key to put into the form. The body
/// goes straight into the intake, never through memory. Pages without script post their files with the form instead.
/// </summary>
internal static class PhotoEndpoint
{
    /// <summary>A header no plain form can send: another site's script would have to ask leave first, and is not given it.</summary>
    private const string Proof = "X-Upload";
    private const int SecondsToComeBack = 3;

    public static void MapPhotos(this IEndpointRouteBuilder app) =>
        app.MapPost("/photos", async (HttpContext context, IMediator mediator, Text text) =>
        {
            if (!context.Request.Headers.ContainsKey(Proof) || context.Request.Headers["Sec-Fetch-Site"] is not ([] or ["same-origin"]))
                return Results.BadRequest();
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = PhotoIntake.LargestUpload + 1;
            try
            {
                var key = await mediator.Send(new AddPhoto.Request(context.Request.Body), context.RequestAborted);
                return Results.Json(new { key = key.ToString(), url = Picture.Url(key.ToString(), 320) });
            }
            catch (RuleBroken rule) when (rule.Code == PhotoIntake.TooMany)
            {
                context.Response.Headers.RetryAfter = SecondsToComeBack.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return Results.Json(new { message = text[rule] }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
            catch (RuleBroken rule)
            {
                return Results.Json(new { message = text[rule] }, statusCode: StatusCodes.Status422UnprocessableEntity);
            }
            catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
            {
                return Results.Json(new { message = text["照片不能超过 {0} MB，请用手机缩小后再传", PhotoIntake.LargestUpload >> 20] }, statusCode: StatusCodes.Status422UnprocessableEntity);
            }
            catch (SignInNeeded)
            {
                return Results.Unauthorized();
            }
        }).RequireRateLimiting(RateLimits.Uploads).DisableAntiforgery();
}
