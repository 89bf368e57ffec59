using System.Net;
using FarmMarket.Kernel;
using Microsoft.Extensions.Options;
using Stripe;
using Stripe.Checkout;

namespace FarmMarket.Payments;

/// <summary>Section <c>Stripe</c>. Without a secret key Stripe is not offered.</summary>
public sealed class StripeOptions
{
    public string SecretKey { get; set; } = "";

    /// <summary>Of the webhook endpoint <c>/webhooks/stripe</c>.</summary>
    public string WebhookSecret { get; set; } = "";

    /// <summary>Another server than Stripe's own, for tests and demonstrations.</summary>
    public string? ApiBase { get; set; }

    /// <summary>Stripe's names of them, with commas between.</summary>
    public string PaymentMethods { get; set; } = "card,alipay,wechat_pay";

    public bool IsOffered => SecretKey.Length > 0;

    /// <summary>Settings that are needed beside those there are, with what to set them to.</summary>
    public IEnumerable<(string Setting, string Wanted)> Missing()
    {
        if (SecretKey.Length > 0 && WebhookSecret.Length == 0)
            yield return ("Stripe:WebhookSecret", "the signing secret of the webhook endpoint /webhooks/stripe");
        if (SecretKey.Length == 0 && WebhookSecret.Length > 0)
            yield return ("Stripe:SecretKey", "the secret key of the Stripe account");
    }
}

/// <summary>What is asked of Stripe. Money is in fen, which is CNY's minor unit there too.</summary>
internal sealed class StripeGateway : IPaymentGateway
{
    public const string GatewayName = "stripe";
    public const string Currency = "cny";

    // Under these names Stripe hands back what is ours with every session, payment and refund.
    public const string PaymentKey = "payment";
    public const string CheckoutKey = "checkout";
    public const string RefundKey = "refund";
    public const string SettlementKey = "settlement";

    /// <summary>Stripe takes none shorter than 30 minutes; the rest is for the way and for clocks that differ.</summary>
    public static readonly TimeSpan ShortestSession = TimeSpan.FromMinutes(32);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private const int Retries = 2;

    private readonly StripeOptions options;
    private readonly Lazy<StripeClient> client;

