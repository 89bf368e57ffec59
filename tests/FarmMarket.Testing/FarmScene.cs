using System.Globalization;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Shops;

namespace FarmMarket.Testing;

/// <summary>
/// An open shop with its people, a listing of two grades and a buyer, and orders of it in any state, put straight into the database:
/// where tests of what comes after ordering start from.
/// </summary>
public sealed class FarmScene
{
    private static int made;

    private readonly DateTimeOffset at;
    private readonly int number = Interlocked.Increment(ref made);
    private int orders;

    private FarmScene(DateTimeOffset at) => this.at = at;

    public required string Shop { get; init; }
    public ShopId ShopId { get; private set; }
    public UserId Owner { get; private set; }
    public UserId Packer { get; private set; }
    public UserId Buyer { get; private set; }
    public Listing Listing { get; private set; } = null!;

    /// <summary>5斤装 特级, ¥39.80, 2,500 g.</summary>
    public Pack FiveJin => Listing.Pools[0].Packs[0];

    /// <summary>10斤装 一级, ¥68.00, 5,000 g.</summary>
    public Pack TenJin => Listing.Pools[1].Packs[0];

    public static async Task<FarmScene> Set(MarketDb db, DateTimeOffset now)
    {
        var count = Interlocked.Increment(ref made);
        var scene = new FarmScene(now) { Shop = $"farm-{count}" };
        User Person(string role) => new()
        {
            DisplayName = role,
            UserName = $"{role}-{count}",
            NormalizedUserName = $"{role}-{count}".ToUpperInvariant(),
            Email = $"{role}-{count}@example.com",
            NormalizedEmail = $"{role}-{count}@example.com".ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = "stamp",
            CreatedAt = now,
        };
        var (owner, packer, buyer) = (Person("owner"), Person("packer"), Person("buyer"));
        var shop = new Shop
        {
            Slug = scene.Shop,
            Name = new("黄记果园", "Huang's Orchard"),
            Story = new("山坡朝南。"),
            CountyCode = "451003",
            ContactPhone = "13800000001",
            CreatedAt = now,
        };
        shop.HandIn([]);
        shop.Approve(now);
        db.AddRange(owner, packer, buyer, shop);
        await db.SaveChangesAsync();

        (scene.ShopId, scene.Owner, scene.Packer, scene.Buyer) = (shop.Id, owner.UserId, packer.UserId, buyer.UserId);
        db.Add(new ShopMember { ShopId = shop.Id, UserId = owner.UserId, Role = ShopRole.Owner, JoinedAt = now });
        db.Add(new ShopMember { ShopId = shop.Id, UserId = packer.UserId, Role = ShopRole.Packer, JoinedAt = now });
        scene.Listing = new()
        {
            ShopId = shop.Id,
            Slug = $"mango-{count}",
            Title = new("田阳桂七芒果", "Guiqi mango from Tianyang"),
            CategoryCode = "mango",
            CountyCode = "451003",
            Description = new("树上熟。"),
            Storage = new("常温。"),
            CreatedAt = now,
        };
        scene.Listing.Pools.Add(new() { Grade = Grade.Special, Unit = StockUnit.Gram, Size = new("单果 250–350 克", "250–350 g a piece") });
        scene.Listing.Pools.Add(new() { Grade = Grade.First, Unit = StockUnit.Gram });
        scene.Listing.Pools[0].Packs.Add(new() { Name = new("5斤装", "5 jin box"), BaseUnits = 2_500, GrossWeight = new(2_900), Price = new(3_980) });
        scene.Listing.Pools[1].Packs.Add(new() { Name = new("10斤装", "10 jin box"), BaseUnits = 5_000, GrossWeight = new(5_600), Price = new(6_800) });
        scene.Listing.Publish(now);
        db.Add(scene.Listing);
        await db.SaveChangesAsync();
        return scene;
    }

