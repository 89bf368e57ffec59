using System.Text.Json.Serialization;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FarmMarket.Web.Api;

/// <summary>What a buyer gets back, claims for bad fruit, and paying by bank transfer.</summary>
internal static class MoneyApi
{
    /// <param name="Reason">cancelled, shop, operator, claim, tooLate, twice, gateway or dispute.</param>
    /// <param name="Note">What the shop or the operator wrote.</param>
    /// <param name="DoneAt">Null while it is on its way.</param>
    internal sealed record MyRefund(long AmountFen, RefundReason Reason, string? Note, DateTimeOffset CreatedAt, DateTimeOffset? DoneAt);

    /// <param name="Line">Its place in the order, from 1.</param>
    /// <param name="Unit">What <paramref name="Units"/> and badUnits of a claim count: gram or piece.</param>
    /// <param name="Units">How much was ordered.</param>
    /// <param name="Until">The end of the time to claim; null before the order was received.</param>
    /// <param name="May">Whether it can be claimed for now.</param>
    /// <param name="Claim">Number of the claim there was for it.</param>
    internal sealed record ClaimableLine(
        int Line, BothTexts Title, BothTexts Pack, StockUnit Unit, long Units, long PaidFen, DateTimeOffset? Until, bool May, string? Claim, ClaimState? ClaimState);

    /// <param name="BadUnits">How much is bad, in the unit of the line: grams or pieces.</param>
    /// <param name="Words">What is wrong with it, up to 500 characters.</param>
    /// <param name="Photos">Keys of 1 to 9 photos uploaded before.</param>
    internal sealed record ClaimBody(long BadUnits, string? Words, IReadOnlyList<string>? Photos);

    /// <summary>The same for buyer, shop and operator.</summary>
    /// <param name="Unit">What orderedUnits and badUnits count: gram or piece.</param>
    /// <param name="AskedFen">What the bad part was paid.</param>
    /// <param name="KeptFen">What is kept for it while the claim is open; the most that can come of it.</param>
    /// <param name="OfferFen">The shop's word; 0 is a refusal.</param>
    /// <param name="CounterFen">The buyer's answer to it.</param>
    /// <param name="AwardFen">What came of it; null while it is open.</param>
    /// <param name="AnswerBy">When silence counts: the shop's as consent, the buyer's as agreement with the shop.</param>
    /// <param name="Photos">Addresses, relative to the market's.</param>
    /// <param name="Steps">Everything that was said, oldest first.</param>
    /// <param name="May">What the asker can do now.</param>
    internal sealed record ShownClaim(
        string Number, string Order, BothTexts Title, BothTexts Pack, StockUnit Unit, long OrderedUnits, long BadUnits, long AskedFen, long KeptFen, ClaimState State,
        long? OfferFen, long? CounterFen, long? AwardFen, DateTimeOffset? AnswerBy, DateTimeOffset OpenedAt, DateTimeOffset? EndedAt, IReadOnlyList<string> Photos,
        IReadOnlyList<ClaimHappening> Steps, IReadOnlyList<string> May);

    internal sealed record ClaimHappening(ClaimStepKind Kind, OrderActor By, long? AmountFen, string? Words, DateTimeOffset At);

    /// <param name="Reply">accept, counter, appeal or withdraw.</param>
    /// <param name="AmountFen">For counter: above the shop's offer, up to keptFen.</param>
    /// <param name="Words">Why; needed for counter and appeal.</param>
    internal sealed record ReplyBody([property: JsonRequired] BuyerReply Reply, long? AmountFen, string? Words);

    /// <param name="Account">Number of the platform's account.</param>
    /// <param name="Reference">To be written as the purpose of the transfer.</param>
    /// <param name="Proof">Address of the photo of the receipt, relative to the market's.</param>
    /// <param name="Arrived">The money is there and the orders are paid.</param>
    internal sealed record TransferDetails(string Holder, string Bank, string Account, long AmountFen, string Reference, string? Proof, bool Arrived);

    /// <param name="Photo">Key of a photo uploaded before.</param>
    internal sealed record ProofBody(string? Photo);

    public static void MapMoney(this IEndpointRouteBuilder api)
    {
        var transfers = api.MapGroup("/checkouts/{number}/bank-transfer").Chapter("下单与付款").ForSignedIn();
        transfers.MapPost("", ChooseTransfer)
            .Says("chooseBankTransfer", "用银行转账付款：转到哪里、写什么附言；货留一天。可以重复请求，得到同样的回答。没有开通转账的市场没有。")
            .Refuses(401, 404, 409, 422);
        transfers.MapGet("", ShowTransfer).Says("getBankTransfer", "选了转账以后：转到哪里、写什么附言、到账没有。").Refuses(401, 404);
        transfers.MapPost("/proof", ProveTransfer).Says("proveBankTransfer", "附上银行回单的照片。钱到账才算付款。").Refuses(400, 401, 404, 409, 422);

        var orders = api.MapGroup("/orders/{number}").Chapter("退款与包赔").ForSignedIn();
        orders.MapGet("/refunds", Refunds).Says("listRefunds", "自己的一个订单退了哪些钱、退到了哪一步，早的在前。").Refuses(401, 404);
        orders.MapGet("/claimable", Claimable).Says("listClaimable", "自己的一个订单里哪些还能申请坏果包赔，到什么时候为止。").Refuses(401, 404);
        orders.MapPost("/lines/{line:int}/claims", Open)
            .Says("openClaim", "给订单里的一行申请坏果包赔，附上照片。一行只能申请一次。").Refuses(400, 401, 404, 409, 422);

        var claims = api.MapGroup("/claims").Chapter("退款与包赔").ForSignedIn();
        claims.MapGet("/{number}", Show).Says("getClaim", "自己的一个包赔，连同照片和经过。").Refuses(401, 404);
        claims.MapPost("/{number}/reply", Reply).Says("replyToClaim", "答复店家：同意、还价一次、请平台裁决，或者撤回申请。").Refuses(400, 401, 404, 409, 422);
    }

