using System.Globalization;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Seeding;

/// <summary>
/// The preset <c>scale</c>: many listings of many shops, and past orders for them, for measuring. The same counts on the same day give
/// the same market. The ledgers are whole: a pool's balance is the sum of its moves, an order's total that of its lines and freight.
/// </summary>
internal sealed class ScaleSeed
{
    private const int ListingsPerShop = 50;
    private const int OrdersPerBuyer = 20;
    private const int Chunk = 10_000;
    private const int DaysOfOrders = 700;
    private static readonly Money Freight = new(800);
    private static readonly Weight Kilogram = new(Weight.GramsPerKilogram);

    private readonly MarketDb db;
    private readonly BulkWriter writer;
    private readonly DateTimeOffset now;
    private readonly string passwordHash;
    private readonly ScaleFile file = SeedFiles.Read<ScaleFile>("scale.json");
    private readonly Random random = new(82);

    private ScaleSeed(MarketDb db, BulkWriter writer, DateTimeOffset now, string passwordHash) =>
        (this.db, this.writer, this.now, this.passwordHash) = (db, writer, now, passwordHash);

    public static async Task Run(MarketDb db, DateTimeOffset now, int listings, int orders, string passwordHash, Action<string> say)
    {
        await using var writer = await BulkWriter.Open(db);
        var seed = new ScaleSeed(db, writer, now, passwordHash);
        var shops = await seed.Shops((listings + ListingsPerShop - 1) / ListingsPerShop);
        var shelf = await seed.Listings(shops, listings, orders, say);
        await seed.Orders(shops, shelf, orders, say);
        await writer.Finish();
    }

    private sealed record MadeShop(ShopId Id, string Slug, LocalText Name, string County);

    /// <summary>What an order needs to know of a listing.</summary>
    private sealed record MadeListing(ListingId Id, string Slug, LocalText Title, string? Photo, MadePack[] Packs);

    private sealed record MadePack(PackId Id, StockPoolId Pool, LocalText Name, long BaseUnits, Weight Gross, Money Price);

    private async Task<List<MadeShop>> Shops(int count)
    {
        var users = new List<User>();
        var members = new List<ShopMember>();
        var templates = new List<FreightTemplate>();
        var rates = new List<(FreightTemplate Template, FreightRate Rate)>();
        var shops = new List<Shop>();
        for (var i = 0; i < count; i++)
        {
            var county = file.Counties[i % file.Counties.Count];
            var (town, family, plot) = (One(county.Towns), One(file.Families), One(file.Plots));
            var opened = now.AddDays(-800).AddHours(i % 2000);
            var owner = Person(family, opened);
            users.Add(owner);
            var shop = new Shop
            {
                Id = new(writer.NextId<Shop>()),
                Slug = Invariant($"farm-{i + 1}"),
                Name = new($"{town.Zh}{family.Zh}{plot.Zh}", $"{family.En}{plot.En}, {town.En}"),
                Story = new($"{town.Zh}的{family.Zh}家，自己种，自己装箱。", $"The {family.En} family of {town.En} grow it and box it themselves."),
                CountyCode = county.Code,
                Place = town.Zh,
                ContactPhone = owner.PhoneNumber!,
                CreatedAt = opened,
            };
            shop.HandIn([]);
            shop.Approve(opened.AddDays(1));
            shops.Add(shop);
            members.Add(new() { Id = new(writer.NextId<ShopMember>()), ShopId = shop.Id, UserId = owner.UserId, Role = ShopRole.Owner, JoinedAt = opened });
            var template = new FreightTemplate { Id = new(writer.NextId<FreightTemplate>()), ShopId = shop.Id, FreeFrom = Money.Yuan(99), UpdatedAt = opened };
            templates.Add(template);
            rates.Add((template, Rate("45", 500, 100)));
            rates.Add((template, Rate("", 800, 200)));
            rates.Add((template, Rate("54,65,71,81,82", 0, 0, served: false)));
        }
        await writer.Insert(users);
        await writer.Insert(shops);
        await writer.Insert(members);
        await writer.Insert(templates);
        await writer.Insert(rates, row => row.Rate, (nameof(FreightRate.FreightTemplateId), row => row.Template.Id));
        return [.. shops.Select(shop => new MadeShop(shop.Id, shop.Slug, shop.Name, shop.CountyCode))];
    }

