using System.Text.Json.Serialization;
using FarmMarket.Payments;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FarmMarket.Web.Api;

/// <summary>The platform's books, and its last word about claims and refunds.</summary>
internal static class OperatorMoneyApi
{
    /// <param name="DebitsFen">Of all accounts; always as much as creditsFen.</param>
    /// <param name="LastCheck">Null before the entries were first added up.</param>
    internal sealed record TrialBalance(long DebitsFen, long CreditsFen, IReadOnlyList<AccountRow> Accounts, BooksCheck? LastCheck);

    /// <param name="Gateway">Only for the accounts of gateways.</param>
    /// <param name="BalanceFen">Above zero is what one expects of such an account.</param>
    internal sealed record AccountRow(LedgerAccount Account, string? Gateway, long DebitsFen, long CreditsFen, long BalanceFen);

    /// <param name="Entries">How many were added up.</param>
    /// <param name="Findings">One for each fault; empty when the books are right.</param>
    internal sealed record BooksCheck(DateTimeOffset At, long Entries, IReadOnlyList<string> Findings);

    /// <param name="Matched">How many payments, refunds, disputes, payouts and transfers came out even.</param>
    /// <param name="Unmatched">How many did not; items has at most 200 of them.</param>
    /// <param name="FeesFen">Stripe's, in the period.</param>
    /// <param name="ReadUntil">Time of Stripe's newest line that was read.</param>
    internal sealed record Reconciliation(int Matched, int Unmatched, long FeesFen, DateTimeOffset? ReadUntil, IReadOnlyList<Uneven> Items);

    /// <param name="Reference">Stripe's name of it.</param>
    /// <param name="Kind">Stripe's word for its last line; null where there is none.</param>
    /// <param name="HereFen">In the market's books.</param>
    /// <param name="ThereFen">At Stripe.</param>
    internal sealed record Uneven(string Reference, string? Kind, ReconciliationState State, long HereFen, long ThereFen);

    /// <param name="AmountFen">0 to keptFen; 0 refuses the claim.</param>
    /// <param name="Words">Why; both sides read it.</param>
    internal sealed record DecisionBody([property: JsonRequired] long AmountFen, string? Words);

    /// <param name="Note">Why, up to 200 characters; the buyer reads it.</param>
    internal sealed record RefundBody(IReadOnlyList<ShopMoneyApi.PartBody>? Parts, string? Note);

    public static void MapOperatorMoney(this IEndpointRouteBuilder api)
    {
        var money = api.MapGroup("").Chapter("平台运营").ForOperator();
        money.MapGet("/trial-balance", ShowTrial).Says("getTrialBalance", "试算平衡：每个科目的借方和贷方，和上次逐笔核对的结果。").Refuses(401, 403);
        money.MapGet("/reconciliation", Reconcile).Says("reconcileStripe", "把一段日子里 Stripe 的账和自己的账对一遍，列出对不上的。").Refuses(400, 401, 403, 422);
        money.MapGet("/operator-claims", List).Says("listOperatorClaims", "全市场的坏果包赔，新的在前。").Refuses(400, 401, 403, 422);
        money.MapGet("/operator-claims/{number}", Show).Says("getOperatorClaim", "一个包赔，连同照片和双方说过的话。").Refuses(401, 403, 404);
        money.MapPost("/operator-claims/{number}/decision", Decide).Says("decideClaim", "裁决一个谈不拢的包赔。").Refuses(400, 401, 403, 404, 409, 422);
        money.MapGet("/operator-orders/{number}/refundable", ShowLeft).Says("getOperatorRefundable", "任何一个付了款的订单，每一行和运费还能退多少，退过哪些。").Refuses(401, 403, 404);
        money.MapPost("/operator-orders/{number}/refunds", Refund).Says("refundOrder", "替店家退一部分钱给买家。").Refuses(400, 401, 403, 404, 409, 422);
    }