    public StripeGateway(IOptions<StripeOptions> configured)
    {
        options = configured.Value;
        client = new(() => new(new StripeClientOptions
        {
            ApiKey = options.SecretKey,
            ApiBase = options.ApiBase ?? "https://api.stripe.com",
            HttpClient = new SystemNetHttpClient(
                new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Patience }, Retries, appInfo: null, enableTelemetry: false),
        }));
    }

    public string Name => GatewayName;
    public bool IsOffered => options.IsOffered;

    /// <param name="Payment">Key of our payment, and of the request: asked again with the same, Stripe answers with the same session.</param>
    /// <param name="Goods">What is paid, as the buyer reads it on Stripe's page.</param>
    public sealed record Opening(string Payment, string Checkout, IReadOnlyList<(string Name, Money Amount)> Goods, DateTimeOffset ExpiresAt, string SuccessUrl, string CancelUrl);

    public async Task<(string Id, string Url)> Open(Opening opening, CancellationToken cancellation)
    {
        var ours = new Dictionary<string, string> { [PaymentKey] = opening.Payment, [CheckoutKey] = opening.Checkout };
        var methods = options.PaymentMethods.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        var session = await new SessionService(client.Value).CreateAsync(
            new()
            {
                Mode = "payment",
                Locale = "auto",
                AllowedPaymentMethodTypes = methods,
                PaymentMethodOptions = methods.Contains("wechat_pay") ? new() { WechatPay = new() { Client = "web" } } : null,
                LineItems = [.. opening.Goods.Select(goods => new SessionLineItemOptions
                {
                    Quantity = 1,
                    PriceData = new() { Currency = Currency, UnitAmount = goods.Amount.Fen, ProductData = new() { Name = goods.Name } },
                })],
                ClientReferenceId = opening.Checkout,
                Metadata = ours,
                PaymentIntentData = new() { Metadata = ours, Description = opening.Checkout },
                ExpiresAt = opening.ExpiresAt.UtcDateTime,
                SuccessUrl = opening.SuccessUrl,
                CancelUrl = opening.CancelUrl,
            },
            new() { IdempotencyKey = "session-" + opening.Payment }, cancellation);
        return (session.Id, session.Url);
    }

    public async Task<StripeWord> Look(string session, CancellationToken cancellation) =>
        StripeWord.Of(await new SessionService(client.Value).GetAsync(session, cancellationToken: cancellation));

    /// <summary>Null where the payment is not one of ours: others may use the same account.</summary>
    public async Task<StripeWord?> LookAtIntent(string intent, CancellationToken cancellation) =>
        StripeWord.Of(await new PaymentIntentService(client.Value).GetAsync(intent, cancellationToken: cancellation));

    public async Task<(Money Amount, string Status)> LookAtDispute(string dispute, CancellationToken cancellation)
    {
        var found = await new DisputeService(client.Value).GetAsync(dispute, cancellationToken: cancellation);
        return (new(found.Amount), found.Status);
    }

    /// <summary>A page of what moved at Stripe since a moment, newest first.</summary>
    /// <param name="since"></param>
    /// <param name="after">Id of the last of the page before.</param>
    /// <param name="cancellation"></param>
    public async Task<(IReadOnlyList<StripeMovement> Movements, bool More)> Movements(DateTimeOffset? since, string? after, CancellationToken cancellation)
    {
        var page = await new BalanceTransactionService(client.Value).ListAsync(
            new()
            {
                Limit = 100,
                StartingAfter = after,
                Created = since is { } from ? new DateRangeOptions { GreaterThanOrEqual = from.UtcDateTime } : null,
                Expand = ["data.source"],
            },
            cancellationToken: cancellation);
        return (page.Data.ConvertAll(StripeMovement.Of), page.HasMore);
    }

    /// <summary>Sends a shop what it earned, to its own account at Stripe. Returns what Stripe calls the transfer.</summary>
    /// <exception cref="GatewayRefuses">Trying again will not help.</exception>
    public async Task<string> Transfer(string account, Money amount, string settlement, string key, CancellationToken cancellation)
    {
        try
        {
            var transfer = await new TransferService(client.Value).CreateAsync(
                new() { Amount = amount.Fen, Currency = Currency, Destination = account, TransferGroup = settlement, Metadata = new() { [SettlementKey] = settlement } },
                new() { IdempotencyKey = "transfer-" + key }, cancellation);
            return transfer.Id;
        }
        catch (StripeException refused) when (refused.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            throw new GatewayRefuses(refused.StripeError?.Code ?? refused.Message);
        }
    }

    /// <summary>How much of a transfer has come back.</summary>
    public async Task<Money> Reversed(string transfer, CancellationToken cancellation) =>
        new((await new TransferService(client.Value).GetAsync(transfer, cancellationToken: cancellation)).AmountReversed);

    /// <summary>Nobody can pay it from here on. Null when it can't be ended, because it was paid or had ended.</summary>
    public async Task<StripeWord?> End(string session, CancellationToken cancellation)
    {
        try
        {
            return StripeWord.Of(await new SessionService(client.Value).ExpireAsync(session, cancellationToken: cancellation));
        }
        catch (StripeException refused) when (refused.HttpStatusCode == HttpStatusCode.BadRequest)
        {
            return null;
        }
    }

    public async Task<string> Refund(string paymentReference, Money amount, string key, CancellationToken cancellation)
    {
        try
        {
            var refund = await new RefundService(client.Value).CreateAsync(
                new() { PaymentIntent = paymentReference, Amount = amount.Fen, Metadata = new() { [RefundKey] = key } }, new() { IdempotencyKey = "refund-" + key }, cancellation);
            return refund.Status is "failed" or "canceled" ? throw new GatewayRefuses(refund.FailureReason ?? refund.Status) : refund.Id;
        }
        catch (StripeException refused) when (refused.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.PaymentRequired or HttpStatusCode.NotFound)
        {
            throw new GatewayRefuses(refused.StripeError?.Code ?? refused.Message);
        }
    }

    /// <summary>All that was ever refunded of a payment; Stripe keeps at most a hundred of them worth the name.</summary>
    public async Task<IReadOnlyList<Stripe.Refund>> RefundsOf(string paymentIntent, CancellationToken cancellation) =>
        (await new RefundService(client.Value).ListAsync(new() { PaymentIntent = paymentIntent, Limit = 100 }, cancellationToken: cancellation)).Data;
}

public enum StripeOutcome
{
    /// <summary>Nothing is decided yet.</summary>
    Waiting,
    Paid,
    Failed,
    Expired,
}

/// <summary>What Stripe says of one of our payments, whichever way it comes: an event, or an answer.</summary>
/// <param name="Payment">Key of our payment.</param>
/// <param name="Session">Null where the word is of the payment intent.</param>
/// <param name="Intent">What the money is called there; null while there is none.</param>
public sealed record StripeWord(string Payment, string? Session, string? Intent, Money Amount, string Currency, StripeOutcome Outcome)
{
    internal static StripeWord Of(Session session) => new(
        session.Metadata?.GetValueOrDefault(StripeGateway.PaymentKey) ?? "", session.Id, session.PaymentIntentId, new(session.AmountTotal ?? 0), session.Currency ?? "",
        (session.Status, session.PaymentStatus) switch
        {
            (_, "paid") => StripeOutcome.Paid,
            ("expired", _) => StripeOutcome.Expired,
            _ => StripeOutcome.Waiting,
        });

    /// <summary>Null where it is not about a payment of ours.</summary>
    internal static StripeWord? Of(PaymentIntent intent) => intent.Metadata?.GetValueOrDefault(StripeGateway.PaymentKey) is { } payment
        ? new(payment, Session: null, intent.Id, new(intent.AmountReceived), intent.Currency, intent.Status == "succeeded" ? StripeOutcome.Paid : StripeOutcome.Waiting)
        : null;
}