    private FreightRate Rate(string provinces, long first, long additional, bool served = true) => new()
    {
        Id = new(writer.NextId<FreightRate>()),
        Provinces = provinces,
        Served = served,
        FirstWeight = Kilogram,
        FirstPrice = new(first),
        AdditionalWeight = Kilogram,
        AdditionalPrice = new(additional),
    };

    private async Task<List<MadeListing>> Listings(List<MadeShop> shops, int count, int orders, Action<string> say)
    {
        var photos = await PhotosByCategory();
        var seasons = file.Produce.Select(produce => produce.Harvest.Current(Shanghai.Date(now))).ToList();
        var draw = file.Produce.SelectMany((produce, i) => Enumerable.Repeat(i, produce.Share)).ToArray();
        // Enough that no pool runs dry, whatever the orders.
        var openingGrams = 4_000_000L + 400_000L * orders / Math.Max(1, count);
        var made = new List<MadeListing>(count);
        for (var start = 0; start < count; start += Chunk)
        {
            var listings = new List<Listing>();
            var pools = new List<StockPool>();
            var packs = new List<Pack>();
            var pictures = new List<ListingPhoto>();
            var moves = new List<StockMove>();
            var changes = new List<ListingChange>();
            for (var i = start; i < Math.Min(start + Chunk, count); i++)
            {
                var drawn = draw[random.Next(draw.Length)];
                var shop = shops[i / ListingsPerShop];
                var listing = NewListing(i + 1, shop, file.Produce[drawn], seasons[drawn], photos);
                listings.Add(listing);
                pools.AddRange(listing.Pools);
                packs.AddRange(listing.Pools.SelectMany(pool => pool.Packs));
                pictures.AddRange(listing.Photos);
                moves.AddRange(listing.Pools.Select(pool => new StockMove
                {
                    Id = new(writer.NextId<StockMove>()),
                    StockPoolId = pool.Id,
                    ListingId = listing.Id,
                    Quantity = openingGrams,
                    Kind = StockMoveKind.Harvested,
                    At = listing.CreatedAt,
                }));
                changes.Add(new() { Id = new(writer.NextId<ListingChange>()), ListingId = listing.Id, At = listing.UpdatedAt });
                made.Add(new(listing.Id, listing.Slug, listing.Title, listing.CoverKey,
                    [.. listing.Pools.SelectMany(pool => pool.Packs).Select(p => new MadePack(p.Id, p.StockPoolId, p.Name, p.BaseUnits, p.GrossWeight, p.Price))]));
            }
            await writer.Insert(listings);
            await writer.Insert(pools, (nameof(StockPool.Available), _ => openingGrams));
            await writer.Insert(packs);
            await writer.Insert(pictures);
            await writer.Insert(moves);
            await writer.Insert(changes);
            say(Invariant($"listings {made.Count}/{count}"));
        }
        return made;
    }

    private Listing NewListing(
        int number, MadeShop shop, ScaleProduce produce, (DateOnly From, DateOnly To) season, Dictionary<string, List<string>> photos)
    {
        var praise = One(file.Praise);
        var listing = new Listing
        {
            Id = new(writer.NextId<Listing>()),
            ShopId = shop.Id,
            Slug = Invariant($"{produce.Variety}-{number}"),
            Title = new($"{shop.Name.Zh}{produce.Title.Zh} {praise.Zh}", $"{produce.Title.En}, {praise.En}, {shop.Name.En}"),
            CategoryCode = produce.Category,
            VarietyCode = produce.Variety,
            CountyCode = shop.County,
            Description = new($"{produce.Title.Zh}，{praise.Zh}。{shop.Name.Zh}出品。", $"{produce.Title.En}, {praise.En}. From {shop.Name.En}."),
            Storage = new("阴凉通风处保存。", "Keep in a cool airy place."),
            HarvestFrom = season.From,
            HarvestTo = season.To,
            ShipsWithinHours = random.Next(3) switch { 0 => 24, 1 => 48, _ => 72 },
            CreatedAt = now.AddDays(-720).AddMinutes(number % 20_000),
        };
        var perJin = random.Next(produce.YuanPerJin[0] * 10, produce.YuanPerJin[1] * 10 + 1) * 10;
        var grades = random.Next(1, 4);
        for (var grade = 0; grade < grades; grade++)
        {
            var pool = new StockPool
            {
                Id = new(writer.NextId<StockPool>()),
                ListingId = listing.Id,
                Grade = Grade.Special + grade,
                Unit = StockUnit.Gram,
            };
            listing.Pools.Add(pool);
            foreach (var jin in (ReadOnlySpan<int>)[5, 10])
                pool.Packs.Add(NewPack(pool.Id, jin, perJin * (10 - grade) / 10));
        }
        if (photos.TryGetValue(produce.Category, out var keys))
            listing.Photos.Add(new() { Id = new(writer.NextId<ListingPhoto>()), ListingId = listing.Id, Key = One(keys), Alt = produce.Title });
        listing.Publish(listing.CreatedAt.AddHours(1));
        return listing;
    }

