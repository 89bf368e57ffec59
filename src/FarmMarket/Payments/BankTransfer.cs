using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Ordering;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FarmMarket.Payments;

/// <summary><c>BankTransfer:…</c>: the platform's own account. Not offered while the number is missing.</summary>
public sealed class BankTransferOptions
{
    public string Holder { get; set; } = "";
    public string Bank { get; set; } = "";
    public string Number { get; set; } = "";

    public bool IsOffered => Number.Length > 0;
}

public readonly record struct BankTransferId(long Value) : IId;

/// <summary>A buyer means to pay a checkout by transfer: the platform waits for the money with this reference.</summary>
public sealed class BankTransfer : Aggregate
{
    public BankTransferId Id { get; init; }
    public required CheckoutId CheckoutId { get; init; }
    public required string CheckoutNumber { get; init; }
    public required UserId BuyerId { get; init; }
    public required Money Amount { get; init; }

    /// <summary>What the buyer writes as the purpose, e.g. FM7K2QXA: unique, without letters that look alike.</summary>
    public required string Reference { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The buyer's photo of the receipt. Shows good will, proves nothing.</summary>
    public string? ProofKey { get; private set; }
    public DateTimeOffset? ArrivedAt { get; private set; }

    public void Prove(string photo) => ProofKey = photo;

    /// <summary>The money is in the platform's account. False when that was known.</summary>
    public bool Arrive(DateTimeOffset now)
    {
        if (ArrivedAt is not null)
            return false;
        ArrivedAt = now;
        return true;
    }
}

public readonly record struct BankReceiptId(long Value) : IId;

/// <summary>A row of the bank's statement that was matched, so that it pays one thing once.</summary>
public sealed class BankReceipt : IEntity
{
    public BankReceiptId Id { get; init; }

    /// <summary>SHA-256 of what the row says.</summary>
    public required string Hash { get; init; }
    public required BankTransferId BankTransferId { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>The gateway by which refunds of transfers go: a person at the bank. It refuses each, so that it is seen among those to be sent by hand.</summary>
internal sealed class BankGateway : IPaymentGateway
{
    public const string GatewayName = "bank";

    public string Name => GatewayName;

    public Task<string> Refund(string paymentReference, Money amount, string key, CancellationToken cancellation) =>
        throw new GatewayRefuses("bank transfer: to be sent by hand");
}

/// <summary>Chooses to pay one of the buyer's own checkouts by transfer: the fruit is held for a day instead of half an hour. Again, the same answer.</summary>
public static class ChooseBankTransfer
{
    /// <summary>Transfers between banks arrive the same day; over a night one more.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromHours(24);

    private const string Letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public sealed record Command(string Checkout) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, PayableCheckouts checkouts, Actor actor, IOptions<BankTransferOptions> options, TimeProvider clock) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            if (!options.Value.IsOffered)
                throw new NotFound();
            var due = await checkouts.Find(request.Checkout, actor.User, cancellationToken);
            if (await db.Set<BankTransfer>().AnyAsync(transfer => transfer.CheckoutId == due.Id, cancellationToken))
                return Unit.Value;
            await checkouts.HoldFor(due.Id, HeldFor, cancellationToken);
            db.Add(new BankTransfer
            {
                CheckoutId = due.Id,
                CheckoutNumber = due.Number,
                BuyerId = actor.User,
                Amount = due.Total,
                Reference = "FM" + System.Security.Cryptography.RandomNumberGenerator.GetString(Letters, 6),
                CreatedAt = clock.GetUtcNow(),
            });
            return Unit.Value;
        }
    }
}

/// <summary>What the buyer has to write on the transfer.</summary>
public static class MyBankTransfer
{
    public sealed record Query(string Checkout) : IQuery<Result>, IForSignedIn;

    public sealed record Result(string Holder, string Bank, string Number, Money Amount, string Reference, string? ProofKey, bool Arrived);

    internal sealed class Handler(MarketDb db, Actor actor, IOptions<BankTransferOptions> options) : IRequestHandler<Query, Result>
    {
        public async Task<Result> Handle(Query request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var transfer = await db.Set<BankTransfer>().AsNoTracking().FirstOrDefaultAsync(transfer => transfer.CheckoutNumber == request.Checkout && transfer.BuyerId == me, cancellationToken)
                ?? throw new NotFound();
            var platform = options.Value;
            return new(platform.Holder, platform.Bank, platform.Number, transfer.Amount, transfer.Reference, transfer.ProofKey, transfer.ArrivedAt is not null);
        }
    }
}

/// <summary>Adds the buyer's photo of the bank's receipt.</summary>
public static class ProveBankTransfer
{
    public sealed record Command(string Checkout, string Photo) : ICommand<Unit>, IForSignedIn;

    internal sealed class Handler(MarketDb db, Actor actor, IMediator mediator) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command request, CancellationToken cancellationToken)
        {
            var me = actor.User;
            var transfer = await db.Set<BankTransfer>().FirstOrDefaultAsync(transfer => transfer.CheckoutNumber == request.Checkout && transfer.BuyerId == me, cancellationToken)
                ?? throw new NotFound();
            if ((await mediator.Send(new KnownPhotos.Query([request.Photo]), cancellationToken)).Count == 0)
                throw new RuleBroken("找不到这张照片，请重新上传") { Code = "photo-unknown" };
            transfer.Prove(request.Photo);
            return Unit.Value;
        }
    }
}
