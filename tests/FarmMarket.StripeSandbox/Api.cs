using System.Text.Json.Nodes;

namespace FarmMarket.StripeSandbox;

/// <summary>The endpoints, each with the parameters it takes: those of Stripe's published API, version 2026-10-28, that a market has use for.</summary>
internal static class Api
{
    private static readonly string[] Session =
    [
        "mode", "line_items[][quantity]", "line_items[][price_data][currency]", "line_items[][price_data][unit_amount]", "line_items[][price_data][product_data][name]",
        "line_items[][price_data][product_data][description]", "success_url", "cancel_url", "client_reference_id", "metadata[*]", "payment_intent_data[metadata][*]",
        "payment_intent_data[description]", "payment_intent_data[transfer_group]", "allowed_payment_method_types[]", "excluded_payment_method_types[]", "customer_email", "expires_at",
        "locale", "submit_type", "payment_method_options[wechat_pay][client]",
    ];

    public static void MapApi(this WebApplication app, Books books)
    {
        var v1 = app.MapGroup("/v1");
        v1.MapPost("/checkout/sessions", async (HttpContext context) =>
        {
            var asked = (await Asked.Of(context.Request)).Only(Session);
            if (asked.Needed("mode") != "payment")
                throw StripeError.Invalid("parameter_invalid_string", "This sandbox knows the mode payment.", "mode");
            if (asked.List("allowed_payment_method_types").Contains("wechat_pay") && asked.Text("payment_method_options[wechat_pay][client]") != "web")
                throw StripeError.Invalid("parameter_missing", "You must specify the client for WeChat Pay.", "payment_method_options[wechat_pay][client]");
            return books.OpenSession(asked);
        });
        v1.MapGet("/checkout/sessions/{id}", async (string id, HttpContext context) =>
        {
            _ = (await Asked.Of(context.Request)).Only();
            return books.Session(id);
        });
        v1.MapGet("/checkout/sessions", async (HttpContext context) =>
        {
            var asked = (await Asked.Of(context.Request)).Only("payment_intent", "limit", "status");
            return List("/v1/checkout/sessions", asked, books.All("checkout.session", session => asked.Text("payment_intent") is not { } intent || (string?)session["payment_intent"] == intent));
        });
        v1.MapPost("/checkout/sessions/{id}/expire", async (string id, HttpContext context) =>
        {
            _ = (await Asked.Of(context.Request)).Only();
            return books.ExpireSession(id);
        });
        v1.MapGet("/payment_intents/{id}", (string id) => books.Copy(id, "payment_intent"));
        v1.MapGet("/disputes/{id}", (string id) => books.Copy(id, "dispute"));
        v1.MapGet("/charges/{id}", (string id) => books.Copy(id, "charge"));
        v1.MapPost("/refunds", async (HttpContext context) =>
        {
            var asked = (await Asked.Of(context.Request)).Only("payment_intent", "amount", "reason", "metadata[*]");
            if (asked.Text("reason") is not (null or "duplicate" or "fraudulent" or "requested_by_customer"))
                throw StripeError.Invalid("parameter_invalid_string", "Invalid reason.", "reason");
            return books.Refund(asked);
        });
        v1.MapGet("/balance_transactions", async (HttpContext context) =>
        {
            var asked = (await Asked.Of(context.Request)).Only("created[gte]", "created[gt]", "created[lt]", "created[lte]", "limit", "starting_after", "type", "payout", "source");
            return List("/v1/balance_transactions", asked, books.Movements(asked.Whole("created[gte]"), asked.All.Any(each => each.Key.StartsWith("expand", StringComparison.Ordinal) && each.Value == "data.source")));
        });
        v1.MapPost("/transfers", async (HttpContext context) =>
        {
            var asked = (await Asked.Of(context.Request)).Only("amount", "currency", "destination", "description", "transfer_group", "source_transaction", "metadata[*]");
            return books.Transfer(asked);
        });
        v1.MapGet("/transfers/{id}", (string id) => books.Copy(id, "transfer"));
        v1.MapGet("/refunds/{id}", (string id) => books.Copy(id, "refund"));
        v1.MapGet("/refunds", async (HttpContext context) =>
        {
            var asked = (await Asked.Of(context.Request)).Only("payment_intent", "charge", "limit", "starting_after");
            return List("/v1/refunds", asked, books.All("refund", refund => asked.Text("payment_intent") is not { } intent || (string?)refund["payment_intent"] == intent));
        });
        v1.MapFallback((HttpContext context) => throw new StripeError(404, "invalid_request_error", null, $"Unrecognized request URL ({context.Request.Method}: {context.Request.Path})."));
    }

    private static JsonObject List(string url, Asked asked, List<JsonObject> found)
    {
        var limit = (int)Math.Clamp(asked.Whole("limit") ?? 10, 1, 100);
        if (asked.Text("starting_after") is { } after)
            found = [.. found.SkipWhile(each => (string?)each["id"] != after).Skip(1)];
        return new() { ["object"] = "list", ["url"] = url, ["has_more"] = found.Count > limit, ["data"] = new JsonArray([.. found.Take(limit)]) };
    }
}
