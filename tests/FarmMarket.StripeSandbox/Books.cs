using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace FarmMarket.StripeSandbox;

/// <summary>Everything that exists at this Stripe, as the objects its API shows, and what happens to them. One thing at a time.</summary>
public sealed class Books(TimeProvider clock, Deliveries deliveries)
{
    private readonly Lock door = new();
    private readonly Dictionary<string, JsonObject> objects = new(StringComparer.Ordinal);
    private readonly List<string> order = [];

    /// <summary>Of the sandbox itself, for its pages.</summary>
    public string Address { get; set; } = "";

    /// <summary>Added to the clock, for what needs time to pass.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>Whether the next refunds fail at the buyer's bank some time after they were taken on.</summary>
    public bool RefundsPend { get; set; }

    private long Now => (clock.GetUtcNow() + Ahead).ToUnixTimeSeconds();

    public T Do<T>(Func<T> act)
    {
        lock (door)
            return act();
    }

    public JsonObject Copy(string id, string kind) => Do(() => (JsonObject)Get(id, kind).DeepClone());

    /// <summary>Newest first, as Stripe lists.</summary>
    public List<JsonObject> All(string kind, Func<JsonObject, bool>? where = null) => Do(() =>
        order.AsEnumerable().Reverse().Select(id => objects[id]).Where(each => (string?)each["object"] == kind && where?.Invoke(each) != false)
            .Select(each => (JsonObject)each.DeepClone()).ToList());

    public JsonObject OpenSession(Asked asked) => Do(() =>
    {
        var total = Lines(asked).Sum();
        var expires = asked.Whole("expires_at") ?? Now + 24 * 3600;
        if (expires < Now + 30 * 60 || expires > Now + 24 * 3600)
            throw StripeError.Invalid("parameter_invalid_integer", "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.", "expires_at");
        var id = NewId("cs_test_");
        return (JsonObject)Keep(new JsonObject
        {
            ["id"] = id,
            ["object"] = "checkout.session",
            ["amount_subtotal"] = total,
            ["amount_total"] = total,
            ["cancel_url"] = asked.Text("cancel_url"),
            ["client_reference_id"] = asked.Text("client_reference_id"),
            ["created"] = Now,
            ["currency"] = "cny",
            ["expires_at"] = expires,
            ["livemode"] = false,
            ["locale"] = asked.Text("locale"),
            ["metadata"] = Map(asked.Under("metadata")),
            ["mode"] = "payment",
            ["payment_intent"] = null,
            ["payment_intent_metadata"] = Map(asked.Under("payment_intent_data[metadata]")),
            ["payment_method_types"] = new JsonArray([.. asked.List("allowed_payment_method_types").DefaultIfEmpty("card").Select(type => (JsonNode)type)]),
            ["payment_status"] = "unpaid",
            ["status"] = "open",
            ["success_url"] = asked.Needed("success_url"),
            ["url"] = $"{Address}/pay/{id}",
        }).DeepClone();
    });

    private static List<long> Lines(Asked asked)
    {
        var lines = new List<long>();
        for (var n = 0; asked.Text($"line_items[{n}][quantity]") is not null; n++)
        {
            asked.Currency($"line_items[{n}][price_data][currency]");
            _ = asked.Needed($"line_items[{n}][price_data][product_data][name]");
            lines.Add(asked.Amount($"line_items[{n}][price_data][unit_amount]") * asked.Amount($"line_items[{n}][quantity]"));
        }
        return lines.Count > 0 ? lines : throw StripeError.Invalid("parameter_missing", "You must provide `line_items` in `payment` mode.", "line_items");
    }

    public JsonObject ExpireSession(string id) => Do(() =>
    {
        var session = Get(id, "checkout.session");
        Lapse(session);
        if ((string?)session["status"] != "open")
            throw StripeError.Invalid("resource_already_exists", "Only Checkout Sessions with a status in [\"open\"] can be expired.");
        session["status"] = "expired";
        Tell("checkout.session.expired", session);
        return (JsonObject)session.DeepClone();
    });

    public JsonObject Session(string id) => Do(() =>
    {
        var session = Get(id, "checkout.session");
        Lapse(session);
        return (JsonObject)session.DeepClone();
    });

