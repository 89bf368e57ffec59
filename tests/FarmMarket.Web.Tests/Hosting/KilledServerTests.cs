using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Messaging;
using FarmMarket.Ordering;
using FarmMarket.Outgoing;
using FarmMarket.Payments;
using FarmMarket.Shipping;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Hosting;

/// <summary>SIGKILL in the middle of a storm of orders and payments, three times, and the market started again on what is left.</summary>
public sealed class KilledServerTests : IDisposable
{
    private const int BuyerCount = 8;
    private const int AnswersPerLife = 30;
    private const long SpecialGrams = 2_500 * 90;
    private const long FirstGrams = 5_000 * 400;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("farmmarket-killed-");

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Killed_in_an_order_storm_the_market_halves_loses_keeps_and_repeats_nothing(DatabaseProvider provider)
    {
        using var database = TestDatabase.Create(provider);
        var farm = await Scene(database);
        var buyers = Enumerable.Range(0, BuyerCount).Select(n => new Buyer(farm, Mailbox(n))).ToList();

        for (var life = 0; life < 3; life++)
        {
            using var market = await Start(database);
            if (life == 0)
                await BringFruit(market, farm);
            using var storm = new CancellationTokenSource();
            var answers = 0;
            var enough = new TaskCompletionSource();
            void Answered()
            {
                if (Interlocked.Increment(ref answers) == AnswersPerLife)
                    enough.SetResult();
            }
            var raging = buyers.ConvertAll(buyer => Task.Run(() => buyer.Rage(market.Address, Answered, storm.Token)));
            await Task.WhenAny(enough.Task, Task.WhenAll(raging));
            market.Kill();
            await storm.CancelAsync();
            await Task.WhenAll(raging);
            Assert.True(enough.Task.IsCompleted, "The storm ended before the market was killed.");
        }

        using (var market = await Start(database))
            await Task.WhenAll(buyers.Select(buyer => buyer.ClearUp(market.Address)));

        await database.HalfAnHourLater();
        using (await Start(database))
            await database.AllJobsAreDone();

        await using var db = database.Open();
        await EveryOrderIsWhole(db, buyers);
        await TheFruitIsAllThere(db, farm);
        await EverybodyWasToldOnce(db, farm);
    }

    private Task<MarketProcess> Start(TestDatabase database) => MarketProcess.Start(folder.FullName, new Dictionary<string, string>
    {
        ["FarmMarket:Seed"] = "empty",
        ["Database:Provider"] = database.Provider.ToString(),
        ["ConnectionStrings:Market"] = database.ConnectionString,
        ["Logging:LogLevel:Default"] = "Error",
    });

    private static string Mailbox(int buyer) => string.Create(CultureInfo.InvariantCulture, $"storm-{buyer}@example.com");

    private static async Task<FarmScene> Scene(TestDatabase database)
    {
        await using var db = database.Open();
        var now = TimeProvider.System.GetUtcNow();
        var farm = await FarmScene.Set(db, now);
        var template = new FreightTemplate { ShopId = farm.ShopId };
        template.Ask(null, null, [new() { Provinces = "", FirstWeight = new(1_000), FirstPrice = new(800), AdditionalWeight = new(1_000), AdditionalPrice = new(200) }], now);
        db.Add(template);
        var hash = new PasswordHasher<User>().HashPassword(null!, Killing.Password);
        var owner = await db.Users.SingleAsync(user => user.Id == farm.Owner.Value);
        owner.PasswordHash = hash;
        for (var n = 0; n < BuyerCount; n++)
        {
            db.Add(new User
            {
                DisplayName = "买家",
                UserName = Mailbox(n),
                NormalizedUserName = Mailbox(n).ToUpperInvariant(),
                Email = Mailbox(n),
                NormalizedEmail = Mailbox(n).ToUpperInvariant(),
                EmailConfirmed = true,
                PasswordHash = hash,
                SecurityStamp = "stamp",
                CreatedAt = now,
            });
        }
        await db.SaveChangesAsync();
        return farm;
    }

