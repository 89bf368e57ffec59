using FarmMarket.Audit;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>The commission of every category that has one of its own, as it is, was and will be.</summary>
public static class ShowCommission
{
    private const int Most = 500;

    public sealed record Query : IQuery<IReadOnlyList<Row>>, IForOperator;

    /// <param name="Category">Null: all that have none of their own.</param>
    /// <param name="Until">Last day before the next rate; null for the last.</param>
    public sealed record Row(ProduceCategory? Category, int BasisPoints, DateOnly From, DateOnly? Until, bool InForce);

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query request, CancellationToken cancellationToken)
        {
            var today = Shanghai.Date(clock.GetUtcNow());
            var rates = await db.Set<CommissionRate>().AsNoTracking().OrderBy(rate => rate.CategoryCode).ThenBy(rate => rate.From).ThenBy(rate => rate.Id).Take(Most).ToListAsync(cancellationToken);
            var rows = new List<Row>();
            foreach (var ofCategory in rates.GroupBy(rate => rate.CategoryCode))
            {
                // The last word about a day counts.
                var byDay = ofCategory.GroupBy(rate => rate.From).Select(day => day.Last()).ToList();
                for (var n = 0; n < byDay.Count; n++)
                {
                    DateOnly? until = n + 1 < byDay.Count ? byDay[n + 1].From.AddDays(-1) : null;
                    rows.Add(new(Produce.Category(ofCategory.Key), byDay[n].BasisPoints, byDay[n].From, until, byDay[n].From <= today && (until is null || today <= until)));
                }
            }
            return rows;
        }
    }
}

/// <summary>Sets what the platform keeps of a category from a day on. Orders that were paid before keep the rate they were paid under.</summary>
public static class SetCommission
{
    public const int Highest = 2_000;

    /// <param name="Category">Code in produce.json; empty for all that have none of their own.</param>
    /// <param name="BasisPoints">Hundredths of a percent.</param>
    public sealed record Command(string Category, int BasisPoints, DateOnly From) : ICommand<Unit>, IForOperator;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Category).Must(code => code.Length == 0 || Produce.Category(code) is not null).WithMessage("没有这个品类");
            RuleFor(command => command.BasisPoints).InclusiveBetween(0, Highest).WithMessage("佣金在 0 到 {0}% 之间").WithState(_ => new object[] { Highest / 100 });
            RuleFor(command => command.From).GreaterThanOrEqualTo(_ => Shanghai.Date(clock.GetUtcNow())).WithMessage("只能从今天或以后开始，付过款的订单不会变");
        }
    }

    internal sealed class Handler(MarketDb db, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            db.Add(new CommissionRate { CategoryCode = request.Category, BasisPoints = request.BasisPoints, From = request.From });
            audit.Record("commission.set", "category:" + (request.Category.Length > 0 ? request.Category : "all"), new { request.BasisPoints, request.From });
            return Task.FromResult(Unit.Value);
        }
    }
}
