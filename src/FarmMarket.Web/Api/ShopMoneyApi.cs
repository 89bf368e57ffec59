using System.Text.Json.Serialization;
using FarmMarket.Kernel;
using FarmMarket.Payments;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FarmMarket.Web.Api;

/// <summary>What a shop earns, gives back and is asked to make good.</summary>
internal static class ShopMoneyApi
{
    internal enum ClaimsTab
    {
        Open,
        Ended,
    }

    /// <param name="Next">Hand it back as <c>after</c> for the following page; null on the last.</param>
    internal sealed record ClaimPage(IReadOnlyList<ClaimRow> Items, string? Next);

    /// <param name="KeptFen">What is kept for it; the most that can come of it.</param>
    /// <param name="AwardFen">What came of it; null while it is open.</param>
    /// <param name="AnswerBy">When silence counts.</param>
    internal sealed record ClaimRow(
        string Number, string Order, BothTexts Title, ClaimState State, long KeptFen, long? AwardFen, DateTimeOffset? AnswerBy, DateTimeOffset OpenedAt);

    /// <param name="Answer">accept, offer or refuse.</param>
    /// <param name="AmountFen">For offer: above 0, below keptFen.</param>
    /// <param name="Words">Why; needed for offer and refuse.</param>
    internal sealed record AnswerBody(string? Shop, [property: JsonRequired] ShopAnswer Answer, long? AmountFen, string? Words);

    /// <param name="HeldFen">Not released to the shop yet.</param>
    /// <param name="ReleaseAt">When it will be if nobody claims; null before the order was received.</param>
    /// <param name="ReleasedAt">Since then refunds are taken from what the shop earns next.</param>
    internal sealed record Refundable(
        long PaidFen, long RefundedFen, long HeldFen, DateTimeOffset? ReleaseAt, DateTimeOffset? ReleasedAt, IReadOnlyList<RefundablePart> Parts, IReadOnlyList<SentRefund> Refunds);

    /// <param name="Line">Its place in the order, from 1; null for the freight, which has neither title nor pack.</param>
    /// <param name="RefundableFen">What is left of it.</param>
    /// <param name="FrozenFen">Of it, kept for an open claim.</param>
    internal sealed record RefundablePart(int? Line, BothTexts? Title, BothTexts? Pack, int Quantity, long PaidFen, long RefundableFen, long FrozenFen);

    /// <param name="DoneAt">Null while it is on its way.</param>
    /// <param name="Failed">The gateway refused it; the platform takes care of it.</param>
    internal sealed record SentRefund(long AmountFen, RefundReason Reason, string? Note, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt, bool Failed);

    /// <param name="Note">Why, up to 200 characters; the buyer reads it.</param>
    internal sealed record ShopRefundBody(string? Shop, IReadOnlyList<PartBody>? Parts, string? Note);

