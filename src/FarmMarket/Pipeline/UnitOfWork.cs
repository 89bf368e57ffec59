using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Pipeline;

/// <summary>
/// One command, one transaction: handle, save, publish what happened, save again while there is more, commit. A command sent by a
/// handler joins the transaction it is in.
/// </summary>
internal sealed class UnitOfWork<TRequest, TResponse>(MarketDb db, IMediator mediator, ITransactions transactions, JobSignal jobs, TimeProvider clock)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>
{
    private const int MostRounds = 10;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (db.Database.CurrentTransaction is not null)
            return await next();

        var jobsAdded = false;
        try
        {
            var response = await transactions.Run(db, async () =>
            {
                var handled = await next();
                jobsAdded = await SaveAndPublish(cancellationToken);
                return handled;
            }, cancellationToken);
            if (jobsAdded)
                jobs.Ring();
            return response;
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RuleBroken("刚刚有人改过这条记录，请刷新后再试") { Code = "changed-meanwhile" };
        }
    }

    /// <summary>True when a job that is due already was added.</summary>
    private async Task<bool> SaveAndPublish(CancellationToken cancellation)
    {
        var due = false;
        for (var round = 0; round < MostRounds; round++)
        {
            var (happened, dueNow) = await Save(cancellation);
            due |= dueNow;
            if (happened.Count == 0)
                return due;
            foreach (var domainEvent in happened)
                await mediator.Publish(domainEvent, cancellation);
        }
        throw new InvalidOperationException($"{typeof(TRequest).FullName}: events still cause events after {MostRounds} rounds.");
    }

    /// <summary>Compares what is tracked with what was read once, not at every look: that would be most of a command's time.</summary>
    private async Task<(List<IDomainEvent> Happened, bool DueNow)> Save(CancellationToken cancellation)
    {
        var due = false;
        db.ChangeTracker.DetectChanges();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var entry in db.ChangeTracker.Entries())
            {
                if (entry is { State: EntityState.Modified, Entity: Aggregate } or { State: EntityState.Unchanged, Entity: Aggregate { HasNews: true } })
                {
                    ((Aggregate)entry.Entity).Bump();
                    entry.DetectChanges();
                }
                else if (entry is { State: EntityState.Added, Entity: Job job })
                {
                    due |= job.DueAt <= clock.GetUtcNow();
                }
            }
            await db.SaveChangesAsync(cancellation);
            return ([.. db.ChangeTracker.Entries<Aggregate>().SelectMany(entry => entry.Entity.TakeEvents())], due);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }
}