    private static async Task<Ok<TransferDetails>> ChooseTransfer(string number, IMediator mediator, CancellationToken cancellation)
    {
        await mediator.Send(new ChooseBankTransfer.Command(number), cancellation);
        return await ShowTransfer(number, mediator, cancellation);
    }

    private static async Task<Ok<TransferDetails>> ShowTransfer(string number, IMediator mediator, CancellationToken cancellation)
    {
        var transfer = await mediator.Send(new MyBankTransfer.Query(number), cancellation);
        return TypedResults.Ok(new TransferDetails(
            transfer.Holder, transfer.Bank, transfer.Number, transfer.Amount.Fen, transfer.Reference, ListingsApi.PhotoOf(transfer.ProofKey), transfer.Arrived));
    }

    private static async Task<Ok<TransferDetails>> ProveTransfer(string number, ProofBody body, IMediator mediator, CancellationToken cancellation)
    {
        await mediator.Send(new ProveBankTransfer.Command(number, body.Photo ?? ""), cancellation);
        return await ShowTransfer(number, mediator, cancellation);
    }

    private static async Task<Ok<IReadOnlyList<MyRefund>>> Refunds(string number, IMediator mediator, CancellationToken cancellation)
    {
        var refunds = await mediator.Send(new MyRefunds.Query(number), cancellation);
        // No refunds, or no such order of one's own?
        if (refunds.Count == 0)
            await mediator.Send(new MyOrder.Query(number), cancellation);
        return TypedResults.Ok<IReadOnlyList<MyRefund>>(
            [.. refunds.Select(refund => new MyRefund(refund.Amount.Fen, refund.Reason, refund.Note, refund.CreatedAt, refund.DoneAt))]);
    }

    private static async Task<Ok<IReadOnlyList<ClaimableLine>>> Claimable(string number, IMediator mediator, CancellationToken cancellation) =>
        TypedResults.Ok<IReadOnlyList<ClaimableLine>>([.. (await mediator.Send(new ShowClaimable.Query(number), cancellation)).Select(line => new ClaimableLine(
            line.Position, BothTexts.Of(line.Title), BothTexts.Of(line.PackName), line.Unit, line.Units, line.Sum.Fen, line.Until, line.May, line.Claim, line.ClaimState))]);

    /// <param name="number"></param>
    /// <param name="line">Its place in the order, from 1.</param>
    /// <param name="body"></param>
    /// <param name="key"></param>
    /// <param name="mediator"></param>
    /// <param name="cancellation"></param>
    private static async Task<Created<ShownClaim>> Open(
        string number, int line, ClaimBody body, [IdempotencyKey] string? key, IMediator mediator, CancellationToken cancellation)
    {
        var claim = await mediator.Send(new OpenClaim.Command(number, line, body.BadUnits, body.Words ?? "", body.Photos ?? [], key), cancellation);
        return TypedResults.Created("/api/v1/claims/" + claim, await Mine(claim, mediator, cancellation));
    }

    private static async Task<Ok<ShownClaim>> Show(string number, IMediator mediator, CancellationToken cancellation) =>
        TypedResults.Ok(await Mine(number, mediator, cancellation));

    private static async Task<Ok<ShownClaim>> Reply(string number, ReplyBody body, IMediator mediator, CancellationToken cancellation)
    {
        await Named(mediator.Send(new ReplyToClaim.Command(number, body.Reply, new(body.AmountFen ?? 0), body.Words), cancellation));
        return await Show(number, mediator, cancellation);
    }

    private static async Task<ShownClaim> Mine(string number, IMediator mediator, CancellationToken cancellation)
    {
        var shown = await mediator.Send(new ShowClaim.Mine(number), cancellation);
        var waits = shown.Claim.State == ClaimState.AwaitingBuyer;
        return Of(shown, OrdersApi.May(
            (waits && shown.Claim.Offer > Money.Zero, "accept"), (shown.Claim.MayCounter, "counter"), (waits, "appeal"), (shown.Claim.IsOpen, "withdraw")));
    }

    internal static ShownClaim Of(ShowClaim.Result shown, IReadOnlyList<string> may)
    {
        var claim = shown.Claim;
        return new(
            claim.Number, claim.OrderNumber, BothTexts.Of(claim.Title), BothTexts.Of(claim.PackName), claim.Unit, claim.OrderedUnits, claim.BadUnits, claim.Asked.Fen, claim.Kept.Fen,
            claim.State, claim.Offer?.Fen, claim.Counter?.Fen, claim.Award?.Fen, claim.AnswerBy, claim.OpenedAt, claim.EndedAt,
            [.. shown.Photos.Select(ListingsApi.PhotoOf).OfType<string>()],
            [.. shown.Steps.Select(step => new ClaimHappening(step.Kind, step.By, step.Amount?.Fen, step.Words, step.At))], may);
    }

    /// <summary>The market says "amount" of what bodies call "amountFen".</summary>
    internal static async Task Named(Task word)
    {
        try
        {
            await word;
        }
        catch (RuleBroken rule) when (rule.Field == "Amount")
        {
            throw new RuleBroken(rule.Message, rule.Values) { Field = "AmountFen", Code = rule.Code };
        }
    }
}
