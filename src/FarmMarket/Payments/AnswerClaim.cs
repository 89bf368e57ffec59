using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

internal static class ClaimWords
{
    public static IRuleBuilderOptions<T, string?> MustSayWhy<T>(this IRuleBuilderInitial<T, string?> rule) => rule.Cascade(CascadeMode.Stop)
        .Must(words => !string.IsNullOrWhiteSpace(words)).WithMessage("请写明理由，对方会看到")
        .MaximumLength(Claim.LongestWords).WithMessage("请写在 {0} 字以内").WithState(_ => new object[] { Claim.LongestWords });
}

public enum ShopAnswer
{
    Accept,
    Offer,
    Refuse,
}

/// <summary>The shop's word about a claim: yes, less, or no.</summary>
public static class AnswerClaim
{
    public sealed record Command(string Shop, string Number, ShopAnswer Answer, Money Amount = default, string? Words = null) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Words).MustSayWhy().When(command => command.Answer != ShopAnswer.Accept);
    }

    internal sealed class Handler(MarketDb db, Claims claims, Actor actor, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var (shop, now) = (actor.Shop, clock.GetUtcNow());
            var claim = await Claims.Find(db.Set<Claim>().Where(claim => claim.ShopId == shop), request.Number, cancellationToken);
            switch (request.Answer)
            {
                case ShopAnswer.Accept:
                    claim.Accept(now);
                    break;
                case ShopAnswer.Offer:
                    claim.OfferLess(request.Amount, request.Words!.Trim(), now);
                    break;
                default:
                    claim.Refuse(request.Words!.Trim(), now);
                    break;
            }
            await claims.Settle(claim, OrderActor.Shop, cancellationToken);
            return Unit.Value;
        }
    }
}

public enum BuyerReply
{
    Accept,
    Counter,
    Appeal,
    Withdraw,
}

/// <summary>The buyer's word about the shop's: agree, ask for more once, ask the platform, or give up.</summary>
public static class ReplyToClaim
{
    public sealed record Command(string Number, BuyerReply Reply, Money Amount = default, string? Words = null) : ICommand<Unit>, IForSignedIn;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Words).MustSayWhy().When(command => command.Reply is BuyerReply.Counter or BuyerReply.Appeal);
    }

    internal sealed class Handler(MarketDb db, Claims claims, Actor actor, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var (me, now) = (actor.User, clock.GetUtcNow());
            var claim = await Claims.Find(db.Set<Claim>().Where(claim => claim.BuyerId == me), request.Number, cancellationToken);
            switch (request.Reply)
            {
                case BuyerReply.Accept:
                    claim.AcceptOffer(now);
                    break;
                case BuyerReply.Counter:
                    claim.CounterOffer(request.Amount, request.Words!.Trim(), now);
                    break;
                case BuyerReply.Appeal:
                    claim.Appeal(request.Words!.Trim(), now);
                    break;
                default:
                    claim.Withdraw(now);
                    break;
            }
            await claims.Settle(claim, OrderActor.Buyer, cancellationToken);
            return Unit.Value;
        }
    }
}

/// <summary>The operator's last word.</summary>
public static class DecideClaim
{
    public sealed record Command(string Number, Money Amount, string? Words) : ICommand<Unit>, IForOperator;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Words).MustSayWhy();
    }

    internal sealed class Handler(MarketDb db, Claims claims, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var claim = await Claims.Find(db.Set<Claim>(), request.Number, cancellationToken);
            claim.Decide(request.Amount, request.Words!.Trim(), clock.GetUtcNow());
            await claims.Settle(claim, OrderActor.Operator, cancellationToken);
            return Unit.Value;
        }
    }
}

/// <summary>A claim as buyer, shop and operator see it: the same for all three.</summary>
public static class ShowClaim
{
    public sealed record Mine(string Number) : IQuery<Result>, IForSignedIn;

    public sealed record OfShop(string Shop, string Number) : IQuery<Result>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    public sealed record ForOperator(string Number) : IQuery<Result>, IForOperator;

    public sealed record Result(Claim Claim)
    {
        public IReadOnlyList<string> Photos => [.. Claim.Photos.OrderBy(photo => photo.Position).Select(photo => photo.Key)];
        public IReadOnlyList<ClaimStep> Steps => [.. Claim.Steps.OrderBy(step => step.Id.Value)];
    }

