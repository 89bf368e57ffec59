using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FarmMarket.Training;
using FarmMarket.Web.Tests.Accounts;
using FarmMarket.Web.Tests.Support;

namespace FarmMarket.Web.Tests.Api;

/// <summary>Courses and question files for a phone client and other tools.</summary>
public sealed class CoursesApiTests : IAsyncLifetime
{
    private readonly WebMarket market = new();
    private ApiClient client = null!;

    public async ValueTask InitializeAsync()
    {
        await market.Account();
        client = ApiClient.Of(market);
        await market.Send(
            new PublishCourse.Command("open", new("开店", "Open a shop"), new("从零开始。"), new("果农"), 3, null,
                [new(new("准备"), [new("what", new("卖什么"), new("先想好。"), 5, true), new("how", new("怎么卖"), new("定价。"), 8, false)])]),
            await market.Person(), isOperator: true);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task A_course_is_found_taken_and_completed()
    {
        Assert.Equal("open", (await client.Get("courses"))["items"]![0]!["slug"]!.GetValue<string>());
        Assert.Null((await client.Get("courses/open"))["enrolment"]);
        Assert.Equal("先想好。", (await client.Get("courses/open/lessons/what"))["text"]!["zh"]!.GetValue<string>());
        Assert.Null((await client.Get("courses/open/lessons/how"))["text"]);
        await client.Get("courses/nothing", HttpStatusCode.NotFound);
        await client.Post("courses/open/enrolment", new { }, HttpStatusCode.Unauthorized);

        await client.SignIn(Visits.Phone);
        var taken = await client.Post("courses/open/enrolment", new { }, HttpStatusCode.OK);
        Assert.Equal((0, 2, "what"), (taken["enrolment"]!["done"]!.GetValue<int>(), taken["enrolment"]!["of"]!.GetValue<int>(), taken["enrolment"]!["next"]!.GetValue<string>()));
        Assert.Equal("定价。", (await client.Get("courses/open/lessons/how"))["text"]!["zh"]!.GetValue<string>());
        foreach (var lesson in new[] { "what", "how", "how" })
            taken = await client.Post($"courses/open/lessons/{lesson}/completion", new { }, HttpStatusCode.OK);
        Assert.NotNull(taken["enrolment"]!["completedAt"]);
        Assert.Null(taken["enrolment"]!["next"]);
    }

    [Fact]
    public async Task A_question_file_is_read_and_its_faults_are_named_by_line()
    {
        await client.SignIn(Visits.Phone);
        var read = await Import("gift", "// 一班\n::装箱::一箱芒果垫什么？{=网套 ~%-50%报纸#会掉色 ~什么都不垫}\n\n::坏的::{=a\n\n::斤::10 斤是多少公斤？{#5:0.1}\n");
        Assert.Equal(["装箱", "斤"], read["taken"]!.AsArray().Select(question => question!["name"]!.GetValue<string>()));
        var first = read["taken"]![0]!;
        Assert.Equal((2, "singleChoice"), (first["line"]!.GetValue<int>(), first["kind"]!.GetValue<string>()));
        Assert.Equal([100m, -50m, 0m], first["answers"]!.AsArray().Select(answer => answer!["weight"]!.GetValue<decimal>()));
        Assert.Equal(0.1m, read["taken"]![1]!["answers"]![0]!["tolerance"]!.GetValue<decimal>());
        Assert.Contains(4, read["skipped"]!.AsArray().Select(note => note!["line"]!.GetValue<int>()));

        Assert.Equal("singleChoice", (await Import("aiken", "What?\nA. one\nB. two\nANSWER: B\n"))["taken"]![0]!["kind"]!.GetValue<string>());
        Assert.Equal("trueFalse", (await Import("moodle-xml", """
            <?xml version="1.0"?><quiz><question type="truefalse"><name><text>t</text></name><questiontext format="html"><text><![CDATA[<p>Yes?</p>]]></text></questiontext>
            <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>
            """))["taken"]![0]!["kind"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("format=gift&preview=true", "\0\u0001\u0002", "not-text")]
    [InlineData("format=word&preview=true", "x", "word-unknown")]
    [InlineData("format=gift", "x", "preview-only")]
    [InlineData("format=gift&preview=true", "", "questions-empty")]
    public async Task What_can_not_be_read_is_refused_with_the_reason(string query, string file, string code)
    {
        await client.SignIn(Visits.Phone);
        using var answer = await client.Http.PostAsync("/api/v1/question-imports?" + query, new StringContent(file, Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(code, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]!.GetValue<string>());
    }

    private async Task<JsonNode> Import(string format, string file)
    {
        using var answer = await client.Http.PostAsync($"/api/v1/question-imports?format={format}&preview=true", new StringContent(file, Encoding.UTF8, "text/plain"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
