using FarmMarket.Audit;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Ordering;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>What a buyer may still claim for of one of their own orders.</summary>
public static class ShowClaimable
{
    public sealed record Query(string Order) : IQuery<IReadOnlyList<Line>>, IForSignedIn;

    /// <param name="Position">From 1.</param>
    /// <param name="Units">Grams or pieces that were ordered.</param>
    /// <param name="Hours">How long after receipt it may be claimed for.</param>
    /// <param name="Until">Null before it was received.</param>
    /// <param name="Claim">Number of the last claim for it.</param>
    public sealed record Line(
        int Position, LocalText Title, LocalText PackName, StockUnit Unit, long Units, Money Sum, int Hours, DateTimeOffset? Until, bool May, string? Claim, ClaimState? ClaimState);

    internal sealed class Handler(MarketDb db, ReceivedOrders orders, Actor actor, TimeProvider clock) : IRequestHandler<Query, IReadOnlyList<Line>>
    {
        public async Task<IReadOnlyList<Line>> Handle(Query request, CancellationToken cancellationToken)
        {
            var order = await orders.Find(request.Order, actor.User, cancellationToken);
            var now = clock.GetUtcNow();
            var claims = (await db.Set<Claim>().AsNoTracking().Where(claim => claim.OrderNumber == order.Number).OrderBy(claim => claim.Id)
                .Select(claim => new { claim.OrderLineId, claim.Number, claim.State }).ToListAsync(cancellationToken)).ToLookup(claim => claim.OrderLineId);
            return [.. order.Lines.Select(line =>
            {
                var last = claims[line.Id].LastOrDefault();
                var until = order.ReceivedAt?.AddHours(line.ClaimHours);
                return new Line(line.Position, line.Title, line.PackName, line.Unit, line.Units, line.Sum, line.ClaimHours, until, last is null && now <= until, last?.Number, last?.State);
            })];
        }
    }
}

/// <summary>
/// The buyer shows bad fruit of one line of an order that has arrived, within the time its listing promised. What it is worth is kept
/// out of the release. A line is claimed for once.
/// </summary>
public static class OpenClaim
{
    /// <param name="Line">Position of the line in the order, from 1.</param>
    /// <param name="BadUnits">Grams or pieces.</param>
    /// <param name="Photos">Keys.</param>
    public sealed record Command(string Order, int Line, long BadUnits, string Words, IReadOnlyList<string> Photos, string? IdempotencyKey = null) : ICommand<string>, IForSignedIn, IOnce;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.BadUnits).GreaterThan(0).WithMessage("请填写坏了多少");
            RuleFor(command => command.Words).Cascade(CascadeMode.Stop)
                .Must(words => !string.IsNullOrWhiteSpace(words)).WithMessage("请写明坏成什么样")
                .MaximumLength(Claim.LongestWords).WithMessage("请写在 {0} 字以内").WithState(_ => new object[] { Claim.LongestWords });
            RuleFor(command => command.Photos)
                .Must(photos => photos.Count > 0).WithMessage("请至少拍一张坏果的照片")
                .Must(photos => photos.Count <= Claim.MostPhotos).WithMessage("照片最多 {0} 张").WithState(_ => new object[] { Claim.MostPhotos });
        }
    }

    internal sealed class Handler(MarketDb db, ReceivedOrders orders, Actor actor, IMediator mediator, JobQueue jobs, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var now = clock.GetUtcNow();
            var order = await orders.Find(request.Order, actor.User, cancellationToken);
            var line = order.Lines.FirstOrDefault(line => line.Position == request.Line) ?? throw new NotFound();
            if (order.ReceivedAt is not { } received)
                throw new RuleBroken("收到货以后才能申请包赔") { Code = "not-received" };
            if (now > received.AddHours(line.ClaimHours))
                throw new RuleBroken("收货后 {0} 小时内可以申请包赔，现在已经过了", line.ClaimHours) { Code = "claim-too-late" };
            if (await db.Set<Claim>().AnyAsync(claim => claim.OrderLineId == line.Id, cancellationToken))
                throw new RuleBroken("这件商品已经申请过包赔了") { Code = "claimed-before" };
            if (request.BadUnits > line.Units)
                throw new RuleBroken("坏的不会比买的多") { Field = nameof(Command.BadUnits), Code = "more-than-ordered" };
            var known = await mediator.Send(new KnownPhotos.Query([.. request.Photos]), cancellationToken);
            if (request.Photos.Any(photo => !known.Contains(photo)))
                throw new RuleBroken("找不到这张照片，请重新上传") { Field = nameof(Command.Photos), Code = "photo-unknown" };

            var holding = await db.HoldingOf(order.Number, cancellationToken);
            var asked = Claim.Worth(line.Sum, request.BadUnits, line.Units);
            var kept = holding.Freeze(line.Id, asked);
            if (kept <= Money.Zero)
                throw new RuleBroken("这件商品的钱已经退完或放给店铺了，请联系平台") { Code = "nothing-left" };
            var claim = new Claim
            {
                Number = PublicNumbers.New(now),
                OrderNumber = order.Number,
                OrderLineId = line.Id,
                ShopId = order.Shop,
                BuyerId = order.Buyer,
                Title = line.Title,
                PackName = line.PackName,
                Unit = line.Unit,
                OrderedUnits = line.Units,
                BadUnits = request.BadUnits,
                Asked = asked,
                Kept = kept,
                OpenedAt = now,
            };
            claim.Begin(request.Words.Trim(), request.Photos.Distinct(), now);
            db.Add(claim);
            jobs.Add(new LapseClaim.Job(claim.Number), claim.AnswerBy);
            audit.Record("claim.opened", "claim:" + claim.Number, new { order = order.Number, fen = kept.Fen });
            return claim.Number;
        }
    }
}

