using System.Net;
using System.Text.Json.Nodes;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Accounts;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Api;

/// <summary>A buyer and a grower who know the market only by its API.</summary>
public sealed class JourneyTests : IAsyncLifetime
{
    private const string BuyerPhone = "13800000011";
    private const string GrowerPhone = "13800000012";

    private readonly WebMarket market = new();
    private FarmScene scene = null!;
    private ApiClient buyer = null!;
    private ApiClient grower = null!;

    public async ValueTask InitializeAsync()
    {
        scene = await market.Look(db => FarmScene.Set(db, market.Clock.GetUtcNow()));
        await market.Look(db => db.Set<StockPool>().ExecuteUpdateAsync(pool => pool.SetProperty(p => p.Available, 10_000)));
        await market.Account(BuyerPhone);
        var owner = await market.Account(GrowerPhone);
        await market.Given(new ShopMember { ShopId = scene.ShopId, UserId = owner, Role = ShopRole.Owner, JoinedAt = market.Clock.GetUtcNow() });
        await market.Given(new FreightTemplate
        {
            ShopId = scene.ShopId,
            Rates = { new() { Provinces = "", FirstWeight = Weight.Jin(6), FirstPrice = new(1_000), AdditionalWeight = Weight.Jin(2), AdditionalPrice = new(200) } },
        });
        (buyer, grower) = (ApiClient.Of(market), ApiClient.Of(market));
        await buyer.SignIn(BuyerPhone);
        await grower.SignIn(GrowerPhone);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private object Order(int quantity = 2, string regionCode = "440106") => new
    {
        lines = new[] { new { packId = scene.FiveJin.Id.Value, quantity } },
        address = new { recipient = "林嘉怡", phone = "13812345678", regionCode, detail = "体育西路 1 号" },
    };

    [Fact]
    public async Task A_buyer_orders_pays_and_confirms_what_a_grower_ships()
    {
        var listing = await buyer.Get("listings/" + scene.Listing.Slug);
        Assert.Equal(3_980, listing["pools"]![0]!["packs"]![0]!["priceFen"]!.GetValue<long>());

        var checkout = await buyer.Post("orders", Order(), key: "o-1");
        Assert.Equal("awaitingPayment", checkout["state"]!.GetValue<string>());
        Assert.EndsWith("Z", checkout["expiresAt"]!.GetValue<string>(), StringComparison.Ordinal);
        var again = await buyer.Post("orders", Order(), key: "o-1");
        Assert.Equal(checkout.ToJsonString(), again.ToJsonString());
        Assert.Equal(5_000, await market.Look(db => db.Set<StockPool>().Where(pool => pool.Grade == Grade.Special).Select(pool => pool.Available).SingleAsync()));
        Assert.Equal("idempotency-key-reused", (await buyer.Post("orders", Order(1), HttpStatusCode.Conflict, "o-1"))["code"]!.GetValue<string>());

        var payment = $"checkouts/{checkout["number"]}/demo-payment";
        Assert.Equal("awaitingPayment", (await buyer.Post(payment, new { outcome = "decline" }, HttpStatusCode.OK))["state"]!.GetValue<string>());
        Assert.Equal("paid", (await buyer.Post(payment, new { outcome = "pay" }, HttpStatusCode.OK))["state"]!.GetValue<string>());
        Assert.Equal("paid", (await buyer.Post(payment, null, HttpStatusCode.OK))["state"]!.GetValue<string>());

        var number = checkout["orders"]![0]!["number"]!.GetValue<string>();
        Assert.Equal(number, (await grower.Get("shop-orders"))["items"]![0]!["number"]!.GetValue<string>());
        var shipment = new { carrier = "sf", waybill = "SF1234567890123", waybillChecked = true };
        Assert.Equal("shipped", (await grower.Post($"shop-orders/{number}/shipments", shipment, key: "s-1"))["state"]!.GetValue<string>());
        await grower.Post($"shop-orders/{number}/shipments", shipment, key: "s-1");

        var order = await buyer.Get("orders/" + number);
        Assert.Equal("SF1234567890123", order["parcels"]![0]!["waybill"]!.GetValue<string>());
        Assert.Contains("confirmReceipt", order["may"]!.AsArray().Select(may => may!.GetValue<string>()));
        Assert.Equal("completed", (await buyer.Post($"orders/{number}/receipt", null, HttpStatusCode.OK))["state"]!.GetValue<string>());
        var listed = (await buyer.Get("orders?tab=completed"))["items"]![0]!;
        Assert.Equal("completed", listed["state"]!.GetValue<string>());
        Assert.All(listed["lines"]!.AsArray(), line => Assert.Equal(line!["quantity"]!.GetValue<int>(), line["shipped"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_grower_lists_produce_changes_it_and_moves_its_stock()
    {
        var body = new JsonObject
        {
            ["title"] = new JsonObject { ["zh"] = "田阳金煌芒", ["en"] = "Jinhuang mango" },
            ["category"] = "mango",
            ["county"] = "451003",
            ["publish"] = true,
            ["pools"] = new JsonArray(new JsonObject
            {
                ["grade"] = "first",
                ["stockGrams"] = 50_000,
                ["packs"] = new JsonArray(new JsonObject { ["name"] = new JsonObject { ["zh"] = "5斤装" }, ["netGrams"] = 2_500, ["priceFen"] = 2_990 }),
            }),
        };
        var slug = (await grower.Post("listings", body, key: "l-1"))["slug"]!.GetValue<string>();
        Assert.Equal(slug, (await grower.Post("listings", body, key: "l-1"))["slug"]!.GetValue<string>());

        var edited = await grower.Get("shop-listings/" + slug);
        var listing = edited["listing"]!.DeepClone().AsObject();
        listing["pools"]![0]!["packs"]![0]!["priceFen"] = 3_190;
        Assert.Equal(48, listing["claimHours"]!.GetValue<int>());
        listing["claimHours"] = 72;
        await grower.Send(HttpMethod.Put, "listings/" + slug, listing, HttpStatusCode.NoContent);

        var packId = (await buyer.Get("listings/" + slug))["pools"]![0]!["packs"]![0]!["packId"]!.GetValue<long>();
        Assert.Equal(listing["pools"]![0]!["packs"]![0]!["packId"]!.GetValue<long>(), packId);
        var moved = await grower.Post($"listings/{slug}/stock-moves", new { packId, kind = "harvested", grams = 10_000 }, key: "m-1");
        Assert.Equal(60_000, moved["availableGrams"]!.GetValue<long>());
        Assert.Equal(60_000, (await grower.Post($"listings/{slug}/stock-moves", new { packId, kind = "harvested", grams = 10_000 }, key: "m-1"))["availableGrams"]!.GetValue<long>());
        var seen = await buyer.Get("listings/" + slug);
        Assert.Equal((3_190, 72), (seen["pools"]![0]!["packs"]![0]!["priceFen"]!.GetValue<long>(), seen["claimHours"]!.GetValue<int>()));
        (listing["claimHours"], listing["version"]) = (500, null);
        await grower.Send(HttpMethod.Put, "listings/" + slug, listing, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task What_belongs_to_others_is_not_there()
    {
        var checkout = await buyer.Post("orders", Order());
        var number = checkout["orders"]![0]!["number"]!.GetValue<string>();
        await grower.Get("orders/" + number, HttpStatusCode.NotFound);
        await grower.Get("checkouts/" + checkout["number"], HttpStatusCode.NotFound);
        await grower.Post($"checkouts/{checkout["number"]}/demo-payment", null, HttpStatusCode.NotFound);
        await grower.Post($"orders/{number}/receipt", null, HttpStatusCode.NotFound);
        await buyer.Get("shop-orders?shop=" + scene.Shop, HttpStatusCode.NotFound);
        await buyer.Get("shop-orders", HttpStatusCode.NotFound);
        await buyer.Post($"shop-orders/{number}/shipments", new { shop = scene.Shop, carrier = "sf", waybill = "SF1234567890123" }, HttpStatusCode.NotFound);
        await buyer.Get($"shop-listings/{scene.Listing.Slug}?shop={scene.Shop}", HttpStatusCode.NotFound);
        await buyer.Post($"listings/{scene.Listing.Slug}/stock-moves", new { shop = scene.Shop, packId = scene.FiveJin.Id.Value, kind = "harvested", grams = 1 }, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2_000_000_000)]
    [InlineData(5)]
    public async Task A_quantity_that_can_not_be_had_is_refused_with_its_line(int quantity)
    {
        var problem = await buyer.Post("orders", Order(quantity), HttpStatusCode.UnprocessableEntity);
        Assert.Contains(problem["errors"]!.AsArray(), error => error!["field"]?.GetValue<string>().StartsWith("lines[0]", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Everything_wrong_with_an_order_is_told_at_once()
    {
        var problem = await buyer.Post(
            "orders", new { lines = new[] { new { packId = 999_999L, quantity = 1 } }, address = new { recipient = "", phone = "12", regionCode = "999999" } }, HttpStatusCode.UnprocessableEntity);
        var fields = problem["errors"]!.AsArray().Select(error => error!["field"]!.GetValue<string>()).ToList();
        Assert.Contains("address.recipient", fields);
        Assert.Contains("address.phone", fields);
        Assert.Contains("address.regionCode", fields);
        Assert.Contains(fields, field => field.StartsWith("lines[0]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Placing_an_order_looks_nobody_up_for_the_token()
    {
        // The stamp of the account changes; a token stays good until it expires, because no request asks the database who it is.
        await market.Look(db => db.Users.Where(user => user.PhoneNumber == "+86" + BuyerPhone).ExecuteUpdateAsync(user => user.SetProperty(u => u.SecurityStamp, "other")));
        await buyer.Get("orders");
        market.Clock.Advance(TimeSpan.FromMinutes(31));
        await buyer.Get("orders", HttpStatusCode.Unauthorized);
    }
}
