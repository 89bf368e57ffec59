using System.Text.Json.Serialization;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FluentValidation;
using MediatR;

namespace FarmMarket.Ordering;

/// <summary>
/// Turns a basket into one order per shop under one checkout, and holds the stock until it is paid. All or nothing: whatever stands in
/// the way is told line by line. Reads before the transaction, so that the database's one writer is not kept waiting by them; inside it
/// the guarded stock updates make sure that nothing read has changed.
/// </summary>
public static class PlaceOrder
{
    public const int MostLines = 100;
    private const int Attempts = 4;

    /// <summary>Not itself a command: it sends one, again where a listing changed between reading and writing.</summary>
    public sealed record Command : IRequest<Result>, IForSignedIn
    {
        public required IReadOnlyList<WantedLine> Lines { get; init; }
        public required Receiver To { get; init; }

        /// <summary>Pickup and notes, for the shops that have one or the other.</summary>
        public IReadOnlyList<ShopWish> Shops { get; init; } = [];

        /// <summary>What the buyer saw as the sum to pay; another sum is refused, so that nobody pays more than they agreed to.</summary>
        public Money? ExpectedTotal { get; init; }

        /// <summary>Takes the ordered packs out of the buyer's cart.</summary>
        public bool FromCart { get; init; }
        public string? IdempotencyKey { get; init; }
    }

    /// <param name="Checkout">Its number, to pay by.</param>
    public sealed record Result(string Checkout, DateTimeOffset ExpiresAt, Money Goods, Money Freight, Money Total, IReadOnlyList<Placed> Orders);

    public sealed record Placed(string Number, string Shop, LocalText ShopName, Money Goods, Money Freight, Money Total);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Lines).Cascade(CascadeMode.Stop)
                .NotEmpty().WithMessage("还没有选商品")
                .Must(lines => lines.Count <= MostLines).WithMessage("一次最多结算 {0} 种商品").WithState(_ => new object[] { MostLines })
                .Must(lines => lines.DistinctBy(line => line.Pack).Count() == lines.Count).WithMessage("同一种规格请合并成一行");
            RuleForEach(command => command.Lines).ChildRules(line =>
                line.RuleFor(l => l.Quantity)
                    .GreaterThan(0).WithMessage("数量至少是 1")
                    .LessThanOrEqualTo(CartLine.MostPacks).WithMessage("一单最多买 {0} 件").WithState(_ => new object[] { CartLine.MostPacks }));
            RuleForEach(command => command.Shops).ChildRules(shop =>
                shop.RuleFor(s => s.Note).MaximumLength(Order.LongestNote)
                    .WithMessage("留言请写在 {0} 字以内").WithState(_ => new object[] { Order.LongestNote }));
        }
    }

    internal sealed class Handler(IMediator mediator, MarketDb db) : IRequestHandler<Command, Result>
    {
        public async Task<Result> Handle(Command request, CancellationToken cancellationToken)
        {
            var to = request.To.Saved is { } saved
                ? Receiver.Postal(await mediator.Send(new ShowAddress.Query(saved), cancellationToken))
                : request.To.Typed;
            for (var attempt = 1; ; attempt++)
            {
                var bill = await mediator.Send(new PriceBasket.Query(request.Lines, request.Shops, Regions.FindCounty(to?.RegionCode)), cancellationToken);
                try
                {
                    return await mediator.Send(new Write(request, bill, to), cancellationToken);
                }
                catch (OfferChanged) when (attempt < Attempts)
                {
                    db.ChangeTracker.Clear();
                }
                catch (OfferChanged)
                {
                    throw new RuleBroken("商品刚刚有变动，请看过再提交") { Code = "changed-meanwhile" };
                }
            }
        }
    }

    /// <summary>The part inside the transaction. Refusals come from here too, so that a repeated request gets its first answer even when all is sold by then.</summary>
    internal sealed record Write(Command Order, [property: JsonIgnore] Bill Bill, [property: JsonIgnore] PostalAddress? To)
        : ICommand<Result>, IForSignedIn, IOnce
    {
        string? IOnce.IdempotencyKey => Order.IdempotencyKey;
    }

    internal sealed class WriteHandler(MarketDb db, Actor actor, Stock stock, CurrentCart cart, JobQueue jobs, TimeProvider clock) : IRequestHandler<Write, Result>
    {
        public async Task<Result> Handle(Write request, CancellationToken cancellationToken)
        {
            var (bill, now) = (request.Bill, clock.GetUtcNow());
            Refuse([.. bill.Problems, .. Receiver.Problems(request.To, everywhereFetched: bill.Shops.Count > 0 && bill.Shops.All(shop => shop.Wish.Pickup))]);
            if (request.Order.ExpectedTotal is { } expected && expected != bill.Total)
                throw new RuleBroken("应付金额现在是 {0}，请看过再提交", bill.Total) { Field = "expectedTotal", Code = "total-changed" };

            var checkout = Checkout.Place(
                PublicNumbers.New(now), actor.User, bill.Shops.Select(shop => Order.Place(shop, request.To!, actor.User, now)), now);
            await Reserve(checkout, bill, cancellationToken);
            db.Add(checkout);
            jobs.Add(new ExpireCheckout.Job(checkout.Number), checkout.ExpiresAt);
            if (request.Order.FromCart)
                await cart.Drop([.. request.Order.Lines.Select(line => line.Pack)], cancellationToken);
            Telemetry.OrdersPlaced.Add(checkout.Orders.Count);
            return new(checkout.Number, checkout.ExpiresAt, bill.Goods, bill.Freight, checkout.Total,
                [.. checkout.Orders.Select(order => new Placed(order.Number, order.ShopSlug, order.ShopName, order.Goods, order.Freight, order.Total))]);
        }

        private async Task Reserve(Checkout checkout, Bill bill, CancellationToken cancellation)
        {
            var claims = checkout.Orders.Zip(bill.Shops).SelectMany(pair => pair.Second.Lines
                .GroupBy(line => (line.Offer.Pool, line.Offer.Listing, line.Offer.ListingVersion))
                .Select(pool => new StockClaim(pair.First.Number, pool.Key.Pool, pool.Key.Listing, pool.Sum(line => line.Units), pool.Key.ListingVersion)));
            try
            {
                await stock.Reserve([.. claims], cancellation);
            }
            catch (StockShort sold)
            {
                var left = sold.Shortages.ToDictionary(shortage => shortage.Pool, shortage => shortage.Left);
                Refuse([.. bill.Shops.SelectMany(shop => shop.Lines)
                    .Where(line => left.ContainsKey(line.Offer.Pool)).Select(line => line.OutOfStock(left[line.Offer.Pool]))]);
            }
        }

        private static void Refuse(IReadOnlyList<RuleBroken> problems)
        {
            if (problems.Count(problem => problem.Code == "out-of-stock") is > 0 and var lines)
                Telemetry.StockRefusals.Add(lines);
            if (problems.Count > 0)
                throw new RulesBroken(problems);
        }
    }
}
