using System.Security.Cryptography;
using System.Text.Json;
using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FarmMarket.Pipeline;

/// <summary>The answer given to a request with an idempotency key, kept for a week in the transaction of what it did.</summary>
public sealed class HandledRequest : IEntity
{
    /// <summary>Use case, sender and key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the request: the same key with another request is refused.</summary>
    public required string Fingerprint { get; init; }
    public required string Answer { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class HandledRequestConfiguration : IEntityTypeConfiguration<HandledRequest>
{
    public void Configure(EntityTypeBuilder<HandledRequest> request)
    {
        request.HasKey(r => r.Key);
        request.Property(r => r.Key).HasMaxLength(200).IsUnicode(false);
        request.Property(r => r.Fingerprint).HasMaxLength(64).IsUnicode(false);
        request.HasIndex(r => r.At);
    }
}

/// <summary>Innermost: inside the transaction, so that the act and its remembered answer are one.</summary>
internal sealed class OnceOnly<TRequest, TResponse>(MarketDb db, Actor actor, TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>, IOnce
{
    private const int LongestKey = 80;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request.IdempotencyKey is not { Length: > 0 } sent)
            return await next();
        if (sent.Length > LongestKey || sent.Any(c => c is < '!' or > '~'))
            throw new RuleBroken("Idempotency-Key 只能是 1–80 个可见的英文字符") { Code = "idempotency-key-invalid" };

        var key = $"{typeof(TRequest).DeclaringType?.Name}:{actor.UserId?.Value}:{sent}";
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)));
        if (await Answered(key, cancellationToken) is { } before)
        {
            return before.Fingerprint == fingerprint
                ? JsonSerializer.Deserialize<TResponse>(before.Answer)!
                : throw new RuleBroken("这个 Idempotency-Key 已经用于另一个请求") { Code = "idempotency-key-reused" };
        }
        TResponse response;
        try
        {
            response = await next();
        }
        catch (Exception refused) when (refused is RuleBroken or RulesBroken)
        {
            // On a server the first of two may have ended while this one waited for its rows, and may be the very reason for the refusal
            // (it bought the last box): then run again and give its answer.
            if (await Answered(key, cancellationToken) is not null)
                throw new DbUpdateConcurrencyException("The same request was answered meanwhile.", refused);
            throw;
        }
        db.Add(new HandledRequest { Key = key, Fingerprint = fingerprint, Answer = JsonSerializer.Serialize(response), At = clock.GetUtcNow() });
        return response;
    }

    private Task<HandledRequest?> Answered(string key, CancellationToken cancellation) =>
        db.Set<HandledRequest>().AsNoTracking().FirstOrDefaultAsync(handled => handled.Key == key, cancellation);
}
