using System.Text;
using FarmMarket.Kernel;
using FarmMarket.Payments;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Endpoints;

/// <summary>
/// Where Stripe tells what happened: <c>POST /webhooks/stripe</c> with <c>Stripe-Signature</c>. 200 for what was acted on, now or before,
/// and for what does not concern the market; 400 for what is not signed or does not fit; 500 asks Stripe to send it again.
/// </summary>
internal static class StripeWebhook
{
    public const string Header = "Stripe-Signature";
    public const int LargestBody = 512 * 1024;

    public static void MapStripeWebhook(this IEndpointRouteBuilder app) =>
        app.MapPost("/webhooks/stripe", async (HttpContext context, IMediator mediator, Actor actor) =>
        {
            // The signature is of the bytes as they came.
            using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            actor.BecomeSystem();
            try
            {
                return await mediator.Send(new ReceiveStripeEvent.Request(body, context.Request.Headers[Header]), CancellationToken.None) == ReceiveStripeEvent.Answer.Refused
                    ? Results.Problem(statusCode: StatusCodes.Status400BadRequest)
                    : Results.Ok();
            }
            catch (NotFound)
            {
                return Results.Problem(statusCode: StatusCodes.Status404NotFound);
            }
        }).WithMetadata(new RequestSizeLimitAttribute(LargestBody)).DisableAntiforgery().ExcludeFromDescription();
}
