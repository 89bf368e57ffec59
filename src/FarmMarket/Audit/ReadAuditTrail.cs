using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Audit;

/// <summary>Who did what, the latest first; filtered by action, subject, person and days.</summary>
public static class ReadAuditTrail
{
    public const int Size = 50;

    /// <param name="Action">The action or its beginning: <c>shop.</c> or <c>shop.approved</c>.</param>
    /// <param name="Subject">The subject or its beginning: <c>shop:</c> or <c>shop:a-mei</c>.</param>
    /// <param name="From">First day, Shanghai.</param>
    /// <param name="To">Last day, Shanghai.</param>
    public sealed record Query(
        string? Action = null, string? Subject = null, UserId? By = null, DateOnly? From = null, DateOnly? To = null, string? After = null)
        : IQuery<Slice<Entry>>, IForOperator;

    /// <param name="Name">How the person is called now; null for the platform itself.</param>
    public sealed record Entry(AuditEntryId Id, DateTimeOffset At, UserId? By, string? Name, string Action, string Subject, string? Details);

    internal sealed class Handler(MarketDb db) : IRequestHandler<Query, Slice<Entry>>
    {
        public async Task<Slice<Entry>> Handle(Query query, CancellationToken cancellationToken)
        {
            var entries = db.Set<AuditEntry>().AsNoTracking();
            if (query.Action is { Length: > 0 } action)
                entries = entries.Where(entry => entry.Action.StartsWith(action));
            if (query.Subject is { Length: > 0 } subject)
                entries = entries.Where(entry => entry.Subject.StartsWith(subject));
            if (query.By is { } by)
                entries = entries.Where(entry => entry.By == by);
            if (query.From is { } from)
            {
                var begin = Shanghai.StartOf(from);
                entries = entries.Where(entry => entry.At >= begin);
            }
            if (query.To is { } to)
            {
                var end = Shanghai.StartOf(to.AddDays(1));
                entries = entries.Where(entry => entry.At < end);
            }
            if (Cursor.Read(query.After) is { } last)
            {
                var before = new AuditEntryId(last);
                entries = entries.Where(entry => entry.Id < before);
            }
            var read = await entries.OrderByDescending(entry => entry.Id).Take(Size + 1).ToListAsync(cancellationToken);
            var people = read.Select(entry => entry.By?.Value).OfType<long>().Distinct().ToArray();
            var names = await db.Users.Where(user => people.Contains(user.Id)).Select(user => new { user.Id, user.DisplayName }).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancellationToken);
            var shown = read.ConvertAll(entry => new Entry(
                entry.Id, entry.At, entry.By, entry.By is { } who ? names.GetValueOrDefault(who.Value) : null, entry.Action, entry.Subject, entry.Details));
            return Slice<Entry>.Of(shown, Size, entry => entry.Id.Value);
        }
    }
}