    private static async Task<Ok<TrialBalance>> ShowTrial(IMediator mediator, CancellationToken cancellation)
    {
        var trial = await mediator.Send(new ShowTrialBalance.Query(), cancellation);
        return TypedResults.Ok(new TrialBalance(
            trial.Debits.Fen, trial.Credits.Fen,
            [.. trial.Rows.Select(row => new AccountRow(row.Account, row.Gateway.Length == 0 ? null : row.Gateway, row.Debits.Fen, row.Credits.Fen, row.Amount.Fen))],
            trial.LastCheck is { } check ? new(check.At, check.Entries, check.Findings) : null));
    }

    /// <param name="from">First day.</param>
    /// <param name="to">Last day, at most 92 days on.</param>
    /// <param name="mediator"></param>
    /// <param name="cancellation"></param>
    private static async Task<Ok<Reconciliation>> Reconcile(DateOnly from, DateOnly to, IMediator mediator, CancellationToken cancellation)
    {
        var found = await mediator.Send(new ReconcileStripe.Query(from, to), cancellation);
        return TypedResults.Ok(new Reconciliation(
            found.Matched, found.Unmatched, found.Fees.Fen, found.ReadUntil,
            [.. found.Rows.Select(row => new Uneven(row.Reference, row.Kind, row.State, row.Here.Fen, row.There.Fen))]));
    }

    /// <param name="mediator"></param>
    /// <param name="cancellation"></param>
    /// <param name="state">awaitingOperator for those that wait for the platform, awaitingShop, awaitingBuyer, awarded, refused or withdrawn; left out for all.</param>
    /// <param name="after">"next" of the page before.</param>
    /// <param name="size">1 to 100, 30 by default.</param>
    private static async Task<Ok<ShopMoneyApi.ClaimPage>> List(
        IMediator mediator, CancellationToken cancellation, string? state = null, string? after = null, int size = 30)
    {
        ClaimState? only = string.IsNullOrEmpty(state) ? null : ApiRoutes.Word(state, default(ClaimState), "state");
        return TypedResults.Ok(ShopMoneyApi.PageOf(await mediator.Send(new ListClaims.ForOperator(only, after, ApiRoutes.Size(size, ListClaims.LargestPage)), cancellation)));
    }

    private static async Task<Ok<MoneyApi.ShownClaim>> Show(string number, IMediator mediator, CancellationToken cancellation)
    {
        var shown = await mediator.Send(new ShowClaim.ForOperator(number), cancellation);
        return TypedResults.Ok(MoneyApi.Of(shown, OrdersApi.May((shown.Claim.State == ClaimState.AwaitingOperator, "decide"))));
    }

    private static async Task<Ok<MoneyApi.ShownClaim>> Decide(string number, DecisionBody body, IMediator mediator, CancellationToken cancellation)
    {
        await MoneyApi.Named(mediator.Send(new DecideClaim.Command(number, new(body.AmountFen), body.Words), cancellation));
        return await Show(number, mediator, cancellation);
    }

    private static async Task<Ok<ShopMoneyApi.Refundable>> ShowLeft(string number, IMediator mediator, CancellationToken cancellation) =>
        TypedResults.Ok(ShopMoneyApi.Of(await mediator.Send(new ShowRefundable.ForOperator(number), cancellation)));

    private static async Task<Created<ShopMoneyApi.Refunded>> Refund(
        string number, RefundBody body, [IdempotencyKey] string? key, IMediator mediator, CancellationToken cancellation)
    {
        var money = await mediator.Send(new ShowRefundable.ForOperator(number), cancellation);
        var refunded = await ShopMoneyApi.Sent(body.Parts ?? [], money, parts => mediator.Send(new RefundOrder.ByOperator(number, parts, body.Note ?? "", key), cancellation));
        return TypedResults.Created($"/api/v1/operator-orders/{number}/refundable", refunded);
    }
}