    /// <summary>The buyer pays on the hosted page. False when the time is over or it was paid before.</summary>
    /// <param name="later">The money comes, or does not, some time after; see <see cref="Settle"/>.</param>
    public bool Pay(string id, bool later = false) => Do(() =>
    {
        var session = Get(id, "checkout.session");
        Lapse(session);
        if ((string?)session["status"] != "open")
            return false;
        var amount = (long)session["amount_total"]!;
        var intent = Keep(new JsonObject
        {
            ["id"] = NewId("pi_"),
            ["object"] = "payment_intent",
            ["amount"] = amount,
            ["amount_received"] = 0L,
            ["created"] = Now,
            ["currency"] = "cny",
            ["latest_charge"] = null,
            ["livemode"] = false,
            ["metadata"] = session["payment_intent_metadata"]!.DeepClone(),
            ["status"] = "processing",
        });
        session["payment_intent"] = (string)intent["id"]!;
        session["status"] = "complete";
        if (later)
        {
            Tell("checkout.session.completed", session);
            return true;
        }
        Charge(intent);
        session["payment_status"] = "paid";
        Tell("payment_intent.succeeded", intent);
        Tell("checkout.session.completed", session);
        return true;
    });

    /// <summary>The bank says no; the buyer may try again on the same page.</summary>
    public void Decline(string id) => Do(() =>
    {
        var session = Get(id, "checkout.session");
        Tell("payment_intent.payment_failed", new JsonObject
        {
            ["id"] = NewId("pi_"),
            ["object"] = "payment_intent",
            ["amount"] = (long)session["amount_total"]!,
            ["currency"] = "cny",
            ["metadata"] = session["payment_intent_metadata"]!.DeepClone(),
            ["status"] = "requires_payment_method",
            ["last_payment_error"] = new JsonObject { ["type"] = "card_error", ["code"] = "card_declined", ["message"] = "Your card was declined." },
        });
        return true;
    });

