using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>
/// Leads the buyer to Stripe's page for one of their own checkouts. The attempt is written down before Stripe is asked and its answer
/// after; a market that dies in between asks again with the same key and gets the same page.
/// </summary>
public static class StartStripeSession
{
    /// <summary>For so long a page is given again instead of a new one.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(20);

    /// <summary>An attempt without an answer is asked for again only while its end is far enough away for Stripe.</summary>
    private static readonly TimeSpan AskedAgain = TimeSpan.FromMinutes(1);

    /// <param name="Site">What the market's own addresses start with, without a slash at the end.</param>
    public sealed record Request(string Checkout, string Site) : IRequest<Result>, IForSignedIn;

    public sealed record Result(string Url);

    internal sealed class Handler(IMediator mediator, StripeGateway stripe) : IRequestHandler<Request, Result>
    {
        public async Task<Result> Handle(Request request, CancellationToken cancellationToken)
        {
            if (!stripe.IsOffered)
                throw new NotFound();
            var begun = await mediator.Send(new Begin(request.Checkout), cancellationToken);
            if (begun.Url is { } known)
                return new(known);
            var opening = new StripeGateway.Opening(
                begun.Payment, request.Checkout, begun.Goods, begun.ExpiresAt, $"{request.Site}/pay/{request.Checkout}/return", $"{request.Site}/pay/{request.Checkout}");
            string session, url;
            try
            {
                (session, url) = await stripe.Open(opening, cancellationToken);
            }
            catch (Exception fault) when (fault is Stripe.StripeException or HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new RuleBroken("收银台暂时打不开，请稍后再试或换一种付款方式") { Code = "gateway-unreachable" };
            }
            await mediator.Send(new Opened(begun.Payment, session, url), cancellationToken);
            return new(url);
        }
    }

    internal sealed record Begun(string Payment, string? Url, IReadOnlyList<(string Name, Money Amount)> Goods, DateTimeOffset ExpiresAt);

    internal sealed record Begin(string Checkout) : ICommand<Begun>, IForSignedIn;

    internal sealed class BeginHandler(MarketDb db, Till till, PayableCheckouts checkouts, JobQueue jobs, Actor actor, TimeProvider clock) : IRequestHandler<Begin, Begun>
    {
        public async Task<Begun> Handle(Begin request, CancellationToken cancellationToken)
        {
            var due = await checkouts.Find(request.Checkout, actor.User, cancellationToken);
            if (due.State == CheckoutState.Paid)
                throw new RuleBroken("这笔订单已经付过款了") { Code = "already-paid" };
            await checkouts.RefuseIfOver(due.Id, cancellationToken);
            var now = clock.GetUtcNow();
            var (fresh, asked) = (now - Fresh, now - AskedAgain);
            var payment = await db.Set<Payment>()
                .Where(payment => payment.CheckoutId == due.Id && payment.Gateway == StripeGateway.GatewayName && payment.State == PaymentState.Pending
                    && (payment.SessionUrl != null ? payment.CreatedAt > fresh : payment.CreatedAt > asked))
                .OrderByDescending(payment => payment.Id).FirstOrDefaultAsync(cancellationToken);
            if (payment is null)
            {
                payment = till.Attempt(due, StripeGateway.GatewayName);
                jobs.Add(new EndStripeSession.Job(payment.Key), due.ExpiresAt);
            }
            var goods = (await checkouts.Orders(due.Id, cancellationToken)).Select(order => ($"{order.ShopName.Zh} {order.Number}", order.Total)).ToList();
            return new(payment.Key, payment.SessionUrl, goods, payment.CreatedAt + StripeGateway.ShortestSession);
        }
    }

    internal sealed record Opened(string Payment, string Session, string Url) : ICommand<Unit>, IForSignedIn;

    internal sealed class OpenedHandler(MarketDb db) : IRequestHandler<Opened, Unit>
    {
        public async Task<Unit> Handle(Opened request, CancellationToken cancellationToken)
        {
            var payment = await db.Set<Payment>().SingleAsync(payment => payment.Key == request.Payment, cancellationToken);
            payment.Open(request.Session, request.Url);
            return Unit.Value;
        }
    }
}

