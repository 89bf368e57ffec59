using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using MediatR;

namespace FarmMarket.Web.Endpoints;

/// <summary>
/// Carriers report their parcels: <c>POST /webhooks/carriers/{code}</c> with
/// <c>{"events": [{"waybill", "kind": "picked-up|in-transit|out-for-delivery|delivered|problem", "at": ISO 8601, "what", "whatEn"}]}</c> and
/// <c>X-Signature: t=UNIX-SECONDS,v1=HEX</c>, the HMAC-SHA256 of <c>t.body</c> under the secret <c>Carriers:{code}:Secret</c>. Answers
/// how many events were new; to send one again is harmless.
/// </summary>
internal static class CarrierWebhook
{
    public const string Header = "X-Signature";
    public const int LargestBody = 256 * 1024;
    private static readonly TimeSpan MostDrift = TimeSpan.FromMinutes(10);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private sealed record Payload(IReadOnlyList<Reported>? Events);

    private sealed record Reported(string? Waybill, string? Kind, DateTimeOffset At, string? What, string? WhatEn);

    public static void MapCarrierWebhook(this IEndpointRouteBuilder app) =>
        app.MapPost("/webhooks/carriers/{code}", async (
            string code, HttpContext context, IConfiguration configuration, TimeProvider clock, Actor actor, IMediator mediator, Texts.Text text) =>
        {
            if (Carriers.Find(code) is null || configuration[$"Carriers:{code}:Secret"] is not { Length: > 0 } secret)
                return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);
            if (await Body(context) is not { } body)
                return TypedResults.Problem(statusCode: StatusCodes.Status413PayloadTooLarge);
            if (!IsSigned(context.Request.Headers[Header].ToString(), body, secret, clock.GetUtcNow()))
                return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized);
            if (Read(body) is not { } reports)
                return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest);

            actor.BecomeSystem();
            try
            {
                var result = await mediator.Send(new RecordTracking.Command(code, reports), context.RequestAborted);
                return Results.Json(new { @new = result.New });
            }
            catch (RuleBroken rule)
            {
                return TypedResults.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: text[rule]);
            }
            catch (RulesBroken broken)
            {
                return TypedResults.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, title: text[broken.Rules[0]]);
            }
        }).DisableAntiforgery().ExcludeFromDescription();

    public static string Sign(byte[] body, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(Mac(time, body, secret))}";
    }

    private static bool IsSigned(string header, byte[] body, string secret, DateTimeOffset now)
    {
        var parts = header.Split(',', 4).Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).ToLookup(part => part[0], part => part[1]);
        if (parts["t"].FirstOrDefault() is not { } time || parts["v1"].FirstOrDefault() is not { Length: 64 } sent
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > MostDrift.TotalSeconds)
            return false;
        return CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(sent.ToLowerInvariant()), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Mac(time, body, secret))));
    }

    private static byte[] Mac(string time, byte[] body, string secret) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes(time + "."), .. body]);

    private static async Task<byte[]?> Body(HttpContext context)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            memory.Write(buffer, 0, count);
            if (memory.Length > LargestBody)
                return null;
        }
        return memory.ToArray();
    }

    private static List<RecordTracking.Report>? Read(byte[] body)
    {
        try
        {
            var payload = JsonSerializer.Deserialize<Payload>(body, Json);
            return payload?.Events?.Select(reported => new RecordTracking.Report(
                reported.Waybill ?? "", Kind(reported.Kind), reported.At, reported.What is null ? null : new(reported.What, reported.WhatEn))).ToList();
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return null;
        }
    }

    private static TrackingKind Kind(string? kind) => kind switch
    {
        "picked-up" => TrackingKind.PickedUp,
        "in-transit" => TrackingKind.InTransit,
        "out-for-delivery" => TrackingKind.OutForDelivery,
        "delivered" => TrackingKind.Delivered,
        "problem" => TrackingKind.Problem,
        _ => throw new FormatException(kind),
    };
}
