using System.Text.Json.Nodes;

namespace FarmMarket.StripeSandbox;

/// <summary>Stripe's way to say no.</summary>
public sealed class StripeError(int status, string type, string? code, string message, string? param = null) : Exception(message)
{
    public int Status { get; } = status;

    public JsonObject Body => new() { ["error"] = new JsonObject { ["type"] = type, ["code"] = code, ["message"] = Message, ["param"] = param } };

    public static StripeError Invalid(string code, string message, string? param = null) => new(400, "invalid_request_error", code, message, param);

    public static StripeError Missing(string kind, string id) => new(404, "invalid_request_error", "resource_missing", $"No such {kind}: '{id}'", "id");
}
