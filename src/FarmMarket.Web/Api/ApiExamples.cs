using System.Text.Json;
using System.Text.Json.Nodes;
using FarmMarket.Accounts;

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