    internal sealed class MineHandler(MarketDb db, Actor actor) : IRequestHandler<Mine, Result>
    {
        public Task<Result> Handle(Mine request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            return Read(db.Set<Claim>().Where(claim => claim.BuyerId == me), request.Number, cancellationToken);
        }
    }

    internal sealed class OfShopHandler(MarketDb db, Actor actor) : IRequestHandler<OfShop, Result>
    {
        public Task<Result> Handle(OfShop request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            return Read(db.Set<Claim>().Where(claim => claim.ShopId == shop), request.Number, cancellationToken);
        }
    }

    internal sealed class ForOperatorHandler(MarketDb db) : IRequestHandler<ForOperator, Result>
    {
        public Task<Result> Handle(ForOperator request, CancellationToken cancellationToken) => Read(db.Set<Claim>(), request.Number, cancellationToken);
    }

    private static async Task<Result> Read(IQueryable<Claim> claims, string number, CancellationToken cancellation) =>
        new(await claims.AsNoTracking().Include(claim => claim.Photos).Include(claim => claim.Steps).FirstOrDefaultAsync(claim => claim.Number == number, cancellation) ?? throw new NotFound());
}

/// <summary>Claims of a shop or of the whole market, newest first.</summary>
public static class ListClaims
{
    public const int LargestPage = 100;

    /// <param name="Open">Those that are not ended; otherwise those that are.</param>
    /// <param name="After">Cursor of the page before.</param>
    public sealed record OfShop(string Shop, bool Open = true, string? After = null, int Size = 30) : IQuery<Slice<Row>>, IForShop
    {
        public ShopRole Needs => ShopRole.Packer;
    }

    /// <param name="State">Null for all.</param>
    /// <param name="After">Cursor of the page before.</param>
    public sealed record ForOperator(ClaimState? State = ClaimState.AwaitingOperator, string? After = null, int Size = 30) : IQuery<Slice<Row>>, IForOperator;

    public sealed record Row
    {
        public required ClaimId Id { get; init; }
        public required string Number { get; init; }
        public required string Order { get; init; }
        public required LocalText Title { get; init; }
        public required ClaimState State { get; init; }
        public required Money Kept { get; init; }
        public required Money? Award { get; init; }
        public required DateTimeOffset? AnswerBy { get; init; }
        public required DateTimeOffset OpenedAt { get; init; }
    }

    internal sealed class OfShopHandler(MarketDb db, Actor actor) : IRequestHandler<OfShop, Slice<Row>>
    {
        public Task<Slice<Row>> Handle(OfShop request, CancellationToken cancellationToken)
        {
            var shop = actor.Shop;
            return Read(db.Set<Claim>().Where(claim => claim.ShopId == shop && (claim.EndedAt == null) == request.Open), request.After, request.Size, cancellationToken);
        }
    }

    internal sealed class ForOperatorHandler(MarketDb db) : IRequestHandler<ForOperator, Slice<Row>>
    {
        public Task<Slice<Row>> Handle(ForOperator request, CancellationToken cancellationToken) =>
            Read(request.State is { } state ? db.Set<Claim>().Where(claim => claim.State == state) : db.Set<Claim>(), request.After, request.Size, cancellationToken);
    }

    private static async Task<Slice<Row>> Read(IQueryable<Claim> claims, string? after, int asked, CancellationToken cancellation)
    {
        if (Cursor.Read(after) is { } cursor)
        {
            var before = new ClaimId(cursor);
            claims = claims.Where(claim => claim.Id < before);
        }
        var size = Math.Clamp(asked, 1, LargestPage);
        var rows = await claims.AsNoTracking().OrderByDescending(claim => claim.Id).Take(size + 1)
            .Select(claim => new Row
            {
                Id = claim.Id,
                Number = claim.Number,
                Order = claim.OrderNumber,
                Title = claim.Title,
                State = claim.State,
                Kept = claim.Kept,
                Award = claim.Award,
                AnswerBy = claim.AnswerBy,
                OpenedAt = claim.OpenedAt,
            }).ToListAsync(cancellation);
        return Slice<Row>.Of(rows, size, row => row.Id.Value);
    }
}
