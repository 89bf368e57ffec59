using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Outgoing;

/// <summary>A message to a phone number or an e-mail address, in the receiver's language already.</summary>
public sealed record OutgoingMessage(string To, string Subject, string Body)
{
    public bool IsEmail => To.Contains('@', StringComparison.Ordinal);
}

/// <summary>The way out: the development outbox, or SMTP and an SMS gateway.</summary>
public interface IMessageSender
{
    /// <param name="key">Unique for one message: a sender that can, drops a repetition.</param>
    Task Send(OutgoingMessage message, string key, CancellationToken cancellation);
}

/// <summary>Queue it in a transaction: <c>jobs.Add(new SendMessage.Job(message, key))</c>. Sent once or more; the key lets it act once.</summary>
public static class SendMessage
{
    public sealed record Job(OutgoingMessage Message, string Key) : IOutsideJob;

    internal sealed class Handler(IMessageSender sender) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            await sender.Send(request.Message, request.Key, cancellationToken);
            return Unit.Value;
        }
    }
}

public readonly record struct OutboxMessageId(long Value) : IId;

/// <summary>What the development sender "sent"; shown on the outbox page of a demo market.</summary>
public sealed class OutboxMessage : IEntity
{
    public OutboxMessageId Id { get; init; }
    public required string Key { get; init; }
    public required string To { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.Property(m => m.Key).HasMaxLength(150).IsUnicode(false);
        message.Property(m => m.To).HasMaxLength(256);
        message.Property(m => m.Subject).HasMaxLength(200);
        message.Property(m => m.Body).HasMaxLength(8000);
        message.HasIndex(m => m.Key).IsUnique();
        message.HasIndex(m => new { m.To, m.Id });
    }
}

/// <summary>Keeps messages in the database for the outbox page instead of sending them.</summary>
internal sealed class DevelopmentOutbox(IMediator mediator) : IMessageSender
{
    public Task Send(OutgoingMessage message, string key, CancellationToken cancellation) =>
        mediator.Send(new KeepInOutbox.Command(message, key), cancellation);
}

public static class KeepInOutbox
{
    public sealed record Command(OutgoingMessage Message, string Key) : ICommand<Unit>, IForSystem;

    internal sealed class Handler(MarketDb db, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!await db.Set<OutboxMessage>().AnyAsync(message => message.Key == request.Key, cancellationToken))
            {
                var (to, subject, body) = request.Message;
                db.Add(new OutboxMessage { Key = request.Key, To = to, Subject = subject, Body = body, At = clock.GetUtcNow() });
            }
            return Unit.Value;
        }
    }
}
