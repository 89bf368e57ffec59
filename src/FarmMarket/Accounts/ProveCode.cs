using FarmMarket.Data;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Accounts;

/// <summary>
/// Whether a typed code is right. Every try counts at once and for good; a right one is used up later, by
/// <see cref="CodeProofs.Use"/> in the transaction of what it allows.
/// </summary>
internal static class ProveCode
{
    /// <param name="Contact">Null where what was typed is none; then nothing is right.</param>
    public sealed record Request(Contact? Contact, CodePurpose Purpose, string? Typed) : IRequest<CodeProof>, IForAnyone;

    internal sealed class Handler(IMediator mediator) : IRequestHandler<Request, CodeProof>
    {
        public async Task<CodeProof> Handle(Request request, CancellationToken cancellationToken)
        {
            if (request.Contact is null)
                return CodeProof.None;
            var sent = await mediator.Send(new CountTry(request.Contact.Value, request.Purpose), cancellationToken);
            return sent is not null && OneTimeCode.Matches(request.Typed, sent.Salt, sent.Hash) ? new(sent.Id) : CodeProof.None;
        }
    }

    internal sealed record CountTry(string Target, CodePurpose Purpose) : ICommand<Sent?>, IForAnyone;

    internal sealed record Sent(ContactCodeId Id, string Salt, string Hash);

    internal sealed class CountTryHandler(MarketDb db, TimeProvider clock) : IRequestHandler<CountTry, Sent?>
    {
        public async Task<Sent?> Handle(CountTry request, CancellationToken cancellationToken)
        {
            var newest = await db.Set<ContactCode>().Where(code => code.Target == request.Target && code.Purpose == request.Purpose)
                .OrderByDescending(code => code.Id).Select(code => new Sent(code.Id, code.Salt, code.Hash)).FirstOrDefaultAsync(cancellationToken);
            if (newest is null)
                return null;
            var alive = clock.GetUtcNow() - ContactCode.LivesFor;
            var counted = await db.Set<ContactCode>()
                .Where(code => code.Id == newest.Id && code.CreatedAt > alive && code.UsedAt == null && code.Tries < ContactCode.MostTries)
                .ExecuteUpdateAsync(set => set.SetProperty(code => code.Tries, code => code.Tries + 1), cancellationToken);
            return counted == 1 ? newest : null;
        }
    }
}

internal sealed record CodeProof(ContactCodeId? Code)
{
    public static readonly CodeProof None = new((ContactCodeId?)null);
}

internal static class CodeProofs
{
    /// <summary>Uses the code up, once; refuses a wrong, old, spent or already used one with one and the same sentence.</summary>
    public static async Task Use(this MarketDb db, CodeProof proof, TimeProvider clock, CancellationToken cancellation)
    {
        if (proof.Code is { } id)
        {
            var now = clock.GetUtcNow();
            if (await db.Set<ContactCode>().Where(code => code.Id == id && code.UsedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(code => code.UsedAt, now), cancellation) == 1)
            {
                return;
            }
        }
        throw new RuleBroken("验证码不对或已过期，请核对后再试，或重新发送") { Field = "Code", Code = "code-wrong" };
    }
}
