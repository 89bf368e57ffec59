using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Ordering;

/// <summary>The cart with today's prices and stock: what can be ordered, by shop, and apart from it what can't any more.</summary>
public static class ShowCart
{
    public sealed record Query(string? Token) : IQuery<View>, IForAnyone;

    /// <param name="Shops">Lines that can be ordered, perhaps after lowering a quantity (<see cref="Line.Problems"/>).</param>
    /// <param name="Gone">Lines nobody can order now: sold out, paused, shop closed.</param>
    public sealed record View(IReadOnlyList<ShopPart> Shops, IReadOnlyList<Line> Gone)
    {
        public int Count => Shops.Sum(shop => shop.Lines.Count) + Gone.Count;
        public Money Goods => Shops.Sum(shop => shop.Goods);
        public bool CanCheckOut => Shops.Count > 0 && Shops.All(shop => shop.Lines.All(line => line.Problems.Count == 0));

        /// <summary>To be handed to checkout.</summary>
        public IReadOnlyList<WantedLine> Wanted => [.. Shops.SelectMany(shop => shop.Lines).Select(line => new WantedLine(line.Pack, line.Quantity, line.Offer!.Price))];
    }

    public sealed record ShopPart(string Slug, LocalText Name, IReadOnlyList<Line> Lines)
    {
        public Money Goods => Lines.Sum(line => line.Sum);
    }

    /// <param name="Offer">Null when the pack was deleted.</param>
    /// <param name="Problems">What hinders ordering it, without price changes, which only need to be seen.</param>
    public sealed record Line(PackId Pack, int Quantity, Money PriceSeen, PackOffer? Offer, IReadOnlyList<RuleBroken> Problems)
    {
        public Money Sum => Offer is null ? Money.Zero : Offer.Price * Quantity;
        public bool PriceChanged => Offer is not null && Offer.Price != PriceSeen;

        /// <summary>Most that can be asked for now.</summary>
        public long Most => Offer is null ? 0 : Math.Min(Offer.PacksLeft, Offer.MaxPerOrder);
    }

    internal sealed class Handler(CurrentCart current, IMediator mediator, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query request, CancellationToken cancellationToken)
        {
            var lines = await current.Row(request.Token).AsNoTracking().SelectMany(cart => cart.Lines).OrderBy(line => line.Id)
                .Select(line => new WantedLine(line.PackId, line.Quantity, line.PriceSeen)).ToListAsync(cancellationToken);
            var offers = await mediator.Send(new PackOffers.Query([.. lines.Select(line => line.Pack)]), cancellationToken);
            var today = Shanghai.Date(clock.GetUtcNow());
            var bill = Bill.Of(lines, Bill.Group(lines, offers, []), new Dictionary<ShopId, QuoteFreight.Offer>(), region: null, today);

            var shown = lines.Select((line, index) => new Line(
                line.Pack, line.Quantity, line.PriceSeen ?? Money.Zero, offers.GetValueOrDefault(line.Pack),
                [.. bill.ProblemsOf(index).Where(problem => problem.Code != "price-changed")])).ToList();
            var gone = shown.Where(line => line.Offer is null || line.Offer.Closed(today) is not null || line.Most == 0).ToList();
            return new(
                [.. shown.Except(gone).GroupBy(line => line.Offer!.ShopSlug).Select(shop => new ShopPart(shop.Key, shop.First().Offer!.ShopName, [.. shop]))],
                gone);
        }
    }
}

/// <summary>Lines in the cart, for the number beside its name. One statement.</summary>
public static class CountCart
{
    public sealed record Query(string? Token) : IQuery<int>, IForAnyone;

    internal sealed class Handler(CurrentCart current) : IRequestHandler<Query, int>
    {
        public Task<int> Handle(Query request, CancellationToken cancellationToken) =>
            current.Row(request.Token).SelectMany(cart => cart.Lines).CountAsync(cancellationToken);
    }
}
