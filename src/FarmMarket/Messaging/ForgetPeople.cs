using FarmMarket.Accounts;
using FarmMarket.Data;
using FarmMarket.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Messaging;

/// <summary>Who deletes their account leaves no notifications behind.</summary>
internal sealed class ForgetPeople(MarketDb db) : INotificationHandler<AccountDeleting>
{
    public async Task Handle(AccountDeleting deleting, CancellationToken cancellationToken)
    {
        await db.Set<Notification>().Where(notification => notification.UserId == deleting.User).ExecuteDeleteAsync(cancellationToken);
        await db.Set<MutedTopic>().Where(muted => muted.UserId == deleting.User).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>Notifications are news, not records: after half a year they go.</summary>
public static class ForgetOldNotifications
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    public sealed record Job : IJob;

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var old = clock.GetUtcNow() - KeptFor;
            await db.Set<Notification>().Where(notification => notification.At < old).ExecuteDeleteAsync(cancellationToken);
            return Unit.Value;
        }
    }
}