    private Pack NewPack(StockPoolId pool, int jin, int fenPerJin) => new()
    {
        Id = new(writer.NextId<Pack>()),
        StockPoolId = pool,
        Name = new(Invariant($"{jin}斤装"), Invariant($"{jin / 2m} kg box")),
        BaseUnits = jin * Weight.GramsPerJin,
        GrossWeight = new(jin * Weight.GramsPerJin + 400),
        Price = new(jin * fenPerJin),
        Position = jin,
    };

    /// <summary>The pictures of the demo region, where it was seeded before.</summary>
    private async Task<Dictionary<string, List<string>>> PhotosByCategory()
    {
        var covers = await db.Set<Listing>().AsNoTracking().Where(listing => listing.CoverKey != null)
            .OrderBy(listing => listing.Id).Select(listing => new { listing.CategoryCode, listing.CoverKey }).ToListAsync();
        return covers.GroupBy(cover => cover.CategoryCode).ToDictionary(same => same.Key, same => same.Select(cover => cover.CoverKey!).ToList());
    }

    private async Task Orders(List<MadeShop> shops, List<MadeListing> shelf, int count, Action<string> say)
    {
        if (count == 0)
            return;
        var buyers = await Buyers(Math.Max(1, count / OrdersPerBuyer));
        var first = now.AddDays(-DaysOfOrders);
        var step = TimeSpan.FromDays(DaysOfOrders) / count;
        var taken = new Dictionary<StockPoolId, long>();
        var sold = new Dictionary<ListingId, long>();
        for (var start = 0; start < count; start += Chunk)
        {
            var batch = new OrderBatch();
            for (var i = start; i < Math.Min(start + Chunk, count); i++)
            {
                var shop = random.Next(shops.Count);
                var placed = first + step * i;
                batch.Add(NewCheckout(buyers[random.Next(buyers.Count)], shops[shop], Lines(shelf, shop), placed));
            }
            await batch.Write(writer, taken, sold);
            say(Invariant($"orders {Math.Min(start + Chunk, count)}/{count}"));
        }
        // Balances and what was sold, as the stock ledger and the completed orders have them.
        await writer.Add<StockPool>(nameof(StockPool.Available), taken.Select(pool => (pool.Key.Value, -pool.Value)));
        await writer.Add<Listing>(nameof(Listing.SoldCount), sold.Select(listing => (listing.Key.Value, listing.Value)));
    }

