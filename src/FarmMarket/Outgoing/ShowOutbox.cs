using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FarmMarket.Outgoing;

/// <summary>What a demo market "sent", newest first. Outside demo mode there is no such thing.</summary>
public static class ShowOutbox
{
    /// <param name="To">A phone number or e-mail address, or part of one; null for all.</param>
    public sealed record Query(string? To = null, string? After = null) : IQuery<Slice<Item>>, IForAnyone;

    public sealed record Item(string To, string Subject, string Body, DateTimeOffset At);

    private const int Size = 30;

    internal sealed class Handler(MarketDb db, IOptions<MarketOptions> market) : IRequestHandler<Query, Slice<Item>>
    {
        public async Task<Slice<Item>> Handle(Query request, CancellationToken cancellationToken)
        {
            if (!market.Value.Demo)
                throw new NotFound();
            var before = new OutboxMessageId(Cursor.Read(request.After) ?? long.MaxValue);
            var messages = db.Set<OutboxMessage>().AsNoTracking().Where(message => message.Id < before);
            if (request.To?.Trim() is { Length: > 0 } to)
                messages = messages.Where(message => message.To.Contains(to));
            var read = await messages.OrderByDescending(message => message.Id).Take(Size + 1).ToListAsync(cancellationToken);
            var slice = Slice<OutboxMessage>.Of(read, Size, message => message.Id.Value);
            return new([.. slice.Items.Select(message => new Item(message.To, message.Subject, message.Body, message.At))], slice.Next);
        }
    }
}
