using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

public readonly record struct StripeEventId(long Value) : IId;

/// <summary>An event of Stripe's that was acted on, in the transaction of its effect, so that it is acted on once.</summary>
public sealed class StripeEvent : IEntity
{
    public StripeEventId Id { get; init; }

    /// <summary>Stripe's, evt_….</summary>
    public required string EventId { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>Stripe's word claims to be about a payment of ours and does not fit it: nothing is done, and somebody should look.</summary>
public sealed class StripeMismatch(string what) : Exception(what);

/// <summary>
/// The one place where Stripe's word about a payment is believed, whether it came by an event, an answer or a look, in whatever order
/// and however often.
/// </summary>
public static class RecordStripeWord
{
    /// <param name="Event">Stripe's id of the event; null for an answer.</param>
    public sealed record Command(StripeWord Word, string? Event = null) : ICommand<Unit>, IForSystem;

    /// <summary>The same, when the buyer's coming back made us look.</summary>
    internal sealed record ForBuyer(StripeWord Word) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(Recorder recorder) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            await recorder.Record(request.Word, request.Event, cancellationToken);
            return Unit.Value;
        }
    }

    internal sealed class ForBuyerHandler(Recorder recorder) : IRequestHandler<ForBuyer, Unit>
    {
        public async Task<Unit> Handle(ForBuyer request, CancellationToken cancellationToken)
        {
            await recorder.Record(request.Word, seen: null, cancellationToken);
            return Unit.Value;
        }
    }

    internal sealed class Recorder(MarketDb db, StripeEvents events, Till till, PayableCheckouts checkouts, TimeProvider clock)
    {
        public async Task Record(StripeWord word, string? seen, CancellationToken cancellation)
        {
            if (!await events.IsNew(seen, cancellation))
                return;
            var payment = await db.Set<Payment>().FirstOrDefaultAsync(payment => payment.Key == word.Payment && payment.Gateway == StripeGateway.GatewayName, cancellation)
                ?? throw new StripeMismatch($"There is no payment {word.Payment}.");
            if (word.Session is { } session && !payment.IsOf(session))
                throw new StripeMismatch($"The session {session} is not that of payment {word.Payment}.");
            switch (word.Outcome)
            {
                case StripeOutcome.Paid:
                    if (word.Currency != StripeGateway.Currency || word.Amount != payment.Amount || word.Intent is null)
                        throw new StripeMismatch($"Payment {word.Payment} is of {payment.Amount.Fen} {StripeGateway.Currency}, not of {word.Amount.Fen} {word.Currency} as {word.Intent}.");
                    await till.Take(await checkouts.Find(payment.CheckoutId, cancellation), StripeGateway.GatewayName, word.Intent, cancellation, payment);
                    break;
                case StripeOutcome.Failed or StripeOutcome.Expired when payment.State == PaymentState.Pending:
                    payment.Decline(reference: null, clock.GetUtcNow());
                    break;
            }
        }
    }
}

/// <summary>
/// What Stripe tells of a payment's refunds and disputes may come before the payment itself: it is learned of first, so that everything
/// that follows finds its orders.
/// </summary>
internal sealed class StripePayments(MarketDb db, StripeGateway stripe, IMediator mediator)
{
    /// <summary>False for a payment on the same account that has nothing to do with the market.</summary>
    public async Task<bool> AreOurs(string intent, CancellationToken cancellation)
    {
        if (await db.Set<Payment>().AnyAsync(payment => payment.Gateway == StripeGateway.GatewayName && payment.Reference == intent, cancellation))
            return true;
        if (await stripe.LookAtIntent(intent, cancellation) is not { } word)
            return false;
        await mediator.Send(new RecordStripeWord.Command(word), cancellation);
        return true;
    }
}

/// <summary>Which of Stripe's events have been acted on.</summary>
internal sealed class StripeEvents(MarketDb db, TimeProvider clock)
{
    /// <summary>True the first time; then it counts as seen if the transaction ends well. Two at once meet at the unique id.</summary>
    public async Task<bool> IsNew(string? id, CancellationToken cancellation)
    {
        if (id is null)
            return true;
        if (await db.Set<StripeEvent>().AnyAsync(seen => seen.EventId == id, cancellation))
            return false;
        db.Add(new StripeEvent { EventId = id, At = clock.GetUtcNow() });
        return true;
    }
}

/// <summary>Of a message that only says that something has changed: what it is about is read at Stripe, as it stands, by the job.</summary>
public static class NoteStripeEvent
{
    public sealed record Command(string Event, IOutsideJob Job) : ICommand<Unit>, IForSystem;

    internal sealed class Handler(StripeEvents events, JobQueue jobs) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            if (await events.IsNew(request.Event, cancellationToken))
                jobs.Add(request.Job);
            return Unit.Value;
        }
    }
}

/// <summary>Forgets events after a time in which Stripe certainly does not repeat them.</summary>
public static class ForgetStripeEvents
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public sealed record Job : IJob;

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var old = clock.GetUtcNow() - KeptFor;
            await db.Set<StripeEvent>().Where(seen => seen.At < old).ExecuteDeleteAsync(cancellationToken);
            return Unit.Value;
        }
    }
}
