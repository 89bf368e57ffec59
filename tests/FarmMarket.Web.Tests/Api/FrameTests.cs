using System.Net;
using System.Text.Json.Nodes;
using FarmMarket.Web.Tests.Accounts;
using FarmMarket.Web.Tests.Support;

namespace FarmMarket.Web.Tests.Api;

public sealed class FrameTests : IAsyncLifetime
{
    private readonly WebMarket market = new();
    private ApiClient client = null!;

    public ValueTask InitializeAsync()
    {
        client = ApiClient.Of(market);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task An_account_is_opened_signs_in_and_renews_its_tokens()
    {
        await client.Post("codes", new { contact = Visits.Phone, purpose = "register" }, HttpStatusCode.Accepted);
        var code = await market.CodeTo(Visits.Phone);
        var account = await client.Post("accounts", new { contact = Visits.Phone, code, password = Visits.Password, displayName = "嘉怡" }, key: "a-1");
        Assert.Equal("嘉怡", account["displayName"]!.GetValue<string>());
        Assert.Null(account["id"]);

        var tokens = await client.SignIn(Visits.Phone);
        Assert.Equal(1800, tokens["expiresIn"]!.GetValue<long>());
        Assert.Equal("+8613812345678", (await client.Get("account"))["phone"]!.GetValue<string>());
        market.Clock.Advance(TimeSpan.FromMinutes(31));
        await client.Get("account", HttpStatusCode.Unauthorized);

        var renewed = await client.Send(HttpMethod.Post, "refresh", new { refreshToken = tokens["refreshToken"]!.GetValue<string>() });
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", renewed["accessToken"]!.GetValue<string>());
        await client.Get("account");
        await client.Send(HttpMethod.Post, "refresh", new { refreshToken = "made up" }, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_wrong_password_is_a_401_in_the_askers_language()
    {
        await market.Account();
        var problem = await ApiClient.Of(market, "en").Send(HttpMethod.Post, "login", new { contact = Visits.Phone, password = "not it at all" }, HttpStatusCode.Unauthorized);
        Assert.Equal("sign-in-failed", problem["code"]!.GetValue<string>());
        Assert.DoesNotMatch("[\u4e00-\u9fff]", problem["title"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("[]", "application/json", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("", "application/json", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("{\"contact\":\"13812345678\",\"purpose\":\"conquer\"}", "application/json", HttpStatusCode.BadRequest, "malformed")]
    [InlineData("contact=13812345678", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType, "not-json")]
    [InlineData("{\"contact\":\"nobody\",\"purpose\":\"register\"}", "application/json", HttpStatusCode.UnprocessableEntity, "contact-invalid")]
    public async Task Bad_input_is_answered_with_what_is_wrong(string body, string type, HttpStatusCode status, string code)
    {
        var problem = await client.Send(HttpMethod.Post, "codes", ApiClient.Raw(body, type), status);
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.Equal((int)status, problem["status"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("GET", "nope", HttpStatusCode.NotFound)]
    [InlineData("GET", "listings/none-such", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "listings", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "orders", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "account", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "listings?page=abc", HttpStatusCode.BadRequest)]
    [InlineData("GET", "listings?page=0", HttpStatusCode.UnprocessableEntity)]
    [InlineData("GET", "listings?size=1000", HttpStatusCode.UnprocessableEntity)]
    [InlineData("GET", "listings?sort=banana", HttpStatusCode.UnprocessableEntity)]
    [InlineData("GET", "regions?parent=99", HttpStatusCode.NotFound)]
    public async Task Every_refusal_is_a_problem(string method, string path, HttpStatusCode status) => await client.Send(new HttpMethod(method), path, null, status);

    [Fact]
    public async Task A_cookie_is_no_key_to_the_api()
    {
        var browser = await market.SignedIn(await market.Person());
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/account")).StatusCode);
    }

    [Fact]
    public async Task The_document_says_of_every_operation_what_it_is_called_and_who_may()
    {
        var document = JsonNode.Parse(await client.Http.GetStringAsync("/openapi/v1.json"))!;
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Path: path.Key, Method: operation.Key, operation.Value)))
            .Where(operation => operation.Value is JsonObject).ToList();
        Assert.All(operations, operation =>
        {
            Assert.StartsWith("/api/v1/", operation.Path, StringComparison.Ordinal);
            Assert.NotNull(operation.Value!["operationId"]);
            Assert.NotNull(operation.Value["summary"]);
        });
        Assert.Equal(operations.Count, operations.DistinctBy(operation => operation.Value!["operationId"]!.GetValue<string>()).Count());
        var placing = document["paths"]!["/api/v1/orders"]!["post"]!;
        Assert.NotNull(placing["security"]);
        Assert.Contains(placing["parameters"]!.AsArray(), parameter => parameter!["name"]!.GetValue<string>() == "Idempotency-Key");
        Assert.Null(document["paths"]!["/api/v1/listings"]!["get"]!["security"]);
        Assert.NotNull(document["components"]!["schemas"]!["OrderBody"]!["examples"]);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_page_for_developers_lists_what_the_document_describes(string language)
    {
        var document = JsonNode.Parse(await client.Http.GetStringAsync("/openapi/v1.json"))!;
        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key["/api/v1".Length..]}"));

        var page = await market.Visitor(language).Page("/developers");

        Assert.Equal(described.Order(), page.QuerySelectorAll("tbody th").Select(operation => operation.TextContent).Order());
        var placing = page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent == "POST /orders");
        Assert.Equal(["Bearer", "Idempotency-Key"], placing.QuerySelectorAll(".tag").Select(tag => tag.TextContent));
        if (language == "en")
            Assert.DoesNotMatch("[\u4e00-\u9fff]", page.QuerySelector("main")!.TextContent);
        else
            Assert.All(page.QuerySelectorAll("tbody td.wide"), sentence => Assert.Matches("[\u4e00-\u9fff]", sentence.TextContent));
        Assert.NotNull((await market.Visitor(language).Page("/")).QuerySelector("footer a[href='/developers']"));
    }
}