/// <summary>Closes Stripe's page when the market gives the fruit to others, so that nobody pays for what is gone. What was paid in time counts.</summary>
public static class EndStripeSession
{
    public sealed record Job(string Payment) : IOutsideJob;

    internal sealed class Handler(MarketDb db, StripeGateway stripe, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var open = await db.Set<Payment>().AsNoTracking().FirstOrDefaultAsync(payment => payment.Key == request.Payment && payment.State == PaymentState.Pending, cancellationToken);
            if (open is null)
                return Unit.Value;
            // Without a session Stripe's answer never came, and nobody was shown its page.
            var word = open.Session is { } session
                ? await stripe.End(session, cancellationToken) ?? await stripe.Look(session, cancellationToken)
                : new(open.Key, Session: null, Intent: null, open.Amount, StripeGateway.Currency, StripeOutcome.Expired);
            await mediator.Send(new RecordStripeWord.Command(word), cancellationToken);
            return Unit.Value;
        }
    }
}

/// <summary>The buyer gave up before paying: Stripe's page closes too.</summary>
internal sealed class EndSessionsOfCancelled(MarketDb db, JobQueue jobs) : INotificationHandler<OrderCancelled>
{
    public async Task Handle(OrderCancelled cancelled, CancellationToken cancellationToken)
    {
        if (cancelled.Owed != Money.Zero)
            return;
        var open = await db.Set<Payment>().Where(payment => payment.CheckoutId == cancelled.Checkout && payment.State == PaymentState.Pending && payment.Session != null)
            .Select(payment => payment.Key).ToListAsync(cancellationToken);
        foreach (var payment in open)
            jobs.Add(new EndStripeSession.Job(payment));
    }
}

/// <summary>
/// Asks Stripe about payments it hasn't told of: for the buyer who has come back from its page, and now and then for all, because
/// messages get lost.
/// </summary>
public static class AskStripe
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(2);
    private const int Most = 50;

    /// <summary>About one of the buyer's own checkouts.</summary>
    public sealed record Request(string Checkout) : IRequest<Unit>, IForSignedIn;

    public sealed record Job : IOutsideJob;

    internal sealed class Handler(MarketDb db, StripeGateway stripe, PayableCheckouts checkouts, Actor actor, IMediator mediator) : IRequestHandler<Request, Unit>
    {
        public async Task<Unit> Handle(Request request, CancellationToken cancellationToken)
        {
            var due = await checkouts.Find(request.Checkout, actor.User, cancellationToken);
            var open = await db.Set<Payment>().Where(payment => payment.CheckoutId == due.Id && payment.State == PaymentState.Pending && payment.Session != null)
                .OrderByDescending(payment => payment.Id).Select(payment => payment.Session!).Take(3).ToListAsync(cancellationToken);
            foreach (var session in open)
            {
                try
                {
                    await mediator.Send(new RecordStripeWord.ForBuyer(await stripe.Look(session, cancellationToken)), cancellationToken);
                }
                catch (Exception fault) when (fault is Stripe.StripeException or HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
                {
                    // It will say so itself, or be asked again.
                }
            }
            return Unit.Value;
        }
    }

    internal sealed class JobHandler(MarketDb db, StripeGateway stripe, IMediator mediator, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            if (!stripe.IsOffered)
                return Unit.Value;
            var silent = clock.GetUtcNow() - Every;
            var open = await db.Set<Payment>().Where(payment => payment.State == PaymentState.Pending && payment.CreatedAt < silent && payment.Session != null)
                .OrderBy(payment => payment.CreatedAt).Select(payment => payment.Session!).Take(Most).ToListAsync(cancellationToken);
            foreach (var session in open)
                await mediator.Send(new RecordStripeWord.Command(await stripe.Look(session, cancellationToken)), cancellationToken);
            return Unit.Value;
        }
    }
}
