using System.Text.Json;
using System.Text.Json.Nodes;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Payments;

namespace FarmMarket.Web.Api;

/// <summary>A body of each kind that is sent, as it would be in the demo region.</summary>
internal static class ApiExamples
{
    private static readonly Dictionary<Type, object> Bodies = new()
    {
        [typeof(AccountsApi.NewCode)] = new AccountsApi.NewCode("13812345678", CodePurpose.Register),
        [typeof(AccountsApi.NewAccount)] = new AccountsApi.NewAccount("13812345678", "246810", "a long password", "Jiayi"),
        [typeof(AccountsApi.Login)] = new AccountsApi.Login("13812345678", "a long password", Code: null, SecondStepCode: null),
        [typeof(AddressesApi.NewAddress)] = new AddressesApi.NewAddress("林嘉怡", "13812345678", "440106", "体育西路 1 号", IsDefault: true),
        [typeof(OrdersApi.OrderBody)] = new OrdersApi.OrderBody(
            [new(PackId: 1, Quantity: 2, PriceSeenFen: 4980)], new("林嘉怡", "13812345678", "440106", "体育西路 1 号"), Shops: null, ExpectedTotalFen: null),
        [typeof(OrdersApi.DemoPayment)] = new OrdersApi.DemoPayment(),
        [typeof(ShopListingsApi.ListingBody)] = new ShopListingsApi.ListingBody(
            Shop: null, new("田阳桂七芒果", "Guiqi mangoes from Tianyang"), "mango", "guiqi", VarietyName: null, "451003", UsesGiMark: true, new("树上熟，当天摘。", "Ripened on the tree."), Storage: null,
            new DateOnly(2026, 6, 20), new DateOnly(2026, 8, 10), PresaleShipBy: null,
            [new(Grade.Special, new("单果 250–350 克", "250–350 g each"), [new(PackId: null, new("5斤装", "2.5 kg box"), NetGrams: 2500, Pieces: null, GrossGrams: 3000, PriceFen: 4980)], StockGrams: 500_000)],
            Photos: null, Publish: true),
        [typeof(ShopListingsApi.StockMoveBody)] = new ShopListingsApi.StockMoveBody(Shop: null, PackId: 1, StockMoveKind.Harvested, Grams: 100_000, Pieces: null, Reason: null),
        [typeof(ShopOrdersApi.ShipmentBody)] = new ShopOrdersApi.ShipmentBody(Shop: null, "sf", "SF1234567890123", Lines: null),
        [typeof(MoneyApi.ClaimBody)] = new MoneyApi.ClaimBody(BadUnits: 800, "三个压烂了", ["7q2f0a9k3m5n8p1r4s6t2v0w9x-1600x1200-d8a13c"]),
        [typeof(MoneyApi.ReplyBody)] = new MoneyApi.ReplyBody(BuyerReply.Counter, AmountFen: 1000, "一半都坏了"),
        [typeof(MoneyApi.ProofBody)] = new MoneyApi.ProofBody("7q2f0a9k3m5n8p1r4s6t2v0w9x-1600x1200-d8a13c"),
        [typeof(ShopMoneyApi.AnswerBody)] = new ShopMoneyApi.AnswerBody(Shop: null, ShopAnswer.Offer, AmountFen: 600, "运输中压的，赔一半"),
        [typeof(ShopMoneyApi.ShopRefundBody)] = new ShopMoneyApi.ShopRefundBody(Shop: null, [new(Line: 1, AmountFen: 500), new(Line: null, AmountFen: 1200)], "晚发了一天，运费也退"),
        [typeof(OperatorMoneyApi.DecisionBody)] = new OperatorMoneyApi.DecisionBody(AmountFen: 800, "照片清楚"),
        [typeof(OperatorMoneyApi.RefundBody)] = new OperatorMoneyApi.RefundBody([new(Line: 1, AmountFen: 500)], "店家联系不上，平台先退"),
    };

    private static readonly JsonSerializerOptions Json = Options();

    public static JsonNode? Of(Type type) => Bodies.TryGetValue(type, out var body) ? JsonSerializer.SerializeToNode(body, type, Json) : null;

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
        ApiJson.Configure(options);
        return options;
    }
}
