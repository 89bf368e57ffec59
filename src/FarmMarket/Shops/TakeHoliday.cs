using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Shops;

/// <summary>Stops taking orders until after a day, with a word to the buyers; called again, it changes both.</summary>
public static class TakeHoliday
{
    public const int LongestDays = 365;

    public sealed record Command(string Shop, DateOnly? Until, string? Note, string? NoteEn = null) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Until).NotNull().WithMessage("请选择休假的最后一天");
            RuleFor(command => command.Note).Must(note => note is null || note.Trim().Length <= 200).WithMessage("给买家的话最多 200 个字");
            RuleFor(command => command.NoteEn).Must(note => note is null || note.Trim().Length <= 600).WithMessage("给买家的话最多 200 个字");
        }
    }

    internal sealed class Handler(MarketDb db, Actor actor, JobQueue jobs, AuditTrail audit, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var until = request.Until!.Value;
            var today = Shanghai.Date(clock.GetUtcNow());
            if (until > today.AddDays(LongestDays))
                throw new RuleBroken("休假最长一年") { Field = nameof(Command.Until), Code = "holiday-too-long" };
            var shop = await db.Set<Shop>().FirstAsync(shop => shop.Id == actor.Shop, cancellationToken);
            shop.TakeHoliday(until, ShopText.ReadLocal(request.Note, request.NoteEn), today);
            // Nothing else happens on the morning after, and pages that say "on holiday" must change.
            jobs.Add(new EndHoliday.Job(shop.Id), Shanghai.StartOf(until.AddDays(1)));
            audit.Record("shop.holiday", $"shop:{shop.Slug}", new { until });
            return Unit.Value;
        }
    }
}

/// <summary>Takes orders again before the holiday is over.</summary>
public static class ReturnFromHoliday
{
    public sealed record Command(string Shop) : ICommand<Unit>, IForShop
    {
        public ShopRole Needs => ShopRole.Manager;
    }

    internal sealed class Handler(MarketDb db, Actor actor, AuditTrail audit) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var shop = await db.Set<Shop>().FirstAsync(shop => shop.Id == actor.Shop, cancellationToken);
            shop.ReturnFromHoliday();
            audit.Record("shop.returned", $"shop:{shop.Slug}");
            return Unit.Value;
        }
    }
}

/// <summary>On the morning after the last day: the shop is back. A holiday that was prolonged meanwhile goes on.</summary>
public static class EndHoliday
{
    public sealed record Job(ShopId Shop) : IJob;

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var shop = await db.Set<Shop>().FirstOrDefaultAsync(shop => shop.Id == request.Shop, cancellationToken);
            if (shop?.HolidayUntil is { } last && last < Shanghai.Date(clock.GetUtcNow()))
                shop.ReturnFromHoliday();
            return Unit.Value;
        }
    }
}
