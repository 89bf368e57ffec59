using CsCheck;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Shipping;
using FarmMarket.Shops;

namespace FarmMarket.Tests.Ordering;

/// <summary>What holds for every order, whatever is done to it in whatever order.</summary>
public sealed class OrderLifeTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 7, 1);

    private static readonly Gen<PackOffer> Offer =
        Gen.Select(Gen.Long[1, 400], Gen.Long[1, 5], Gen.Int[1, 2_000_00], Gen.Long[1, 40_000], Gen.Int[1, 3], Gen.Long[0, 500_000]).Select((pack, pool, fen, units, shop, available) => new PackOffer
        {
            Pack = new(pack),
            PackName = new("装"),
            Price = new(fen),
            BaseUnits = units,
            GrossWeight = new(units + 300),
            MaxPerOrder = 50,
            Retired = false,
            Pool = new(shop * 10 + pool),
            Grade = Grade.First,
            Unit = StockUnit.Gram,
            Available = available,
            Listing = new(shop),
            ListingVersion = 0,
            Slug = "l",
            Title = new("芒果"),
            PhotoKey = null,
            Status = ListingStatus.OnSale,
            Category = "mango",
            ClaimHours = 48,
            ShipsWithinHours = 48,
            PresaleShipBy = null,
            Shop = new(shop),
            ShopSlug = "s" + shop,
            ShopName = new("店"),
            ShopStatus = ShopStatus.Open,
            ShopHolidayUntil = null,
        });

    private static readonly Gen<Dictionary<PackId, PackOffer>> Shelf =
        Offer.List[1, 12].Select(offers => offers.DistinctBy(offer => offer.Pack).ToDictionary(offer => offer.Pack));

    private static Bill BillFor(Dictionary<PackId, PackOffer> shelf, IReadOnlyList<int> quantities, IReadOnlyList<Money> freights)
    {
        var lines = shelf.Keys.Select((pack, n) => new WantedLine(pack, quantities[n % quantities.Count])).ToList();
        var shops = Bill.Group(lines, shelf, []);
        var freight = shops.Select((shop, n) => (shop.Shop, Offer: new QuoteFreight.Offer(new(true, freights[n % freights.Count], false, false, []), null)))
            .ToDictionary(pair => pair.Shop, pair => pair.Offer);
        return Bill.Of(lines, shops, freight, Regions.FindCounty("440106"), Today);
    }

    private static readonly Gen<Bill> AnyBill =
        Gen.Select(Shelf, Gen.Int[1, 60].List[1, 6], Gen.Long[0, 90_00].Select(fen => new Money(fen)).List[1, 3]).Select(BillFor);

    private static Checkout Placed(Bill bill)
    {
        var to = new PostalAddress("陈小雨", "13800001234", "440106", "石牌街道 88 号");
        return Checkout.Place("C1", new(1), bill.Shops.Select(shop => Order.Place(shop, to, new(1), Start)), Start);
    }

    [Fact]
    public void Every_sum_of_a_checkout_follows_from_its_lines() => AnyBill.Sample(bill =>
    {
        var checkout = Placed(bill);
        Assert.Equal(bill.Total, checkout.Total);
        Assert.Equal(checkout.Total, checkout.Orders.Sum(order => order.Total));
        Assert.All(checkout.Orders, order =>
        {
            Assert.Equal(order.Goods, order.Lines.Sum(line => line.Sum));
            Assert.Equal(order.Total, order.Goods + order.Freight);
            Assert.NotEmpty(order.Lines);
        });
        Assert.Equal(bill.Shops.Sum(shop => shop.Lines.Count), checkout.Orders.Sum(order => order.Lines.Count));
    });

    [Fact]
    public void A_bill_has_a_stock_problem_for_exactly_the_lines_whose_pool_is_asked_for_too_much() => AnyBill.Sample(bill =>
    {
        var lines = bill.Shops.SelectMany(shop => shop.Lines).ToList();
        var short_ = lines.GroupBy(line => line.Offer.Pool).Where(pool => pool.Sum(line => line.Units) > pool.First().Offer.Available)
            .SelectMany(pool => pool.Select(line => line.Index)).Order();
        Assert.Equal(short_, bill.Problems.Where(problem => problem.Code == "out-of-stock")
            .Select(problem => int.Parse(problem.Field![6..problem.Field!.IndexOf(']')], System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.Equal(lines.Where(line => line.Quantity > 50).Select(line => line.Index).Order(),
            bill.Problems.Where(problem => problem.Code == "too-many").Select(problem => int.Parse(problem.Field![6..problem.Field!.IndexOf(']')], System.Globalization.CultureInfo.InvariantCulture)).Order());
    });

    private enum Deed { Pay, Expire, Cancel, CancelByShop, StartPacking, ShipOne, ShipAll, Deliver, Confirm, CompleteByItself }

    [Fact]
    public void No_sequence_of_deeds_leaves_the_published_life_or_loses_a_line_of_the_timeline() =>
        Gen.Select(AnyBill, Gen.Enum<Deed>().Array[1, 25], Gen.Int[0, 40].Array[25]).Sample((bill, deeds, hours) =>
        {
            var checkout = Placed(bill);
            foreach (var line in checkout.Orders.SelectMany(order => order.Lines).Select((line, n) => (line, n)))
                typeof(OrderLine).GetProperty(nameof(OrderLine.Id))!.SetValue(line.line, new OrderLineId(line.n + 1));
            var (order, now) = (checkout.Orders[0], Start);
            for (var n = 0; n < deeds.Length; n++)
            {
                now = now.AddHours(hours[n]);
                var (before, told) = (order.State, order.Timeline.Count);
                try
                {
                    Do(deeds[n], checkout, order, n, now);
                }
                catch (RuleBroken)
                {
                    Assert.Equal((before, told), (order.State, order.Timeline.Count));
                }
                if (order.State == before)
                    continue;
                Assert.Contains(OrderLife.Steps, step => step.From == before && step.To == order.State);
                Assert.True(order.Timeline.Count > told);
                Assert.Equal(order.State is OrderState.Completed or OrderState.Cancelled or OrderState.Expired, order.EndedAt is not null);
                if (order.EndedAt is not null)
                    Assert.Null(order.CompletesAt);
            }
            Assert.All(order.Lines, line => Assert.InRange(line.Shipped, 0, line.Quantity));
            Assert.Equal(order.State == OrderState.Cancelled && order.PaidAt is not null ? order.Total : Money.Zero, order.Refunded);
        });

    private static void Do(Deed deed, Checkout checkout, Order order, int n, DateTimeOffset now)
    {
        switch (deed)
        {
            case Deed.Pay:
                checkout.Pay(now);
                break;
            case Deed.Expire:
                checkout.Expire(now);
                break;
            case Deed.Cancel when order.State == OrderState.AwaitingPayment:
                checkout.Cancel(null, now);
                break;
            case Deed.Cancel:
                order.Cancel(OrderActor.Buyer, null, now);
                break;
            case Deed.CancelByShop:
                order.Cancel(OrderActor.Shop, null, now);
                break;
            case Deed.StartPacking:
                order.StartPacking(now);
                break;
            case Deed.ShipOne:
                order.Ship("sf", "W" + n, order.Lines.Where(line => line.ToShip > 0).Take(1).ToDictionary(line => line.Id, _ => 1), now);
                break;
            case Deed.ShipAll:
                order.Ship("sf", "W" + n, order.Lines.ToDictionary(line => line.Id, line => line.ToShip), now);
                break;
            case Deed.Deliver:
                foreach (var parcel in order.Shipments.ToList())
                    order.ParcelArrived(parcel.CarrierCode, parcel.Waybill, now, now);
                break;
            case Deed.Confirm:
                order.ConfirmReceipt(now);
                break;
            case Deed.CompleteByItself:
                order.CompleteByItself(now);
                break;
        }
    }

    [Fact]
    public void Every_state_can_be_reached_and_every_one_ends_somewhere()
    {
        var reached = new HashSet<OrderState> { OrderState.AwaitingPayment };
        while (OrderLife.Steps.Where(step => reached.Contains(step.From)).Select(step => step.To).Any(reached.Add))
        {
        }
        Assert.Equal(Enum.GetValues<OrderState>().Order(), reached.Order());
        foreach (var state in Enum.GetValues<OrderState>())
            Assert.Equal(state is OrderState.Completed or OrderState.Cancelled, OrderLife.Steps.All(step => step.From != state));
        // Only money that comes late brings an order back.
        Assert.Equal(OrderAct.Pay, Assert.Single(OrderLife.Steps, step => step.From == OrderState.Expired).Act);
        Assert.Equal(OrderLife.Steps.Count, OrderLife.Steps.Select(step => (step.From, step.Act)).Distinct().Count());
    }
}
