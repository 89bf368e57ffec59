using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Messaging;

/// <summary>What the asker was told, newest first.</summary>
public static class MyNotifications
{
    public sealed record Query(string? After = null, int Size = 30) : IQuery<Result>, IForSignedIn;

    public sealed record Result(Slice<Item> Items, int Unread);

    /// <param name="Key">For <see cref="OpenNotification"/> and <see cref="MarkNotificationsRead"/>.</param>
    public sealed record Item(string Key, NotificationKind Kind, IReadOnlyList<LocalText> Values, DateTimeOffset At, bool IsRead);

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var mine = db.Set<Notification>().AsNoTracking().Where(notification => notification.UserId == me);
            var older = Cursor.Read(request.After) is { } key ? mine.Where(notification => notification.Id < new NotificationId(key)) : mine;
            var size = Math.Clamp(request.Size, 1, 100);
            var read = await older.OrderByDescending(notification => notification.Id).Take(size + 1).ToListAsync(cancellationToken);
            var unread = await mine.CountAsync(notification => notification.ReadAt == null, cancellationToken);

            var slice = Slice<Notification>.Of(read, size, notification => notification.Id.Value);
            var items = slice.Items.Where(notification => NotificationKinds.Find(notification.Kind) is not null).Select(notification => new Item(
                Cursor.Write(notification.Id.Value), NotificationKinds.Find(notification.Kind)!, Notifier.Read(notification.Values), notification.At,
                notification.ReadAt is not null));
            return new(new([.. items], slice.Next), unread);
        }
    }
}

/// <summary>How many the asker has not read: for the badge.</summary>
public static class CountUnread
{
    public sealed record Query : IQuery<int>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor) : IRequestHandler<Query, int>
    {
        public Task<int> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            return db.Set<Notification>().CountAsync(notification => notification.UserId == me && notification.ReadAt == null, cancellationToken);
        }
    }
}

/// <summary>Follows a notification: it counts as read, and its link is the answer.</summary>
public static class OpenNotification
{
    public sealed record Command(string Key) : ICommand<string>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command request, CancellationToken cancellationToken)
        {
            var (me, id) = (actor.User, new NotificationId(Cursor.Read(request.Key) ?? throw new NotFound()));
            var notification = await db.Set<Notification>().FirstOrDefaultAsync(n => n.Id == id && n.UserId == me, cancellationToken) ?? throw new NotFound();
            notification.ReadAt ??= clock.GetUtcNow();
            return notification.Link;
        }
    }
}

/// <summary>Marks all as read up to the newest the asker has seen; what came in meanwhile stays new.</summary>
public static class MarkNotificationsRead
{
    public sealed record Command(string UpTo) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var (me, now) = (actor.User, clock.GetUtcNow());
            var after = new NotificationId((Cursor.Read(request.UpTo) ?? throw new NotFound()) + 1);
            await db.Set<Notification>().Where(notification => notification.UserId == me && notification.ReadAt == null && notification.Id < after)
                .ExecuteUpdateAsync(set => set.SetProperty(notification => notification.ReadAt, now), cancellationToken);
            return Unit.Value;
        }
    }
}
