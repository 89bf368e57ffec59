using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace FarmMarket.Web.Api;

/// <summary>How the API writes and reads: made at build for all that goes over the wire, camelCase, words for states, UTC with Z.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(AccountsApi.NewCode))]
[JsonSerializable(typeof(AccountsApi.NewAccount))]
[JsonSerializable(typeof(AccountsApi.Login))]
[JsonSerializable(typeof(AccountsApi.Refresh))]
[JsonSerializable(typeof(AccountsApi.Account))]
[JsonSerializable(typeof(AccountsApi.Tokens))]
[JsonSerializable(typeof(AddressesApi.NewAddress))]
[JsonSerializable(typeof(IReadOnlyList<AddressesApi.SavedAddress>))]
[JsonSerializable(typeof(IReadOnlyList<RegionsApi.Region>))]
[JsonSerializable(typeof(ListingsApi.ListingPage))]
[JsonSerializable(typeof(ListingsApi.Listing))]
[JsonSerializable(typeof(OrdersApi.OrderBody))]
[JsonSerializable(typeof(OrdersApi.PlacedCheckout))]
[JsonSerializable(typeof(OrdersApi.ShownCheckout))]
[JsonSerializable(typeof(OrdersApi.DemoPayment))]
[JsonSerializable(typeof(OrdersApi.Paid))]
[JsonSerializable(typeof(OrdersApi.OrderPage))]
[JsonSerializable(typeof(OrdersApi.ShownOrder))]
[JsonSerializable(typeof(OrdersApi.CancelBody))]
[JsonSerializable(typeof(ShopListingsApi.ListingBody))]
[JsonSerializable(typeof(ShopListingsApi.EditedListing))]
[JsonSerializable(typeof(ShopListingsApi.CreatedListing))]
[JsonSerializable(typeof(ShopListingsApi.StockMoveBody))]
[JsonSerializable(typeof(ShopListingsApi.StockLeft))]
[JsonSerializable(typeof(ShopOrdersApi.ShopOrderPage))]
[JsonSerializable(typeof(ShopOrdersApi.ShipmentBody))]
[JsonSerializable(typeof(ShopOrdersApi.Sent))]
[JsonSerializable(typeof(IReadOnlyList<ShopOrdersApi.Carrier>))]
[JsonSerializable(typeof(PhotosApi.KeptPhoto))]
[JsonSerializable(typeof(IReadOnlyList<MoneyApi.MyRefund>))]
[JsonSerializable(typeof(IReadOnlyList<MoneyApi.ClaimableLine>))]
[JsonSerializable(typeof(MoneyApi.ClaimBody))]
[JsonSerializable(typeof(MoneyApi.ShownClaim))]
[JsonSerializable(typeof(MoneyApi.ReplyBody))]
[JsonSerializable(typeof(MoneyApi.TransferDetails))]
[JsonSerializable(typeof(MoneyApi.ProofBody))]
[JsonSerializable(typeof(ShopMoneyApi.ClaimPage))]
[JsonSerializable(typeof(ShopMoneyApi.AnswerBody))]
[JsonSerializable(typeof(ShopMoneyApi.Refundable))]
[JsonSerializable(typeof(ShopMoneyApi.ShopRefundBody))]
[JsonSerializable(typeof(ShopMoneyApi.Refunded))]
[JsonSerializable(typeof(ShopMoneyApi.Statement))]
[JsonSerializable(typeof(ShopMoneyApi.SettlementPage))]
[JsonSerializable(typeof(OperatorMoneyApi.TrialBalance))]
[JsonSerializable(typeof(OperatorMoneyApi.Reconciliation))]
[JsonSerializable(typeof(OperatorMoneyApi.DecisionBody))]
[JsonSerializable(typeof(OperatorMoneyApi.RefundBody))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new UtcTime());
    }

    /// <summary>2026-07-01T02:00:00Z.</summary>
    private sealed class UtcTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }
}
