using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using FarmMarket.Web.Tests.Accounts;
using FarmMarket.Web.Tests.Support;

namespace FarmMarket.Web.Tests.Api;

/// <summary>A phone client: JSON in and out, a bearer token, nothing of the market's own types.</summary>
internal sealed class ApiClient(HttpClient http)
{
    public static ApiClient Of(WebMarket market, string language = "zh") => new(market.Visitor(language));

    public HttpClient Http => http;

    public async Task<JsonObject> SignIn(string contact, string password = Visits.Password)
    {
        var tokens = await Send(HttpMethod.Post, "login", new { contact, password });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens["accessToken"]!.GetValue<string>());
        return tokens;
    }

    public Task<JsonObject> Get(string path, HttpStatusCode expected = HttpStatusCode.OK) => Send(HttpMethod.Get, path, null, expected);

    /// <summary>A list that is never long: a bare array.</summary>
    public async Task<JsonArray> List(string path) => JsonNode.Parse(await http.GetStringAsync("/api/v1/" + path))!.AsArray();

    public Task<JsonObject> Post(string path, object? body, HttpStatusCode expected = HttpStatusCode.Created, string? key = null) =>
        Send(HttpMethod.Post, path, body, expected, key);

    public async Task<JsonObject> Send(HttpMethod method, string path, object? body, HttpStatusCode? expected = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/" + path);
        if (body is not null)
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected is null ? answer.IsSuccessStatusCode : answer.StatusCode == expected, $"{method} {path}: {(int)answer.StatusCode} {text}");
        if ((int)answer.StatusCode >= 400)
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    public static StringContent Raw(string text, string type = "application/json") => new(text, Encoding.UTF8, type);
}