    /// <summary>An order of some 5斤 and 10斤 boxes, not paid yet.</summary>
    public async Task<Order> Ordered(MarketDb db, int fiveJin = 2, int tenJin = 0, bool pickup = false, UserId? buyer = null, string recipient = "陈小雨", string phone = "13800001234")
    {
        var made = Interlocked.Increment(ref orders);
        var lines = new List<OrderLine>();
        if (fiveJin > 0)
            lines.Add(Line(FiveJin, Listing.Pools[0], fiveJin));
        if (tenJin > 0)
            lines.Add(Line(TenJin, Listing.Pools[1], tenJin));
        var goods = lines.Sum(line => line.Sum);
        var order = new Order
        {
            Number = string.Create(CultureInfo.InvariantCulture, $"2607{number:00000}{made:00000}"),
            BuyerId = buyer ?? Buyer,
            ShopId = ShopId,
            ShopSlug = Shop,
            ShopName = new("黄记果园", "Huang's Orchard"),
            Goods = goods,
            Freight = new(1_200),
            Total = goods + new Money(1_200),
            Delivery = new()
            {
                Pickup = pickup,
                Recipient = recipient,
                Phone = phone,
                RegionCode = pickup ? "" : "440106",
                Region = pickup ? "" : "广东省 广州市 天河区",
                Detail = pickup ? "" : "石牌街道 88 号",
            },
            PlacedAt = at,
            ShipsWithinHours = 48,
        };
        order.Lines.AddRange(lines);
        order.Place(at);
        var checkout = new Checkout
        {
            Number = "C" + order.Number,
            BuyerId = order.BuyerId,
            Total = order.Total,
            CreatedAt = at,
            ExpiresAt = at + Checkout.ReservedFor,
        };
        checkout.Orders.Add(order);
        db.Add(checkout);
        await db.SaveChangesAsync();
        return order;
    }

    /// <summary>The same, paid at that moment: to be shipped within 48 hours of it.</summary>
    public async Task<Order> Paid(MarketDb db, DateTimeOffset? paidAt = null, int fiveJin = 2, int tenJin = 0, bool pickup = false, UserId? buyer = null, string recipient = "陈小雨", string phone = "13800001234")
    {
        var order = await Ordered(db, fiveJin, tenJin, pickup, buyer, recipient, phone);
        var checkout = db.ChangeTracker.Entries<Checkout>().Single(entry => entry.Entity.Id == order.CheckoutId).Entity;
        checkout.Pay(paidAt ?? at);
        var payment = new Payment { CheckoutId = checkout.Id, Gateway = "demo", Amount = checkout.Total, CreatedAt = paidAt ?? at };
        payment.Succeed("paid-" + checkout.Number, paidAt ?? at);
        db.Add(payment);
        var holding = new Holding
        {
            OrderId = order.Id,
            OrderNumber = order.Number,
            CheckoutId = checkout.Id,
            BuyerId = order.BuyerId,
            ShopId = order.ShopId,
            Gateway = payment.Gateway,
            PaymentReference = payment.Reference!,
            PaidAt = payment.EndedAt!.Value,
            ClaimHours = 48,
        };
        holding.Parts.AddRange(order.Lines.Select(line => new HoldingPart { OrderLineId = line.Id, CommissionBasisPoints = 200, Paid = line.Sum }));
        holding.Parts.Add(new() { CommissionBasisPoints = 0, Paid = order.Freight });
        db.Add(holding);
        await db.SaveChangesAsync();
        return order;
    }

    private OrderLine Line(Pack pack, StockPool pool, int quantity) => new()
    {
        PackId = pack.Id,
        StockPoolId = pool.Id,
        ListingId = Listing.Id,
        ListingSlug = Listing.Slug,
        Title = Listing.Title,
        PackName = pack.Name,
        UnitPrice = pack.Price,
        Quantity = quantity,
        BaseUnits = pack.BaseUnits,
        GrossWeight = pack.GrossWeight,
    };
}
