using FarmMarket.Audit;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Payments;

/// <summary>Sends one line of a settlement to the shop's account at Stripe. Asked again with the same key until the market has written down how it went.</summary>
public static class SendTransfer
{
    /// <param name="Number">Of the settlement.</param>
    public sealed record Job(string Number, int Position) : IOutsideJob;

    internal sealed class Handler(MarketDb db, StripeGateway stripe, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken)
        {
            var line = await db.Set<SettlementLine>().AsNoTracking()
                .Where(line => line.Position == request.Position && line.State == SettlementLineState.Pending && db.Set<Settlement>().Any(settlement => settlement.Id == line.SettlementId && settlement.Number == request.Number))
                .Select(line => new { line.StripeAccount, line.Amount }).FirstOrDefaultAsync(cancellationToken);
            if (line?.StripeAccount is not { } account)
                return Unit.Value;
            try
            {
                var transfer = await stripe.Transfer(account, line.Amount, request.Number, $"{request.Number}-{request.Position}", cancellationToken);
                await mediator.Send(new WriteDown(request.Number, request.Position, transfer, Refused: null), cancellationToken);
            }
            catch (GatewayRefuses refusal)
            {
                await mediator.Send(new WriteDown(request.Number, request.Position, Transfer: null, refusal.Message), cancellationToken);
            }
            return Unit.Value;
        }
    }

    internal sealed record WriteDown(string Number, int Position, string? Transfer, string? Refused) : ICommand<Unit>, IForSystem;

    internal sealed class WriteDownHandler(MarketDb db, Settling settling) : IRequestHandler<WriteDown, Unit>
    {
        public async Task<Unit> Handle(WriteDown request, CancellationToken cancellationToken)
        {
            var settlement = await db.SettlementOf(request.Number, cancellationToken);
            var line = settlement.Lines.Single(line => line.Position == request.Position);
            line.Transfer ??= request.Transfer;
            await settling.Answer(settlement, line, paid: request.Transfer is not null, request.Refused, cancellationToken);
            return Unit.Value;
        }
    }
}

/// <summary>Some or all of a transfer has come back, on Stripe's own pages: it is owed to the shop again, and goes with the next settlement.</summary>
public static class RecordStripeReversal
{
    /// <param name="Transfer">Stripe's, tr_….</param>
    public sealed record Job(string Transfer) : IOutsideJob;

    internal sealed class JobHandler(StripeGateway stripe, IMediator mediator) : IRequestHandler<Job, Unit>
    {
        public async Task<Unit> Handle(Job request, CancellationToken cancellationToken) =>
            await mediator.Send(new Found(request.Transfer, await stripe.Reversed(request.Transfer, cancellationToken)), cancellationToken);
    }

    /// <param name="Reversed">Of it, all in all.</param>
    internal sealed record Found(string Transfer, Money Reversed) : ICommand<Unit>, IForSystem;

    internal sealed class FoundHandler(MarketDb db, Ledger ledger, AuditTrail audit) : IRequestHandler<Found, Unit>
    {
        public async Task<Unit> Handle(Found request, CancellationToken cancellationToken)
        {
            var line = await db.Set<SettlementLine>().FirstOrDefaultAsync(line => line.Transfer == request.Transfer, cancellationToken);
            if (line is null || request.Reversed <= line.Reversed)
                return Unit.Value;
            var more = request.Reversed - line.Reversed;
            line.Reversed = request.Reversed;
            await ledger.Post("settlement-reversed", $"{request.Transfer}:{request.Reversed.Fen}", order: null,
                [Posting.ToGateway(StripeGateway.GatewayName, more, request.Transfer), Posting.ToCredit(LedgerAccount.Payable, more, line.ShopId)], cancellationToken);
            audit.Record("settlement.reversed", "transfer:" + request.Transfer, new { line.Position, shop = line.ShopId.Value, fen = more.Fen });
            return Unit.Value;
        }
    }
}