    private static async Task BringFruit(MarketProcess market, FarmScene farm)
    {
        using var client = new HttpClient { BaseAddress = market.Address };
        await client.SignIn($"owner-{farm.Shop["farm-".Length..]}@example.com");
        foreach (var (pack, grams) in new[] { (farm.FiveJin, SpecialGrams), (farm.TenJin, FirstGrams) })
        {
            using var answer = await client.PostAsJsonAsync($"/api/v1/listings/{farm.Listing.Slug}/stock-moves", new { packId = pack.Id.Value, kind = "harvested", grams });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task EveryOrderIsWhole(MarketDb db, List<Buyer> buyers)
    {
        var checkouts = await db.Set<Checkout>().AsNoTracking().Include(checkout => checkout.Orders).ThenInclude(order => order.Lines)
            .Include(checkout => checkout.Orders).ThenInclude(order => order.Timeline).ToListAsync();
        // What was answered is there, and nothing else: a repeated request made no second order.
        Assert.Equal(buyers.SelectMany(buyer => buyer.Checkouts).Order(StringComparer.Ordinal), checkouts.Select(checkout => checkout.Number).Order(StringComparer.Ordinal));
        var paid = buyers.SelectMany(buyer => buyer.Paid).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(paid);
        Assert.Contains(checkouts, checkout => checkout.State == CheckoutState.Expired);
        Assert.All(checkouts, checkout =>
        {
            Assert.Equal(paid.Contains(checkout.Number) ? CheckoutState.Paid : CheckoutState.Expired, checkout.State);
            Assert.Equal(checkout.Total, checkout.Orders.Sum(order => order.Total));
            var order = Assert.Single(checkout.Orders);
            Assert.Equal(2, order.Lines.Count);
            Assert.Equal(order.Total, order.Lines.Sum(line => line.Sum) + order.Freight);
            Assert.Equal(
                [OrderEventKind.Placed, checkout.State == CheckoutState.Paid ? OrderEventKind.Paid : OrderEventKind.Expired],
                order.Timeline.OrderBy(step => step.Id.Value).Select(step => step.Kind));
        });
        var payments = await db.Set<Payment>().AsNoTracking().ToListAsync();
        Assert.Equal(
            checkouts.Where(checkout => checkout.State == CheckoutState.Paid).Select(checkout => (checkout.Id.Value, checkout.Total.Fen)).Order(),
            payments.Where(payment => payment.State == PaymentState.Succeeded).Select(payment => (payment.CheckoutId.Value, payment.Amount.Fen)).Order());
    }

    private static async Task TheFruitIsAllThere(MarketDb db, FarmScene farm)
    {
        var sold = await db.Set<OrderLine>().AsNoTracking()
            .Where(line => db.Set<Order>().Any(order => order.Id == line.OrderId && order.State == OrderState.Paid)).ToListAsync();
        foreach (var (pack, brought) in new[] { (farm.FiveJin, SpecialGrams), (farm.TenJin, FirstGrams) })
        {
            var left = await db.Set<StockPool>().Where(pool => pool.Id == pack.StockPoolId).Select(pool => pool.Available).SingleAsync();
            Assert.Equal(brought - sold.Where(line => line.StockPoolId == pack.StockPoolId).Sum(line => line.BaseUnits * line.Quantity), left);
            Assert.Equal(await db.Set<StockMove>().Where(move => move.StockPoolId == pack.StockPoolId).SumAsync(move => move.Quantity), left);
        }
    }

    private static async Task EverybodyWasToldOnce(MarketDb db, FarmScene farm)
    {
        var expected = new List<string>();
        foreach (var order in await db.Set<Order>().AsNoTracking().ToListAsync())
        {
            if (order.State == OrderState.Expired)
                expected.Add($"order-expired:{order.Number}:{order.BuyerId.Value}");
            else
                expected.AddRange([$"order-paid:{order.Number}:{order.BuyerId.Value}", .. new[] { farm.Owner, farm.Packer }.Select(person => $"shop-new-order:{order.Number}:{person.Value}")]);
        }
        expected.Sort(StringComparer.Ordinal);
        var told = await db.Set<Notification>().AsNoTracking().Select(notification => new { notification.About, notification.UserId }).ToListAsync();
        Assert.Equal(expected, told.Select(notification => $"{notification.About}:{notification.UserId.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(expected, (await db.Set<OutboxMessage>().AsNoTracking().Select(message => message.Key).ToListAsync()).Order(StringComparer.Ordinal));
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Orders again and again, pays for every other order, and repeats under the same key what was not answered.</summary>
    private sealed class Buyer(FarmScene farm, string contact)
    {
        private sealed record Wish(string Key, bool Pays)
        {
            public string? Checkout { get; set; }
            public bool Over { get; set; }
        }

        private readonly List<Wish> wishes = [];

        public IEnumerable<string> Checkouts => wishes.Select(wish => wish.Checkout).OfType<string>();
        public IEnumerable<string> Paid => wishes.Where(wish => wish.Pays).Select(wish => wish.Checkout).OfType<string>();

        public async Task Rage(Uri market, Action answered, CancellationToken cancellation)
        {
            try
            {
                using var client = new HttpClient { BaseAddress = market };
                await client.SignIn(contact);
                while (!cancellation.IsCancellationRequested)
                {
                    var wish = wishes.Find(wish => !wish.Over);
                    if (wish is null)
                    {
                        wish = new(string.Create(CultureInfo.InvariantCulture, $"{contact}-{wishes.Count}"), wishes.Count % 2 == 0);
                        wishes.Add(wish);
                    }
                    await Fulfil(client, wish);
                    answered();
                }
            }
            catch (Exception dead) when (dead is HttpRequestException or IOException)
            {
                // The market was killed.
            }
        }

        /// <summary>Asks again for everything, answered or not: the same answers come back, and what was in doubt ends.</summary>
        public async Task ClearUp(Uri market)
        {
            using var client = new HttpClient { BaseAddress = market };
            await client.SignIn(contact);
            foreach (var wish in wishes)
            {
                var before = wish.Checkout;
                await Fulfil(client, wish);
                Assert.Equal(before ?? wish.Checkout, wish.Checkout);
            }
        }

        private async Task Fulfil(HttpClient client, Wish wish)
        {
            using var order = new HttpRequestMessage(HttpMethod.Post, "/api/v1/orders")
            {
                Content = JsonContent.Create(new
                {
                    lines = new[] { new { packId = farm.FiveJin.Id.Value, quantity = 1 }, new { packId = farm.TenJin.Id.Value, quantity = 2 } },
                    address = new { recipient = "陈小雨", phone = "13800001234", regionCode = "440106", detail = "石牌街道 88 号" },
                }),
            };
            order.Headers.Add("Idempotency-Key", wish.Key);
            using var placed = await client.SendAsync(order);
            var text = await placed.Content.ReadAsStringAsync();
            if (placed.StatusCode == HttpStatusCode.UnprocessableEntity)
            {
                Assert.Null(wish.Checkout);
                Assert.Contains("out-of-stock", text, StringComparison.Ordinal);
            }
            else
            {
                Assert.True(placed.StatusCode == HttpStatusCode.Created, $"{(int)placed.StatusCode} {text}");
                wish.Checkout = JsonNode.Parse(text)!["number"]!.GetValue<string>();
                if (wish.Pays)
                {
                    using var paid = await client.PostAsJsonAsync($"/api/v1/checkouts/{wish.Checkout}/demo-payment", new { outcome = "pay" });
                    Assert.True(paid.IsSuccessStatusCode, await paid.Content.ReadAsStringAsync());
                }
            }
            wish.Over = true;
        }
    }
}
