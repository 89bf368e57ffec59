using FarmMarket.Accounts;
using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>All shops for the operator, by state and by a piece of name or address; the newest first.</summary>
public static class ListShops
{
    public const int Size = 30;

    public sealed record Query(ShopStatus? Status = null, string? Search = null, string? After = null) : IQuery<Slice<Entry>>, IForOperator;

    public sealed record Entry(ShopId Id, string Slug, LocalText Name, string CountyCode, ShopStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? OpenedAt);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, Slice<Entry>>
    {
        public async Task<Slice<Entry>> Handle(Query query, CancellationToken cancellationToken)
        {
            var shops = db.Set<Shop>().AsNoTracking();
            if (query.Status is { } status)
                shops = shops.Where(shop => shop.Status == status);
            if (query.Search?.Trim() is { Length: > 0 } words)
            {
                var slug = words.ToLowerInvariant();
                shops = shops.Where(shop => shop.Name.Zh.Contains(words) || shop.Name.En!.Contains(words) || shop.Slug.Contains(slug));
            }
            if (Cursor.Read(query.After) is { } last)
            {
                var before = new ShopId(last);
                shops = shops.Where(shop => shop.Id < before);
            }
            var read = await shops.OrderByDescending(shop => shop.Id)
                .Select(shop => new Entry(shop.Id, shop.Slug, shop.Name, shop.CountyCode, shop.Status, shop.CreatedAt, shop.OpenedAt))
                .Take(Size + 1)
                .ToListAsync(cancellationToken);
            return Slice<Entry>.Of(read, Size, shop => shop.Id.Value);
        }
    }
}

/// <summary>How many shops are in each state; absent for none.</summary>
public static class CountShops
{
    public sealed record Query : IQuery<IReadOnlyDictionary<ShopStatus, int>>, IForOperator;

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, IReadOnlyDictionary<ShopStatus, int>>
    {
        public async Task<IReadOnlyDictionary<ShopStatus, int>> Handle(Query query, CancellationToken cancellationToken) =>
            await db.Set<Shop>().GroupBy(shop => shop.Status).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
    }
}

/// <summary>What the operator decides on: all a shop wrote of itself, who is behind it, and what is still missing.</summary>
public static class ReviewShop
{
    public sealed record Query(string Slug) : IQuery<Result>, IForOperator;

    public sealed record Result(
        ShopFacts Shop, string ContactPhone, string? StatusReason, DateTimeOffset CreatedAt, IReadOnlyList<Member> Members, IReadOnlyDictionary<OpeningStep, bool> Steps);

    public sealed record Member(string Name, ShopRole Role, DateTimeOffset JoinedAt);

    internal sealed class Handler(MarketDb db, OpeningChecklist checklist) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query query, CancellationToken cancellationToken)
        {
            var found = await db.Set<Shop>().Where(shop => shop.Slug == query.Slug)
                .Join(
                    ShopFacts.From(db), shop => shop.Id, facts => facts.Id, (shop, facts) => new { Facts = facts, shop.ContactPhone, shop.StatusReason, shop.CreatedAt })
                .FirstOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var id = found.Facts.Id;
            var members = await db.Set<ShopMember>().Where(member => member.ShopId == id)
                .Join(
                    PersonFacts.From(db), member => (long)(object)member.UserId, person => person.Id, (member, person) => new Member(person.Name, member.Role, member.JoinedAt))
                .Take(Shop.MostMembers)
                .ToListAsync(cancellationToken);
            return new(
                found.Facts, found.ContactPhone, found.StatusReason, found.CreatedAt,
                [.. members.OrderByDescending(member => member.Role).ThenBy(member => member.JoinedAt)], await checklist.Of(id, cancellationToken));
        }
    }
}

/// <summary>Opens a shop that was handed in, or opens a suspended one again.</summary>
public static class ApproveShop
{
    public sealed record Command(string Slug) : ICommand<Unit>, IForOperator;

    internal sealed class Handler(MarketDb db, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = await db.BySlug(request.Slug, cancellationToken);
            var again = shop.Status == ShopStatus.Suspended;
            shop.Approve(clock.GetUtcNow());
            audit.Record(again ? "shop.reopened" : "shop.approved", $"shop:{shop.Slug}");
            return Unit.Value;
        }
    }
}

/// <summary>Sends a shop back to its owner with what is to be changed.</summary>
public static class SendBackShop
{
    public sealed record Command(string Slug, string? Reason) : ICommand<Unit>, IForOperator;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Reason).Reason();
    }

    internal sealed class Handler(MarketDb db, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = await db.BySlug(request.Slug, cancellationToken);
            shop.SendBack(request.Reason!.Trim());
            audit.Record("shop.sent-back", $"shop:{shop.Slug}", new { reason = shop.StatusReason });
            return Unit.Value;
        }
    }
}

/// <summary>Closes a shop to buyers with a reason its members see; orders that are under way go on.</summary>
public static class SuspendShop
{
    public sealed record Command(string Slug, string? Reason) : ICommand<Unit>, IForOperator;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Reason).Reason();
    }

    internal sealed class Handler(MarketDb db, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = await db.BySlug(request.Slug, cancellationToken);
            shop.Suspend(request.Reason!.Trim());
            audit.Record("shop.suspended", $"shop:{shop.Slug}", new { reason = shop.StatusReason });
            return Unit.Value;
        }
    }
}

internal static class Reviewing
{
    public static async Task<Shop> BySlug(this MarketDb db, string slug, CancellationToken cancellation) =>
        await db.Set<Shop>().FirstOrDefaultAsync(shop => shop.Slug == slug, cancellation) ?? throw new NotFound();

    public static IRuleBuilderOptions<T, string?> Reason<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(reason => reason?.Trim() is { Length: >= 4 and <= 500 }).WithMessage("请写明原因，4–500 个字，对方会看到");
}