/// <summary>Nobody answered in time. Due at <see cref="Claim.AnswerBy"/> as it stood; does nothing when it has moved on since.</summary>
public static class LapseClaim
{
    public sealed record Job(string Number) : IJob;

    internal sealed class Handler(MarketDb db, Claims claims, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var claim = await db.Set<Claim>().Include(claim => claim.Steps).FirstOrDefaultAsync(claim => claim.Number == request.Number && claim.AnswerBy != null, cancellationToken);
            if (claim is null)
                return Unit.Value;
            claim.Lapse(clock.GetUtcNow());
            await claims.Settle(claim, OrderActor.System, cancellationToken);
            return Unit.Value;
        }
    }
}

/// <summary>What every step of a claim does beside itself: wait for the next answer, or pay what was found and let go of the rest.</summary>
internal sealed class Claims(MarketDb db, Refunds refunds, JobQueue jobs, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Tracked, with its steps.</summary>
    public static async Task<Claim> Find(IQueryable<Claim> claims, string number, CancellationToken cancellation) =>
        await claims.Include(claim => claim.Steps).FirstOrDefaultAsync(claim => claim.Number == number, cancellation) ?? throw new NotFound();

    public async Task Settle(Claim claim, OrderActor by, CancellationToken cancellation)
    {
        audit.Record("claim." + claim.Steps[^1].Kind.ToString().ToLowerInvariant(), "claim:" + claim.Number, new { order = claim.OrderNumber, fen = claim.Steps[^1].Amount?.Fen });
        if (claim.IsOpen)
        {
            if (claim.AnswerBy is { } due)
                jobs.Add(new LapseClaim.Job(claim.Number), due);
            return;
        }
        var holding = await db.HoldingOf(claim.OrderNumber, cancellation);
        holding.Thaw(claim.OrderLineId, claim.Kept, clock.GetUtcNow());
        // The shop may have refunded some of the line meanwhile; more than is left can't be given.
        var part = holding.PartOf(claim.OrderLineId);
        var amount = claim.Award!.Value < part.Refundable ? claim.Award.Value : part.Refundable;
        if (amount > Money.Zero)
        {
            await refunds.Owe(
                holding, new Dictionary<HoldingPartId, Money> { [part.Id] = amount }, "claim-" + claim.Number, RefundReason.Claim, by, claim.Steps[^1].Words, cancellation);
        }
    }
}
