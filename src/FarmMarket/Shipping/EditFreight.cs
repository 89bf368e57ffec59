using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shipping;

/// <summary>The shop's freight terms, for the form that changes them; null when it has none yet.</summary>
public static class ShowFreight
{
    public sealed record Query(string Shop) : IQuery<Result?>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    public sealed record Result(FreightTerms Terms, long Version, DateTimeOffset UpdatedAt);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result?>
    {
        public async Task<Result?> Handle(Query query, CancellationToken cancellationToken)
        {
            var template = await db.Set<FreightTemplate>().Include(t => t.Rates).AsSingleQuery().AsNoTracking()
                .FirstOrDefaultAsync(t => t.ShopId == actor.Shop, cancellationToken);
            return template is null ? null : new(FreightTerms.Of(template), template.Version, template.UpdatedAt);
        }
    }
}

/// <summary>Replaces the shop's freight terms. What has been ordered keeps the freight it was ordered with.</summary>
public static class SaveFreight
{
    /// <summary>Code of the refusal when someone else saved since the form was shown.</summary>
    public const string ChangedMeanwhile = "freight-changed-meanwhile";

    /// <param name="Version">Of the terms that were edited; null when there were none.</param>
    public sealed record Command(string Shop, FreightTerms Terms, long? Version) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Terms).SetValidator(new FreightTermsValidator());
    }

    internal sealed class Handler(MarketDb db, Actor actor, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var template = await db.Set<FreightTemplate>().Include(t => t.Rates).AsSingleQuery()
                .FirstOrDefaultAsync(t => t.ShopId == actor.Shop, cancellationToken);
            if (template?.Version != request.Version)
                throw new RuleBroken("刚刚有人改过运费。下面还是您写的，再按一次保存就以您的为准") { Code = ChangedMeanwhile };
            if (template is null)
                db.Add(request.Terms.AsTemplateOf(actor.Shop, clock.GetUtcNow()));
            else
                request.Terms.WriteTo(template, clock.GetUtcNow());
            audit.Record("shop.freight-changed", $"shop:{request.Shop}");
            return Unit.Value;
        }
    }
}

/// <summary>What some terms would ask for a parcel, without saving them: to try them out.</summary>
public static class TryFreight
{
    /// <param name="Province">Two-digit code.</param>
    public sealed record Query(string Shop, FreightTerms Terms, string? Province, Weight Gross, Money Goods) : IQuery<FreightQuote>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator()
        {
            RuleFor(query => query.Terms).SetValidator(new FreightTermsValidator());
            RuleFor(query => query.Province).Must(code => code is not null && Provinces.IsKnown(code)).WithMessage("请选择寄到哪个省");
            RuleFor(query => query.Gross).Must(weight => weight.Grams is > 0 and <= FreightTermsValidator.HeaviestGrams).WithMessage("重量要大于 0，最多 1,000 公斤");
            RuleFor(query => query.Goods).Must(goods => goods.Fen is >= 0 and <= FreightTermsValidator.DearestFen * 100).WithMessage("金额不对");
        }
    }

    internal sealed class Handler(Actor actor, TimeProvider clock) : IRequestHandler<Query, FreightQuote>
    {
        public Task<FreightQuote> Handle(Query query, CancellationToken cancellationToken) =>
            Task.FromResult(query.Terms.AsTemplateOf(actor.Shop, clock.GetUtcNow()).Quote(new(query.Gross, query.Goods, query.Province)));
    }
}

internal sealed class FreightTermsValidator : AbstractValidator<FreightTerms>
{
    public const long HeaviestGrams = 1_000_000;
    public const long DearestFen = 1_000_000;

    public FreightTermsValidator()
    {
        RuleFor(terms => terms.FreeFrom).Must(from => from is null || from.Value.Fen is > 0 and <= DearestFen * 100).WithMessage("满多少包邮，要大于 0 元");
        RuleFor(terms => terms.PickupPlace).Must(place => place is null || place.Zh.Length is >= 2 and <= 200 && place.En is not { Length: > 600 })
            .WithMessage("请写明在哪里、什么时间自提，最多 200 个字");
        RuleFor(terms => terms.Rates).Must(rates => rates.Count <= FreightTerms.MostRates).WithMessage("最多 12 组地区");
        RuleForEach(terms => terms.Rates).ChildRules(rate =>
        {
            rate.RuleFor(r => r.Provinces).Must(codes => codes.All(Provinces.IsKnown)).WithMessage("不认识这个省");
            rate.RuleFor(r => r.FirstWeight).Must(weight => weight.Grams is > 0 and <= HeaviestGrams).When(r => r.Served).WithMessage("首重要大于 0，最多 1,000 公斤");
            rate.RuleFor(r => r.AdditionalWeight).Must(weight => weight.Grams is >= 0 and <= HeaviestGrams).When(r => r.Served).WithMessage("续重不能是负数，最多 1,000 公斤");
            rate.RuleFor(r => r.FirstPrice).Must(price => price.Fen is >= 0 and <= DearestFen).When(r => r.Served).WithMessage("价格不能是负数，最多 10,000 元");
            rate.RuleFor(r => r.AdditionalPrice).Must(price => price.Fen is >= 0 and <= DearestFen).When(r => r.Served).WithMessage("价格不能是负数，最多 10,000 元");
        });
    }
}
