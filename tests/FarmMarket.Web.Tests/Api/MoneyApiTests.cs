using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using FarmMarket.Testing;
using FarmMarket.Web.Tests.Accounts;
using FarmMarket.Web.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NetVips;

namespace FarmMarket.Web.Tests.Api;

/// <summary>Money that comes back, is earned and is watched over, by people who know the market only by its API.</summary>
public sealed class MoneyApiTests : IAsyncLifetime
{
    private const string BuyerPhone = "13800000021";
    private const string GrowerPhone = "13800000022";
    private const string StrangerPhone = "13800000023";
    private const string OperatorPhone = "13800000024";

    /// <summary>Two boxes of 5斤 at ¥39.80.</summary>
    private const long Goods = 7_960;
    private const long Freight = 1_600;

    private readonly WebMarket market = new(("BankTransfer:Holder", "田头市集"), ("BankTransfer:Bank", "农行百色分行"), ("BankTransfer:Number", "450100123456"));
    private FarmScene scene = null!;
    private FarmScene elsewhere = null!;
    private ApiClient buyer = null!;
    private ApiClient grower = null!;

    /// <summary>Owns the other farm, and buys.</summary>
    private ApiClient stranger = null!;
    private ApiClient judge = null!;

    public async ValueTask InitializeAsync()
    {
        var now = market.Clock.GetUtcNow();
        (scene, elsewhere) = await market.Look(async db => (await FarmScene.Set(db, now), await FarmScene.Set(db, now)));
        await market.Look(db => db.Set<StockPool>().ExecuteUpdateAsync(pool => pool.SetProperty(p => p.Available, 100_000)));
        await market.Account(BuyerPhone);
        var (owner, other, decides) = (await market.Account(GrowerPhone), await market.Account(StrangerPhone), await market.Account(OperatorPhone));
        await market.Given(
            new ShopMember { ShopId = scene.ShopId, UserId = owner, Role = ShopRole.Owner, JoinedAt = now },
            new ShopMember { ShopId = elsewhere.ShopId, UserId = other, Role = ShopRole.Owner, JoinedAt = now },
            new FreightTemplate
            {
                ShopId = scene.ShopId,
                Rates = { new() { Provinces = "", FirstWeight = Weight.Jin(6), FirstPrice = new(1_000), AdditionalWeight = Weight.Jin(2), AdditionalPrice = new(200) } },
            });
        await market.Given(async db =>
        {
            var role = new IdentityRole<long>(Roles.Operator) { NormalizedName = Roles.Operator.ToUpperInvariant() };
            db.Add(role);
            await db.SaveChangesAsync();
            db.UserRoles.Add(new() { UserId = decides.Value, RoleId = role.Id });
        });
        (buyer, grower, stranger, judge) = (ApiClient.Of(market), ApiClient.Of(market), ApiClient.Of(market), ApiClient.Of(market));
        await SignIn();
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private async Task SignIn()
    {
        await buyer.SignIn(BuyerPhone);
        await grower.SignIn(GrowerPhone);
        await stranger.SignIn(StrangerPhone);
        await judge.SignIn(OperatorPhone);
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static long Fen(JsonNode? node) => node!.GetValue<long>();

    private static IEnumerable<string> May(JsonNode claim) => claim["may"]!.AsArray().Select(Text);

    private async Task<(string Checkout, string Order)> Ordered(params (Pack Pack, int Quantity)[] packs)
    {
        var checkout = await buyer.Post("orders", new
        {
            lines = packs.Select(wanted => new { packId = wanted.Pack.Id.Value, quantity = wanted.Quantity }),
            address = new { recipient = "林嘉怡", phone = "13812345678", regionCode = "440106", detail = "体育西路 1 号" },
        });
        return (Text(checkout["number"]), Text(checkout["orders"]![0]!["number"]));
    }

    private async Task<string> Paid(params (Pack Pack, int Quantity)[] packs)
    {
        var (checkout, order) = await Ordered(packs.Length > 0 ? packs : [(scene.FiveJin, 2)]);
        await buyer.Post($"checkouts/{checkout}/demo-payment", null, HttpStatusCode.OK);
        return order;
    }

    private async Task Arrives(string order)
    {
        await grower.Post($"shop-orders/{order}/shipments", new { carrier = "sf", waybill = "SF1234567890123", waybillChecked = true });
        await buyer.Post($"orders/{order}/receipt", null, HttpStatusCode.OK);
    }

    private static async Task<string> Photo(ApiClient by)
    {
        using var image = Image.Black(640, 480, bands: 3);
        using var body = new ByteArrayContent(image.JpegsaveBuffer()) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        return Text((await by.Post("photos", body))["key"]);
    }

    private async Task<string> Claimed(string order)
    {
        var claim = await buyer.Post($"orders/{order}/lines/1/claims", new { badUnits = 800, words = "压烂了", photos = new[] { await Photo(buyer) } });
        return Text(claim["number"]);
    }

    /// <summary>All that a refused request might have changed; what was owed before may be sent meanwhile.</summary>
    private Task<(int Claims, int Steps, int Refunds, int Transactions, long Refunded, long Frozen)> Money() => market.Look(async db => (
        await db.Set<Claim>().CountAsync(), await db.Set<ClaimStep>().CountAsync(), await db.Set<Refund>().CountAsync(), await db.Set<LedgerTransaction>().CountAsync(posted => posted.Name != "refund-sent"),
        await db.Set<HoldingPart>().SumAsync(part => (long)(object)part.Refunded), await db.Set<HoldingPart>().SumAsync(part => (long)(object)part.Frozen)));

    private async Task Refused(ApiClient by, string path, object? body, HttpStatusCode status, string code, string? field = null)
    {
        var before = await Money();
        var problem = await by.Post(path, body, status);
        Assert.Equal(code, Text(problem["code"]));
        if (field is not null)
            Assert.Equal(field, Text(Assert.Single(problem["errors"]!.AsArray())!["field"]));
        Assert.Equal(before, await Money());
    }

    [Fact]
    public async Task Bad_fruit_is_made_good_from_the_photo_to_the_operators_word()
    {
        var order = await Paid();
        Assert.False(Assert.Single(await buyer.List($"orders/{order}/claimable"))!["may"]!.GetValue<bool>());
        await Arrives(order);
        var line = Assert.Single(await buyer.List($"orders/{order}/claimable"))!;
        Assert.Equal((1, "gram", 5_000, Goods), (line["line"]!.GetValue<int>(), Text(line["unit"]), Fen(line["units"]), Fen(line["paidFen"])));
        Assert.True(line["may"]!.GetValue<bool>());
        Assert.Equal("2026-07-03T02:00:00Z", Text(line["until"]));

        var body = new { badUnits = 800, words = " 压烂了 ", photos = new[] { await Photo(buyer) } };
        var opened = await buyer.Post($"orders/{order}/lines/1/claims", body, key: "c-1");
        var claim = Text(opened["number"]);
        Assert.Equal(claim, Text((await buyer.Post($"orders/{order}/lines/1/claims", body, key: "c-1"))["number"]));
        // 800 of 5000 g of ¥79.60.
        Assert.Equal(("awaitingShop", 1_274, 1_274), (Text(opened["state"]), Fen(opened["askedFen"]), Fen(opened["keptFen"])));
        Assert.Equal(["withdraw"], May(opened));
        Assert.Equal(HttpStatusCode.OK, (await buyer.Http.GetAsync(Text(Assert.Single(opened["photos"]!.AsArray())), TestContext.Current.CancellationToken)).StatusCode);

        Assert.Equal(claim, Text(Assert.Single((await grower.Get("shop-claims"))["items"]!.AsArray())!["number"]));
        Assert.Empty((await grower.Get("shop-claims?tab=ended"))["items"]!.AsArray());
        Assert.Equal(["accept", "offer", "refuse"], May(await grower.Get("shop-claims/" + claim)));
        Assert.Equal(1_274, Fen((await grower.Get($"shop-orders/{order}/refundable"))["parts"]![0]!["frozenFen"]));

        var offered = await grower.Post($"shop-claims/{claim}/answer", new { answer = "offer", amountFen = 500, words = "运输中压的" }, HttpStatusCode.OK);
        Assert.Equal(("awaitingBuyer", 500), (Text(offered["state"]), Fen(offered["offerFen"])));
        var heard = await buyer.Get("claims/" + claim);
        Assert.Equal(["accept", "counter", "appeal", "withdraw"], May(heard));
        Assert.Equal("运输中压的", Text(heard["steps"]![1]!["words"]));
        await Refused(buyer, $"claims/{claim}/reply", new { reply = "counter", amountFen = 1_275, words = "太少" }, HttpStatusCode.UnprocessableEntity, "amount-out-of-range", "amountFen");
        await Refused(buyer, $"claims/{claim}/reply", new { reply = "counter", amountFen = 1_000 }, HttpStatusCode.UnprocessableEntity, "invalid", "words");
        var countered = await buyer.Post($"claims/{claim}/reply", new { reply = "counter", amountFen = 1_000, words = "一半都坏了" }, HttpStatusCode.OK);
        Assert.Equal(("awaitingShop", 1_000), (Text(countered["state"]), Fen(countered["counterFen"])));
        await Refused(grower, $"shop-claims/{claim}/answer", new { answer = "offer", amountFen = 900, words = "再少一点" }, HttpStatusCode.UnprocessableEntity, "counter-once", "amountFen");
        Assert.Equal("awaitingOperator", Text((await grower.Post($"shop-claims/{claim}/answer", new { answer = "refuse", words = "不认" }, HttpStatusCode.OK))["state"]));

        Assert.Equal(claim, Text(Assert.Single((await judge.Get("operator-claims?state=awaitingOperator"))["items"]!.AsArray())!["number"]));
        Assert.Empty((await judge.Get("operator-claims?state=awarded"))["items"]!.AsArray());
        Assert.Equal(["decide"], May(await judge.Get("operator-claims/" + claim)));
        await Refused(judge, $"operator-claims/{claim}/decision", new { amountFen = 1_275, words = "照片清楚" }, HttpStatusCode.UnprocessableEntity, "amount-out-of-range", "amountFen");
        var decided = await judge.Post($"operator-claims/{claim}/decision", new { amountFen = 900, words = "照片清楚" }, HttpStatusCode.OK);
        Assert.Equal(("awarded", 900), (Text(decided["state"]), Fen(decided["awardFen"])));
        Assert.Empty(May(decided));
        await Refused(judge, $"operator-claims/{claim}/decision", new { amountFen = 900, words = "再判一次" }, HttpStatusCode.UnprocessableEntity, "not-in-this-state");

        var refund = Assert.Single(await buyer.List($"orders/{order}/refunds"))!;
        Assert.Equal((900, "claim", "照片清楚"), (Fen(refund["amountFen"]), Text(refund["reason"]), Text(refund["note"])));
        Assert.Equal(900, Fen((await buyer.Get("orders/" + order))["refundedFen"]));
        var after = Assert.Single(await buyer.List($"orders/{order}/claimable"))!;
        Assert.Equal((claim, "awarded"), (Text(after["claim"]), Text(after["claimState"])));
        Assert.Equal(claim, Text(Assert.Single((await grower.Get("shop-claims?tab=ended"))["items"]!.AsArray())!["number"]));
        Assert.Equal(["opened", "offered", "countered", "refused", "decided"], (await buyer.Get("claims/" + claim))["steps"]!.AsArray().Select(step => Text(step!["kind"])));
    }

    [Fact]
    public async Task A_buyer_may_agree_and_may_give_up()
    {
        var (first, second) = (await Paid(), await Paid());
        await Arrives(first);
        await Arrives(second);
        var agreed = await Claimed(first);
        await grower.Post($"shop-claims/{agreed}/answer", new { answer = "offer", amountFen = 500, words = "运输中压的" }, HttpStatusCode.OK);
        Assert.Equal(500, Fen((await buyer.Post($"claims/{agreed}/reply", new { reply = "accept" }, HttpStatusCode.OK))["awardFen"]));
        Assert.Equal("withdrawn", Text((await buyer.Post($"claims/{await Claimed(second)}/reply", new { reply = "withdraw" }, HttpStatusCode.OK))["state"]));
        var money = await Money();
        Assert.Equal((0, 500), (money.Frozen, money.Refunded));
    }

    [Fact]
    public async Task What_is_left_out_of_a_word_about_money_is_never_guessed()
    {
        var order = await Paid();
        await Arrives(order);
        var claim = await Claimed(order);
        await Refused(grower, $"shop-claims/{claim}/answer", new { words = "好" }, HttpStatusCode.BadRequest, "malformed");
        await Refused(grower, $"shop-claims/{claim}/answer", new { answer = "perhaps", words = "好" }, HttpStatusCode.BadRequest, "malformed");
        await Refused(grower, $"shop-claims/{claim}/answer", new { answer = "offer", words = "好" }, HttpStatusCode.UnprocessableEntity, "amount-out-of-range", "amountFen");
        await Refused(buyer, $"claims/{claim}/reply", new { words = "好" }, HttpStatusCode.BadRequest, "malformed");
        await Refused(judge, $"operator-claims/{claim}/decision", new { words = "好" }, HttpStatusCode.BadRequest, "malformed");
        await Refused(grower, $"shop-orders/{order}/refunds", new { parts = new[] { new { amountFen = 100 } }, note = "好" }, HttpStatusCode.BadRequest, "malformed");
        await Refused(grower, $"shop-orders/{order}/refunds", new { parts = new object?[] { null }, note = "好" }, HttpStatusCode.BadRequest, "malformed");
        await Refused(grower, $"shop-orders/{order}/refunds", new { parts = new[] { new { line = 1 } }, note = "好" }, HttpStatusCode.BadRequest, "malformed");
        await Refused(grower, $"shop-orders/{order}/refunds", new { note = "好" }, HttpStatusCode.UnprocessableEntity, "invalid", "parts");
    }

    [Fact]
    public async Task A_claim_that_may_not_be_is_refused_and_changes_nothing()
    {
        var order = await Paid((scene.FiveJin, 2), (scene.TenJin, 1));
        var path = $"orders/{order}/lines/1/claims";
        var photo = await Photo(buyer);
        object Body(long badUnits = 800, string words = "压烂了", params string[] photos) => new { badUnits, words, photos = photos.Length > 0 ? photos : [photo] };

        await Refused(buyer, path, Body(), HttpStatusCode.UnprocessableEntity, "not-received");
        await Arrives(order);
        await Refused(buyer, path, Body(5_001), HttpStatusCode.UnprocessableEntity, "more-than-ordered", "badUnits");
        await Refused(buyer, path, Body(0), HttpStatusCode.UnprocessableEntity, "invalid", "badUnits");
        await Refused(buyer, path, Body(words: " "), HttpStatusCode.UnprocessableEntity, "invalid", "words");
        await Refused(buyer, path, new { badUnits = 800, words = "压烂了" }, HttpStatusCode.UnprocessableEntity, "invalid", "photos");
        await Refused(buyer, path, Body(photos: "made-up"), HttpStatusCode.UnprocessableEntity, "photo-unknown", "photos");
        await Refused(buyer, $"orders/{order}/lines/3/claims", Body(), HttpStatusCode.NotFound, "not-found");
        await Refused(buyer, $"orders/{order}/lines/first/claims", Body(), HttpStatusCode.NotFound, "not-found");
        await Refused(stranger, path, Body(), HttpStatusCode.NotFound, "not-found");
        await Refused(grower, path, Body(), HttpStatusCode.NotFound, "not-found");
        await Refused(ApiClient.Of(market), path, Body(), HttpStatusCode.Unauthorized, "sign-in-needed");

        await buyer.Post(path, Body());
        await Refused(buyer, path, Body(), HttpStatusCode.UnprocessableEntity, "claimed-before");
        market.Clock.Advance(TimeSpan.FromHours(49));
        await SignIn();
        await Refused(buyer, $"orders/{order}/lines/2/claims", Body(), HttpStatusCode.UnprocessableEntity, "claim-too-late");
        Assert.All(await buyer.List($"orders/{order}/claimable"), line => Assert.False(line!["may"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_shop_refunds_in_parts_and_a_request_sent_twice_refunds_once()
    {
        var order = await Paid((scene.FiveJin, 2), (scene.TenJin, 1));
        var path = $"shop-orders/{order}/refunds";
        var left = await grower.Get($"shop-orders/{order}/refundable");
        Assert.Equal([1, 2, null], left["parts"]!.AsArray().Select(part => part!["line"]?.GetValue<int>()));
        Assert.Equal([Goods, 6_800, Fen(left["paidFen"]) - Goods - 6_800], left["parts"]!.AsArray().Select(part => Fen(part!["refundableFen"])));

        static object Body(long second, long freight) => new { parts = new[] { new { line = (int?)2, amountFen = second }, new { line = (int?)null, amountFen = freight } }, note = "晚发了一天" };
        for (var sent = 0; sent < 2; sent++)
            Assert.Equal(700, Fen((await grower.Post(path, Body(500, 200), key: "r-1"))["amountFen"]));
        Assert.Equal(1, (await Money()).Refunds);
        var before = await Money();
        Assert.Equal("idempotency-key-reused", Text((await grower.Post(path, Body(501, 200), HttpStatusCode.Conflict, "r-1"))["code"]));
        Assert.Equal(before, await Money());

        left = await grower.Get($"shop-orders/{order}/refundable");
        Assert.Equal([Goods, 6_300, Fen(left["paidFen"]) - Goods - 7_000], left["parts"]!.AsArray().Select(part => Fen(part!["refundableFen"])));
        Assert.Equal((700, "shop", "晚发了一天"), (Fen(left["refunds"]![0]!["amountFen"]), Text(left["refunds"]![0]!["reason"]), Text(left["refunds"]![0]!["note"])));
        var refund = Assert.Single(await buyer.List($"orders/{order}/refunds"))!;
        Assert.Equal((700, "晚发了一天"), (Fen(refund["amountFen"]), Text(refund["note"])));

        await Refused(grower, path, Body(6_301, 0), HttpStatusCode.UnprocessableEntity, "more-than-left", "parts[0].amountFen");
        await Refused(grower, path, Body(6_300, 9_999), HttpStatusCode.UnprocessableEntity, "more-than-left", "parts[1].amountFen");
        await Refused(grower, path, Body(long.MaxValue, long.MaxValue), HttpStatusCode.UnprocessableEntity, "more-than-left", "parts[0].amountFen");
        await Refused(grower, path, Body(0, 0), HttpStatusCode.UnprocessableEntity, "invalid", "parts");
        await Refused(grower, path, Body(-1, 1), HttpStatusCode.UnprocessableEntity, "invalid", "parts");
        await Refused(grower, path, new { parts = new[] { new { line = 1, amountFen = 100 }, new { line = 1, amountFen = 100 } }, note = "两次" }, HttpStatusCode.UnprocessableEntity, "invalid", "parts");
        await Refused(grower, path, new { parts = new[] { new { line = 3, amountFen = 100 } }, note = "没有" }, HttpStatusCode.UnprocessableEntity, "line-unknown", "parts[0].line");
        await Refused(grower, path, new { parts = new[] { new { line = 1, amountFen = 100 } } }, HttpStatusCode.UnprocessableEntity, "invalid", "note");

        var all = new { parts = new[] { new { line = 2, amountFen = 6_300 } }, note = "平台来退" };
        for (var sent = 0; sent < 2; sent++)
            await judge.Post($"operator-orders/{order}/refunds", all, key: "r-1");
        Assert.Equal([700, 6_300], (await buyer.List($"orders/{order}/refunds")).Select(each => Fen(each!["amountFen"])));
        Assert.Equal(0, Fen((await judge.Get($"operator-orders/{order}/refundable"))["parts"]![1]!["refundableFen"]));
        await Refused(judge, $"operator-orders/{order}/refunds", all, HttpStatusCode.UnprocessableEntity, "more-than-left", "parts[0].amountFen");
        await Refused(judge, "operator-orders/none/refunds", all, HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task The_refund_shown_in_the_document_can_be_sent()
    {
        var document = JsonNode.Parse(await buyer.Http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;
        var example = document["components"]!["schemas"]!["ShopRefundBody"]!["examples"]![0]!;
        Assert.Equal(1_700, Fen((await grower.Post($"shop-orders/{await Paid()}/refunds", example))["amountFen"]));
    }

    [Fact]
    public async Task The_money_of_others_is_not_there()
    {
        var order = await Paid();
        await Arrives(order);
        var claim = await Claimed(order);
        var refund = new { parts = new[] { new { line = 1, amountFen = 100 } }, note = "退" };

        foreach (var path in (string[])[$"orders/{order}/refunds", $"orders/{order}/claimable", $"claims/{claim}"])
        {
            await stranger.Get(path, HttpStatusCode.NotFound);
            await grower.Get(path, HttpStatusCode.NotFound);
            await ApiClient.Of(market).Get(path, HttpStatusCode.Unauthorized);
        }
        await Refused(stranger, $"claims/{claim}/reply", new { reply = "withdraw" }, HttpStatusCode.NotFound, "not-found");

        // By a stranger in the shop's name, and from the stranger's own shop.
        foreach (var shop in (string[])["?shop=" + scene.Shop, ""])
        {
            await stranger.Get($"shop-claims/{claim}{shop}", HttpStatusCode.NotFound);
            await stranger.Get($"shop-orders/{order}/refundable{shop}", HttpStatusCode.NotFound);
        }
        foreach (var path in (string[])["shop-claims", "shop-statement", "shop-settlements"])
        {
            await stranger.Get($"{path}?shop={scene.Shop}", HttpStatusCode.NotFound);
            await buyer.Get(path, HttpStatusCode.NotFound);
        }
        Assert.Empty((await stranger.Get("shop-claims"))["items"]!.AsArray());
        Assert.Empty((await stranger.Get("shop-statement"))["items"]!.AsArray());
        foreach (var shop in (string?[])[scene.Shop, null])
        {
            await Refused(stranger, $"shop-claims/{claim}/answer", new { shop, answer = "accept" }, HttpStatusCode.NotFound, "not-found");
            await Refused(stranger, $"shop-orders/{order}/refunds", new { shop, refund.parts, refund.note }, HttpStatusCode.NotFound, "not-found");
        }
        await Refused(buyer, $"shop-orders/{order}/refunds", refund, HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_packer_sees_claims_and_leaves_the_money_alone()
    {
        var order = await Paid();
        await Arrives(order);
        var claim = await Claimed(order);
        await market.Look(db => db.Set<ShopMember>().Where(member => member.ShopId == scene.ShopId && member.UserId != scene.Owner)
            .ExecuteUpdateAsync(member => member.SetProperty(m => m.Role, ShopRole.Packer)));

        Assert.Single((await grower.Get("shop-claims"))["items"]!.AsArray());
        Assert.Empty(May(await grower.Get("shop-claims/" + claim)));
        await Refused(grower, $"shop-claims/{claim}/answer", new { answer = "accept" }, HttpStatusCode.Forbidden, MembersOnly.RoleTooLow);
        await Refused(grower, $"shop-orders/{order}/refunds", new { parts = new[] { new { line = 1, amountFen = 100 } }, note = "退" }, HttpStatusCode.Forbidden, MembersOnly.RoleTooLow);
        foreach (var path in (string[])[$"shop-orders/{order}/refundable", "shop-statement", "shop-settlements"])
            await grower.Get(path, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_books_are_the_operators()
    {
        var order = await Paid();
        var trial = await judge.Get("trial-balance");
        Assert.Equal((Goods + Freight, Goods + Freight), (Fen(trial["debitsFen"]), Fen(trial["creditsFen"])));
        Assert.Equal(
            [("gateway", "demo", Goods + Freight), ("held", null, Goods + Freight)],
            trial["accounts"]!.AsArray().Select(row => (Text(row!["account"]), row["gateway"]?.GetValue<string>(), Fen(row["balanceFen"]))));
        Assert.Equal(0, (await judge.Get("reconciliation?from=2026-07-01&to=2026-07-01"))["unmatched"]!.GetValue<int>());
        await judge.Get("reconciliation?from=2026-07-02&to=2026-07-01", HttpStatusCode.UnprocessableEntity);
        await judge.Get("reconciliation?from=2026-01-01&to=2026-07-01", HttpStatusCode.UnprocessableEntity);
        await judge.Get("reconciliation?from=yesterday&to=2026-07-01", HttpStatusCode.BadRequest);
        await judge.Get("reconciliation", HttpStatusCode.BadRequest);
        await judge.Get("operator-claims?state=lost", HttpStatusCode.UnprocessableEntity);

        foreach (var path in (string[])["trial-balance", "reconciliation?from=2026-07-01&to=2026-07-01", "operator-claims", "operator-claims/1", $"operator-orders/{order}/refundable"])
        {
            foreach (var ordinary in (ApiClient[])[buyer, grower])
                Assert.Equal("forbidden", Text((await ordinary.Get(path, HttpStatusCode.Forbidden))["code"]));
            await ApiClient.Of(market).Get(path, HttpStatusCode.Unauthorized);
        }
        await Refused(grower, "operator-claims/1/decision", new { amountFen = 1, words = "判" }, HttpStatusCode.Forbidden, "forbidden");
        await Refused(grower, $"operator-orders/{order}/refunds", new { parts = new[] { new { line = 1, amountFen = 100 } }, note = "退" }, HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_statement_is_read_page_by_page()
    {
        for (var n = 0; n < 3; n++)
            await Paid();
        var statement = await grower.Get("shop-statement");
        Assert.Equal((3 * (Goods + Freight), 0, 0), (Fen(statement["heldFen"]), Fen(statement["payableFen"]), Fen(statement["inSettlementFen"])));
        Assert.Null(statement["next"]);
        Assert.Equal(3, statement["items"]!.AsArray().Count);

        var read = new List<JsonNode?>();
        string? after = null;
        do
        {
            var page = await grower.Get("shop-statement?size=2" + (after is null ? "" : "&after=" + after));
            Assert.Equal(statement["heldFen"]!.ToJsonString(), page["heldFen"]!.ToJsonString());
            read.AddRange(page["items"]!.AsArray());
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);
        Assert.Equal(statement["items"]!.AsArray().Select(row => row!.ToJsonString()), read.Select(row => row!.ToJsonString()));
        Assert.All(read, row => Assert.Equal(("held", "order-paid", Goods + Freight), (Text(row!["account"]), Text(row["what"]), Fen(row["changeFen"]))));
        await grower.Get("shop-statement?size=101", HttpStatusCode.UnprocessableEntity);
        await grower.Get("shop-statement?size=0", HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Claims_are_read_page_by_page()
    {
        for (var n = 0; n < 3; n++)
        {
            var order = await Paid();
            await Arrives(order);
            await Claimed(order);
        }
        foreach (var (who, path) in ((ApiClient, string)[])[(grower, "shop-claims"), (judge, "operator-claims")])
        {
            var all = (await who.Get(path))["items"]!.AsArray().Select(row => Text(row!["number"])).ToList();
            Assert.Equal(3, all.Count);
            var first = await who.Get(path + "?size=2");
            var second = await who.Get($"{path}?size=2&after={first["next"]}");
            Assert.Null(second["next"]);
            Assert.Equal(all, first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(row => Text(row!["number"])));
            await who.Get(path + "?size=101", HttpStatusCode.UnprocessableEntity);
        }
    }

    [Fact]
    public async Task A_shop_reads_what_it_was_paid_page_by_page()
    {
        await market.Given(db =>
        {
            for (var day = 1; day <= 3; day++)
            {
                var settlement = new Settlement { Number = $"S2026070{day}", CreatedAt = market.Clock.GetUtcNow() };
                settlement.Lines.Add(LineOf(scene, position: 1, 1_000 * day));
                settlement.Lines.Add(LineOf(elsewhere, position: 2, 7));
                db.Add(settlement);
            }
            return Task.CompletedTask;
        });
        var first = await grower.Get("shop-settlements?size=2");
        var second = await grower.Get($"shop-settlements?size=2&after={first["next"]}");
        Assert.Null(second["next"]);
        Assert.Equal(
            [("S20260703", 3_000, "8901", "pending"), ("S20260702", 2_000, "8901", "pending"), ("S20260701", 1_000, "8901", "pending")],
            first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(row => (Text(row!["number"]), Fen(row["amountFen"]), Text(row["account"]), Text(row["state"]))));
        await grower.Get("shop-settlements?size=101", HttpStatusCode.UnprocessableEntity);
    }

    private static SettlementLine LineOf(FarmScene farm, int position, long fen) => new()
    {
        ShopId = farm.ShopId,
        Position = position,
        Amount = new(fen),
        Holder = "黄阿美",
        Bank = "农行百色分行",
        NumberProtected = "-",
        LastFour = "8901",
    };

    [Fact]
    public async Task A_checkout_is_paid_by_transfer_where_the_market_takes_them()
    {
        var (checkout, _) = await Ordered((scene.FiveJin, 2));
        var path = $"checkouts/{checkout}/bank-transfer";
        await buyer.Get(path, HttpStatusCode.NotFound);
        await buyer.Post(path + "/proof", new { photo = await Photo(buyer) }, HttpStatusCode.NotFound);
        await stranger.Post(path, null, HttpStatusCode.NotFound);

        var chosen = await buyer.Post(path, null, HttpStatusCode.OK);
        Assert.Equal(("田头市集", "农行百色分行", "450100123456", Goods + Freight), (Text(chosen["holder"]), Text(chosen["bank"]), Text(chosen["account"]), Fen(chosen["amountFen"])));
        Assert.Matches("^FM[2-9A-Z]{6}$", Text(chosen["reference"]));
        Assert.Equal(chosen.ToJsonString(), (await buyer.Post(path, null, HttpStatusCode.OK)).ToJsonString());
        Assert.Equal("2026-07-02T02:00:00Z", Text((await buyer.Get("checkouts/" + checkout))["expiresAt"]));

        Assert.Equal("photo-unknown", Text((await buyer.Post(path + "/proof", new { photo = "made-up" }, HttpStatusCode.UnprocessableEntity))["code"]));
        Assert.Equal("photo-unknown", Text((await buyer.Post(path + "/proof", new { }, HttpStatusCode.UnprocessableEntity))["code"]));
        var photo = await Photo(buyer);
        await stranger.Post(path + "/proof", new { photo }, HttpStatusCode.NotFound);
        await buyer.Post(path + "/proof", new { photo }, HttpStatusCode.OK);
        var shown = await buyer.Get(path);
        Assert.Contains(photo, Text(shown["proof"]), StringComparison.Ordinal);
        Assert.False(shown["arrived"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.OK, (await buyer.Http.GetAsync(Text(shown["proof"]), TestContext.Current.CancellationToken)).StatusCode);
        await stranger.Get(path, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Where_the_market_takes_no_transfers_there_are_none()
    {
        await using var plain = new WebMarket();
        var me = await plain.Account(BuyerPhone);
        await plain.Given(async db => await (await FarmScene.Set(db, plain.Clock.GetUtcNow())).Ordered(db, buyer: me));
        var checkout = await plain.Look(db => db.Set<FarmMarket.Ordering.Checkout>().Select(each => each.Number).SingleAsync());
        var client = ApiClient.Of(plain);
        await client.SignIn(BuyerPhone);
        await client.Get("checkouts/" + checkout);
        await client.Post($"checkouts/{checkout}/bank-transfer", null, HttpStatusCode.NotFound);
        await client.Get($"checkouts/{checkout}/bank-transfer", HttpStatusCode.NotFound);
    }
}