    private List<OrderLine> Lines(List<MadeListing> shelf, int shop)
    {
        var from = shop * ListingsPerShop;
        var till = Math.Min(from + ListingsPerShop, shelf.Count);
        var lines = new List<OrderLine>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var listing = shelf[random.Next(from, till)];
            var pack = listing.Packs[random.Next(listing.Packs.Length)];
            if (lines.Exists(line => line.PackId == pack.Id))
                continue;
            lines.Add(new()
            {
                Id = new(writer.NextId<OrderLine>()),
                PackId = pack.Id,
                StockPoolId = pack.Pool,
                ListingId = listing.Id,
                ListingSlug = listing.Slug,
                Title = listing.Title,
                PackName = pack.Name,
                PhotoKey = listing.Photo,
                UnitPrice = pack.Price,
                Quantity = random.Next(1, 4),
                BaseUnits = pack.BaseUnits,
                GrossWeight = pack.Gross,
            });
        }
        return lines;
    }

    private Checkout NewCheckout(User buyer, MadeShop shop, List<OrderLine> lines, DateTimeOffset placed)
    {
        var home = One(file.Homes);
        var goods = lines.Sum(line => line.Sum);
        var id = writer.NextId<Order>();
        var order = new Order
        {
            Id = new(id),
            Number = Number(id, placed),
            CheckoutId = new(writer.NextId<Checkout>()),
            BuyerId = buyer.UserId,
            ShopId = shop.Id,
            ShopSlug = shop.Slug,
            ShopName = shop.Name,
            Goods = goods,
            Freight = Freight,
            Total = goods + Freight,
            ShipsWithinHours = 48,
            Delivery = new()
            {
                Recipient = buyer.DisplayName,
                Phone = buyer.PhoneNumber!,
                RegionCode = home.County,
                Region = home.Region,
                Detail = home.Street,
            },
            PlacedAt = placed,
        };
        order.Lines.AddRange(lines);
        order.Place(placed);
        var checkout = new Checkout
        {
            Id = order.CheckoutId,
            Number = order.Number,
            BuyerId = buyer.UserId,
            Total = order.Total,
            CreatedAt = placed,
            ExpiresAt = placed + Checkout.ReservedFor,
            Orders = { order },
        };
        Live(checkout, order, placed);
        return checkout;
    }

    /// <summary>Takes an order as far as its age allows: nineteen in twenty end well, the rest unpaid or called off.</summary>
    private void Live(Checkout checkout, Order order, DateTimeOffset placed)
    {
        var fate = random.Next(100);
        var age = now - placed;
        if (fate < 3 && age > Checkout.ReservedFor)
        {
            checkout.Expire(checkout.ExpiresAt);
            return;
        }
        if (age < TimeSpan.FromMinutes(2))
            return;
        checkout.Pay(placed.AddMinutes(2));
        if (fate < 5 && age > TimeSpan.FromHours(2))
        {
            order.Cancel(OrderActor.Buyer, null, placed.AddHours(2));
            return;
        }
        if (age > TimeSpan.FromHours(20))
            order.StartPacking(placed.AddHours(20));
        if (age > TimeSpan.FromHours(30))
        {
            var waybill = Invariant($"SF9{order.Id.Value:000000000000}");
            order.Ship("sf", waybill, order.Lines.ToDictionary(line => line.Id, line => line.Quantity), placed.AddHours(30));
            if (age > TimeSpan.FromDays(4))
                order.ParcelArrived("sf", waybill, placed.AddDays(4), placed.AddDays(4));
            if (age > TimeSpan.FromDays(6))
                order.ConfirmReceipt(placed.AddDays(6));
        }
    }

    private async Task<List<User>> Buyers(int count)
    {
        var buyers = new List<User>(count);
        for (var i = 0; i < count; i++)
            buyers.Add(Person(One(file.Families), now.AddDays(-720)));
        await writer.Insert(buyers);
        return buyers;
    }

    private User Person(LocalText family, DateTimeOffset joined)
    {
        var id = writer.NextId<User>();
        var phone = Invariant($"1549{id:0000000}");
        return new()
        {
            Id = id,
            DisplayName = family.Zh + One(file.GivenNames).Zh,
            UserName = phone,
            NormalizedUserName = phone,
            PhoneNumber = phone,
            PhoneNumberConfirmed = true,
            PasswordHash = passwordHash,
            SecurityStamp = phone,
            ConcurrencyStamp = phone,
            LockoutEnabled = true,
            CreatedAt = joined,
            IsDemo = true,
        };
    }

    /// <summary>Longer than any number the market gives out, so the two never meet.</summary>
    private static string Number(long id, DateTimeOffset placed) =>
        Invariant($"{Shanghai.Date(placed):yyMMdd}{id * 610_000_013L % 1_000_000_000L:000000000}");

    private T One<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