    /// <summary>Of one that was to be paid later.</summary>
    public void Settle(string id, bool succeeds) => Do(() =>
    {
        var session = Get(id, "checkout.session");
        if (succeeds)
        {
            var intent = Get((string)session["payment_intent"]!, "payment_intent");
            Charge(intent);
            session["payment_status"] = "paid";
            Tell("payment_intent.succeeded", intent);
        }
        Tell(succeeds ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed", session);
        return true;
    });

    public JsonObject Refund(Asked asked) => Do(() =>
    {
        var intent = Get(asked.Needed("payment_intent"), "payment_intent");
        return (JsonObject)Refund(intent, asked.Text("amount") is null ? null : asked.Amount("amount"), Map(asked.Under("metadata"))).DeepClone();
    });

    /// <summary>Somebody refunds on Stripe's own pages.</summary>
    public string RefundByHand(string intent, long amount) => Do(() => (string)Refund(Get(intent, "payment_intent"), amount, [])["id"]!);

    /// <summary>The buyer's bank sends a refund back.</summary>
    public void FailRefund(string id) => Do(() =>
    {
        var refund = Get(id, "refund");
        refund["status"] = "failed";
        refund["failure_reason"] = "lost_or_stolen_card";
        var charge = Get((string)refund["charge"]!, "charge");
        charge["amount_refunded"] = (long)charge["amount_refunded"]! - (long)refund["amount"]!;
        Move("refund_failure", refund, (long)refund["amount"]!);
        Tell("refund.failed", refund);
        return true;
    });

    /// <summary>The buyer's bank takes back what was not refunded. Null when it did so before, or nothing is left.</summary>
    public string? OpenDispute(string intent) => Do(() =>
    {
        var charge = ChargeOf(Get(intent, "payment_intent"));
        if ((bool)charge["disputed"]! || (bool)charge["refunded"]!)
            return null;
        charge["disputed"] = true;
        var dispute = Keep(new JsonObject
        {
            ["id"] = NewId("dp_"),
            ["object"] = "dispute",
            ["amount"] = (long)charge["amount"]! - (long)charge["amount_refunded"]!,
            ["charge"] = (string)charge["id"]!,
            ["created"] = Now,
            ["currency"] = "cny",
            ["payment_intent"] = intent,
            ["reason"] = "product_not_received",
            ["status"] = "needs_response",
        });
        Move("adjustment", dispute, -(long)dispute["amount"]!, fee: 1_500);
        Tell("charge.dispute.created", dispute);
        return (string?)dispute["id"];
    });

    public void CloseDispute(string id, bool won) => Do(() =>
    {
        var dispute = Get(id, "dispute");
        dispute["status"] = won ? "won" : "lost";
        if (won)
            Move("adjustment", dispute, (long)dispute["amount"]!);
        Tell("charge.dispute.closed", dispute);
        return true;
    });

    public string PayOut(long amount) => Do(() =>
    {
        var payout = Keep(new JsonObject
        {
            ["id"] = NewId("po_"),
            ["object"] = "payout",
            ["amount"] = amount,
            ["created"] = Now,
            ["currency"] = "cny",
            ["status"] = "paid",
        });
        Move("payout", payout, -amount);
        Tell("payout.paid", payout);
        return (string)payout["id"]!;
    });

    private JsonObject Refund(JsonObject intent, long? wanted, JsonObject metadata)
    {
        var charge = ChargeOf(intent);
        var left = (long)charge["amount"]! - (long)charge["amount_refunded"]!;
        var amount = wanted ?? left;
        if (left == 0)
            throw StripeError.Invalid("charge_already_refunded", $"Charge {charge["id"]} has already been refunded.");
        if (All("dispute", dispute => (string?)dispute["charge"] == (string?)charge["id"] && (string?)dispute["status"] != "won").Count > 0)
            throw StripeError.Invalid("charge_disputed", $"Charge {charge["id"]} has been charged back; cannot issue a refund.");
        if (amount > left)
            throw StripeError.Invalid("amount_too_large", $"Refund amount (¥{amount / 100m}) is greater than unrefunded amount on charge (¥{left / 100m})", "amount");
        charge["amount_refunded"] = (long)charge["amount_refunded"]! + amount;
        charge["refunded"] = (long)charge["amount_refunded"]! == (long)charge["amount"]!;
        var refund = Keep(new JsonObject
        {
            ["id"] = NewId("re_"),
            ["object"] = "refund",
            ["amount"] = amount,
            ["charge"] = (string)charge["id"]!,
            ["created"] = Now,
            ["currency"] = "cny",
            ["metadata"] = metadata,
            ["payment_intent"] = (string)intent["id"]!,
            ["status"] = RefundsPend ? "pending" : "succeeded",
        });
        Move("refund", refund, -amount);
        Tell("refund.created", refund);
        Tell("charge.refunded", charge);
        return refund;
    }

    private void Charge(JsonObject intent)
    {
        var charge = Keep(new JsonObject
        {
            ["id"] = NewId("ch_"),
            ["object"] = "charge",
            ["amount"] = (long)intent["amount"]!,
            ["amount_captured"] = (long)intent["amount"]!,
            ["amount_refunded"] = 0L,
            ["created"] = Now,
            ["currency"] = "cny",
            ["disputed"] = false,
            ["livemode"] = false,
            ["metadata"] = intent["metadata"]!.DeepClone(),
            ["paid"] = true,
            ["payment_intent"] = (string)intent["id"]!,
            ["refunded"] = false,
            ["status"] = "succeeded",
        });
        intent["latest_charge"] = (string)charge["id"]!;
        intent["amount_received"] = (long)intent["amount"]!;
        intent["status"] = "succeeded";
        Move("charge", charge, (long)charge["amount"]!, fee: (long)charge["amount"]! * 15 / 1_000);
        Tell("charge.succeeded", charge);
    }

    /// <summary>A line of the account's own account of its money.</summary>
    private void Move(string type, JsonObject source, long amount, long fee = 0)
    {
        var line = Keep(new JsonObject
        {
            ["id"] = NewId("txn_"),
            ["object"] = "balance_transaction",
            ["amount"] = amount,
            ["available_on"] = Now,
            ["balance_type"] = "payments",
            ["created"] = Now,
            ["currency"] = "cny",
            ["description"] = null,
            ["fee"] = fee,
            ["net"] = amount - fee,
            ["reporting_category"] = type,
            ["source"] = (string)source["id"]!,
            ["status"] = "available",
            ["type"] = type,
        });
        source["balance_transaction"] = (string)line["id"]!;
    }

    /// <summary>Balance transactions since a moment, newest first, with their sources as objects where that is asked for.</summary>
    public List<JsonObject> Movements(long? since, bool expand) => Do(() =>
    {
        var found = All("balance_transaction", line => since is null || (long)line["created"]! >= since);
        foreach (var line in found.Where(_ => expand))
            line["source"] = objects[(string)line["source"]!].DeepClone();
        return found;
    });

    /// <summary>Something of Stripe's own that the market has not asked for and is told nothing of.</summary>
    public void Adjust(long amount, long fee) => Do(() =>
    {
        var source = Keep(new JsonObject { ["id"] = NewId("fee_"), ["object"] = "application_fee" });
        Move("adjustment", source, amount, fee);
        return true;
    });

    public JsonObject Transfer(Asked asked) => Do(() =>
    {
        var destination = asked.Needed("destination");
        if (Closed.Contains(destination) || !destination.StartsWith("acct_", StringComparison.Ordinal))
            throw StripeError.Invalid("account_invalid", $"No such destination: '{destination}'", "destination");
        var amount = asked.Amount("amount");
        asked.Currency("currency");
        var transfer = Keep(new JsonObject
        {
            ["id"] = NewId("tr_"),
            ["object"] = "transfer",
            ["amount"] = amount,
            ["amount_reversed"] = 0L,
            ["created"] = Now,
            ["currency"] = "cny",
            ["destination"] = destination,
            ["livemode"] = false,
            ["metadata"] = Map(asked.Under("metadata")),
            ["reversed"] = false,
            ["transfer_group"] = asked.Text("transfer_group"),
        });
        Move("transfer", transfer, -amount);
        Tell("transfer.created", transfer);
        return (JsonObject)transfer.DeepClone();
    });

    /// <summary>Accounts of shops that take no money.</summary>
    public HashSet<string> Closed { get; } = new(StringComparer.Ordinal);

    /// <summary>Somebody takes a transfer back on Stripe's own pages.</summary>
    public void ReverseTransfer(string id, long amount) => Do(() =>
    {
        var transfer = Get(id, "transfer");
        transfer["amount_reversed"] = (long)transfer["amount_reversed"]! + amount;
        transfer["reversed"] = (long)transfer["amount_reversed"]! == (long)transfer["amount"]!;
        var reversal = Keep(new JsonObject { ["id"] = NewId("trr_"), ["object"] = "transfer_reversal", ["amount"] = amount, ["created"] = Now, ["currency"] = "cny", ["transfer"] = id });
        Move("transfer_refund", reversal, amount);
        Tell("transfer.reversed", transfer);
        return true;
    });

    private JsonObject ChargeOf(JsonObject intent) => (string?)intent["latest_charge"] is { } charge
        ? Get(charge, "charge")
        : throw StripeError.Invalid("charge_not_found", $"PaymentIntent {intent["id"]} does not have a successful charge.");

    private void Lapse(JsonObject session)
    {
        if ((string?)session["status"] != "open" || (long)session["expires_at"]! > Now)
            return;
        session["status"] = "expired";
        Tell("checkout.session.expired", session);
    }

    private JsonObject Get(string id, string kind) => objects.GetValueOrDefault(id) is { } found && (string?)found["object"] == kind ? found : throw StripeError.Missing(kind, id);

    private JsonObject Keep(JsonObject made)
    {
        var id = (string)made["id"]!;
        objects.Add(id, made);
        order.Add(id);
        return made;
    }

    private void Tell(string type, JsonObject about) => deliveries.Add(new JsonObject
    {
        ["id"] = NewId("evt_"),
        ["object"] = "event",
        ["api_version"] = "2026-10-28.endive",
        ["created"] = Now,
        ["data"] = new JsonObject { ["object"] = about.DeepClone() },
        ["livemode"] = false,
        ["pending_webhooks"] = 1,
        ["request"] = new JsonObject { ["id"] = null, ["idempotency_key"] = null },
        ["type"] = type,
    });

    private static JsonObject Map(Dictionary<string, string> values) => new(values.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value)));

    private static string NewId(string prefix) => prefix + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 24).ToString(CultureInfo.InvariantCulture);
}