    /// <param name="Line">Its place in the order, from 1; null for the freight.</param>
    internal readonly record struct PartBody(
        [property: JsonRequired, JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Line, [property: JsonRequired] long AmountFen);

    /// <param name="AmountFen">What goes back to the buyer, of all parts together.</param>
    internal sealed record Refunded(long AmountFen);

    /// <param name="HeldFen">Paid by buyers, not released yet.</param>
    /// <param name="PayableFen">Released and not paid out yet; below zero: to be earned back first.</param>
    /// <param name="InSettlementFen">On its way to the shop's bank account.</param>
    /// <param name="Next">Hand it back as <c>after</c> for the following page; null on the last.</param>
    internal sealed record Statement(long HeldFen, long PayableFen, long InSettlementFen, IReadOnlyList<StatementRow> Items, string? Next);

    /// <param name="Account">Which of the three sums it changed: held, payable or settlementsDue.</param>
    /// <param name="What">What happened, a stable word: order-paid, order-released, refund-owed …</param>
    /// <param name="Order">Number; null where it is about no single order.</param>
    /// <param name="ChangeFen">Above zero is in the shop's favour.</param>
    internal sealed record StatementRow(LedgerAccount Account, string What, string? Order, long ChangeFen, DateTimeOffset At);

    /// <param name="Next">Hand it back as <c>after</c> for the following page; null on the last.</param>
    internal sealed record SettlementPage(IReadOnlyList<SettlementRow> Items, string? Next);

    /// <param name="Account">Last four digits of the account it goes to.</param>
    /// <param name="FailedBecause">The bank's word; the sum is paid with the next settlement.</param>
    internal sealed record SettlementRow(
        string Number, long AmountFen, string Account, SettlementLineState State, string? FailedBecause, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt);

    public static void MapShopMoney(this IEndpointRouteBuilder api)
    {
        var claims = api.MapGroup("/shop-claims").Chapter("货款与包赔").ForSignedIn();
        claims.MapGet("", List).Says("listShopClaims", "一家店的坏果包赔，新的在前。").Refuses(400, 401, 404, 422);
        claims.MapGet("/{number}", Show).Says("getShopClaim", "一家店的一个包赔，连同照片和经过。").Refuses(401, 404, 422);
        claims.MapPost("/{number}/answer", Answer)
            .Says("answerClaim", "回复一个包赔：同意、少赔一些，或者拒绝。").Refuses(400, 401, 403, 404, 409, 422);

        var orders = api.MapGroup("/shop-orders/{number}").Chapter("货款与包赔").ForSignedIn();
        orders.MapGet("/refundable", ShowLeft).Says("getShopRefundable", "付了款的一个订单，每一行和运费还能退多少，退过哪些。").Refuses(401, 403, 404, 422);
        orders.MapPost("/refunds", Refund).Says("refundShopOrder", "退一部分钱给买家：按行，或者退运费。订单照常进行。").Refuses(400, 401, 403, 404, 409, 422);

        var money = api.MapGroup("").Chapter("货款与包赔").ForSignedIn();
        money.MapGet("/shop-statement", ShowStatement)
            .Says("getShopStatement", "一家店的货款：担保中的、等打款的、正在打款的，和一笔一笔的账，新的在前。").Refuses(400, 401, 403, 404, 422);
        money.MapGet("/shop-settlements", Settlements).Says("listShopSettlements", "打给一家店的款，新的在前。").Refuses(400, 401, 403, 404, 422);
    }

    /// <param name="mediator"></param>
    /// <param name="cancellation"></param>
    /// <param name="shop">Slug of the shop; may be left out by who works in one only.</param>
    /// <param name="tab">open (default) or ended.</param>
    /// <param name="after">"next" of the page before.</param>
    /// <param name="size">1 to 100, 30 by default.</param>
    private static async Task<Ok<ClaimPage>> List(
        IMediator mediator, CancellationToken cancellation, string? shop = null, string? tab = null, string? after = null, int size = 30)
    {
        var own = await WhichShop.Of(shop, mediator, cancellation);
        var open = ApiRoutes.Word(tab, ClaimsTab.Open, "tab") == ClaimsTab.Open;
        return TypedResults.Ok(PageOf(await mediator.Send(new ListClaims.OfShop(own, open, after, ApiRoutes.Size(size, ListClaims.LargestPage)), cancellation)));
    }

    internal static ClaimPage PageOf(Slice<ListClaims.Row> claims) => new(
        [.. claims.Items.Select(row => new ClaimRow(row.Number, row.Order, BothTexts.Of(row.Title), row.State, row.Kept.Fen, row.Award?.Fen, row.AnswerBy, row.OpenedAt))],
        claims.Next);

    /// <param name="number"></param>
    /// <param name="shop">Slug of the shop; may be left out by who works in one only.</param>
    /// <param name="actor"></param>
    /// <param name="mediator"></param>
    /// <param name="cancellation"></param>
    private static async Task<Ok<MoneyApi.ShownClaim>> Show(string number, string? shop, Actor actor, IMediator mediator, CancellationToken cancellation)
    {
        var own = await WhichShop.Of(shop, mediator, cancellation);
        var shown = await mediator.Send(new ShowClaim.OfShop(own, number), cancellation);
        var waits = shown.Claim.State == ClaimState.AwaitingShop && actor.ShopRole >= ShopRole.Manager;
        return TypedResults.Ok(MoneyApi.Of(shown, OrdersApi.May((waits, "accept"), (waits && shown.Claim.Counter is null, "offer"), (waits, "refuse"))));
    }

    private static async Task<Ok<MoneyApi.ShownClaim>> Answer(string number, AnswerBody body, Actor actor, IMediator mediator, CancellationToken cancellation)
    {
        var own = await WhichShop.Of(body.Shop, mediator, cancellation);
        await MoneyApi.Named(mediator.Send(new AnswerClaim.Command(own, number, body.Answer, new(body.AmountFen ?? 0), body.Words), cancellation));
        return await Show(number, own, actor, mediator, cancellation);
    }

    /// <param name="number"></param>
    /// <param name="shop">Slug of the shop; may be left out by who works in one only.</param>
    /// <param name="mediator"></param>
    /// <param name="cancellation"></param>
    private static async Task<Ok<Refundable>> ShowLeft(string number, string? shop, IMediator mediator, CancellationToken cancellation)
    {
        var own = await WhichShop.Of(shop, mediator, cancellation);
        return TypedResults.Ok(Of(await mediator.Send(new ShowRefundable.ForShop(own, number), cancellation)));
    }

    private static async Task<Created<Refunded>> Refund(string number, ShopRefundBody body, [IdempotencyKey] string? key, IMediator mediator, CancellationToken cancellation)
    {
        var own = await WhichShop.Of(body.Shop, mediator, cancellation);
        var money = await mediator.Send(new ShowRefundable.ForShop(own, number), cancellation);
        var refunded = await Sent(body.Parts ?? [], money, parts => mediator.Send(new RefundOrder.ByShop(own, number, parts, body.Note ?? "", key), cancellation));
        return TypedResults.Created($"/api/v1/shop-orders/{number}/refundable", refunded);
    }

    internal static Refundable Of(ShowRefundable.Result money) => new(
        money.Paid.Fen, money.Refunded.Fen, money.Held.Fen, money.ReleaseAt, money.ReleasedAt,
        [.. money.Parts.Select(part => new RefundablePart(
            part.Position, part.Title is null ? null : BothTexts.Of(part.Title), part.Pack is null ? null : BothTexts.Of(part.Pack), part.Quantity, part.Paid.Fen, part.Refundable.Fen,
            part.Frozen.Fen))],
        [.. money.Refunds.Select(sent => new SentRefund(sent.Amount.Fen, sent.Reason, sent.Note, sent.CreatedAt, sent.DoneAt, sent.DoneAt is null && sent.FailedBecause is not null))]);

    /// <summary>Refunds the parts a body names by their place in the order; what is refused is named as in the body too.</summary>
    internal static async Task<Refunded> Sent(IReadOnlyList<PartBody> body, ShowRefundable.Result money, Func<IReadOnlyList<RefundOrder.Part>, Task<Money>> send)
    {
        var parts = body.Select((part, n) => money.Parts.FirstOrDefault(known => known.Position == part.Line)
            ?? throw new RuleBroken("订单里没有这一行，或者没付过运费") { Field = $"parts[{n}].line", Code = "line-unknown" }).ToList();
        try
        {
            var refunded = await send([.. body.Select((part, n) => new RefundOrder.Part(parts[n].Line, new(part.AmountFen)))]);
            return new(refunded.Fen);
        }
        catch (RuleBroken rule) when (rule.Code == "more-than-left")
        {
            var over = body.Select((part, n) => part.AmountFen > parts[n].Refundable.Fen).ToList().IndexOf(true);
            throw new RuleBroken(rule.Message, rule.Values) { Field = over < 0 ? "parts" : $"parts[{over}].amountFen", Code = rule.Code };
        }
    }

    /// <param name="mediator"></param>
    /// <param name="cancellation"></param>
    /// <param name="shop">Slug of the shop; may be left out by who works in one only.</param>
    /// <param name="after">"next" of the page before.</param>
    /// <param name="size">1 to 100, 30 by default.</param>
    private static async Task<Ok<Statement>> ShowStatement(IMediator mediator, CancellationToken cancellation, string? shop = null, string? after = null, int size = 30)
    {
        var own = await WhichShop.Of(shop, mediator, cancellation);
        var statement = await mediator.Send(new ShopStatement.Query(own, after, ApiRoutes.Size(size, ShopStatement.LargestPage)), cancellation);
        return TypedResults.Ok(new Statement(
            statement.Held.Fen, statement.Payable.Fen, statement.InSettlement.Fen,
            [.. statement.Entries.Items.Select(row => new StatementRow(row.Account, row.Name, row.Order, row.Change.Fen, row.At))], statement.Entries.Next));
    }

    /// <param name="mediator"></param>
    /// <param name="cancellation"></param>
    /// <param name="shop">Slug of the shop; may be left out by who works in one only.</param>
    /// <param name="after">"next" of the page before.</param>
    /// <param name="size">1 to 100, 30 by default.</param>
    private static async Task<Ok<SettlementPage>> Settlements(IMediator mediator, CancellationToken cancellation, string? shop = null, string? after = null, int size = 30)
    {
        var own = await WhichShop.Of(shop, mediator, cancellation);
        var settlements = await mediator.Send(new ShopSettlements.Query(own, after, ApiRoutes.Size(size, ShopSettlements.LargestPage)), cancellation);
        return TypedResults.Ok(new SettlementPage(
            [.. settlements.Items.Select(row => new SettlementRow(row.Number, row.Amount.Fen, row.LastFour, row.State, row.FailedBecause, row.CreatedAt, row.EndedAt))], settlements.Next));
    }
}
