using System.Text.Json;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Stripe;
using Stripe.Checkout;

namespace FarmMarket.Payments;

/// <summary>
/// A message of Stripe's: believed only with its signature, acted on once, and ignored where it is not about anything of ours or of a
/// kind or version that is not known.
/// </summary>
public static class ReceiveStripeEvent
{
    /// <summary>Older or newer ones are somebody's recording.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <param name="Json">The body as it came, to the byte.</param>
    public sealed record Request(string Json, string? Signature) : IRequest<Answer>, IForSystem;

    public enum Answer
    {
        Done,
        Ignored,

        /// <summary>Not signed by Stripe, or it claims to be about a payment of ours and does not fit it.</summary>
        Refused,
    }

    internal sealed class Handler(IMediator mediator, IOptions<StripeOptions> options, TimeProvider clock, ILogger<Handler> logger) : IRequestHandler<Request, Answer>
    {
        public async Task<Answer> Handle(Request request, CancellationToken cancellationToken)
        {
            if (!options.Value.IsOffered)
                throw new NotFound();
            try
            {
                EventUtility.ValidateSignature(
                    request.Json, request.Signature ?? "", options.Value.WebhookSecret, (long)Tolerance.TotalSeconds, clock.GetUtcNow().ToUnixTimeSeconds());
            }
            catch (StripeException)
            {
                return Refuse("signature", "its signature is missing, wrong or too old");
            }

            Event message;
            try
            {
                message = EventUtility.ParseEvent(request.Json, throwOnApiVersionMismatch: false);
            }
            catch (Exception unreadable) when (unreadable is JsonException or StripeException or ArgumentException or FormatException or InvalidCastException or NullReferenceException)
            {
                logger.LogWarning(unreadable, "A message of Stripe's could not be read and was ignored");
                return Answer.Ignored;
            }
            if (message is not { Id: { Length: > 0 } id, Data.Object: { } about } || Means(id, message.Type, about) is not { } command)
                return Answer.Ignored;
            try
            {
                await mediator.Send(command, cancellationToken);
                return Answer.Done;
            }
            catch (StripeMismatch mismatch)
            {
                return Refuse("mismatch", mismatch.Message);
            }
        }

        private Answer Refuse(string reason, string because)
        {
            Telemetry.GatewayAlarms.Add(1, new KeyValuePair<string, object?>("reason", reason));
            logger.LogError("A message to Stripe's address was refused: {Because}", because);
            return Answer.Refused;
        }

        /// <summary>What is to be done; null for what is not about anything of ours or needs nothing.</summary>
        private static ICommand<Unit>? Means(string id, string type, IHasObject about) => (type, about) switch
        {
            (EventTypes.CheckoutSessionAsyncPaymentFailed, Session session) when IsOurs(session.Metadata) => new RecordStripeWord.Command(StripeWord.Of(session) with { Outcome = StripeOutcome.Failed }, id),
            (EventTypes.CheckoutSessionCompleted or EventTypes.CheckoutSessionAsyncPaymentSucceeded or EventTypes.CheckoutSessionExpired, Session session) when IsOurs(session.Metadata) =>
                new RecordStripeWord.Command(StripeWord.Of(session), id),
            (EventTypes.PaymentIntentSucceeded, PaymentIntent intent) when StripeWord.Of(intent) is { } word => new RecordStripeWord.Command(word, id),
            (EventTypes.ChargeRefunded, Charge { PaymentIntentId: { } intent }) => new NoteStripeEvent.Command(id, new RecordStripeRefunds.Job(intent)),
            (EventTypes.RefundCreated or EventTypes.RefundUpdated or EventTypes.RefundFailed, Stripe.Refund { PaymentIntentId: { } intent }) => new NoteStripeEvent.Command(id, new RecordStripeRefunds.Job(intent)),
            (EventTypes.ChargeDisputeCreated or EventTypes.ChargeDisputeUpdated or EventTypes.ChargeDisputeFundsWithdrawn or EventTypes.ChargeDisputeFundsReinstated or EventTypes.ChargeDisputeClosed,
                Dispute { PaymentIntentId: { } intent } dispute) => new NoteStripeEvent.Command(id, new RecordStripeDispute.Job(dispute.Id, intent)),
            (EventTypes.TransferReversed or EventTypes.TransferUpdated, Transfer transfer) when transfer.Metadata?.ContainsKey(StripeGateway.SettlementKey) == true =>
                new NoteStripeEvent.Command(id, new RecordStripeReversal.Job(transfer.Id)),
            (EventTypes.PayoutPaid or EventTypes.PayoutFailed, Payout payout) => new RecordStripePayout.Command(id, payout.Id, new(payout.Amount), type == EventTypes.PayoutFailed),
            _ => null,
        };

        private static bool IsOurs(Dictionary<string, string>? metadata) => metadata?.ContainsKey(StripeGateway.PaymentKey) == true;
    }
}
