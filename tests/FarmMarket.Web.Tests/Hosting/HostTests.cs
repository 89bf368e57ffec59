using System.Net;
using FarmMarket.Web.Tests.Support;

namespace FarmMarket.Web.Tests.Hosting;

public sealed class HostTests
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/")]
    public async Task Answers(string path)
    {
        await using var market = new WebMarket();
        var answer = await market.Visitor().GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Every_answer_carries_a_policy_without_inline_script()
    {
        await using var market = new WebMarket();
        var answer = await market.Visitor().GetAsync("/");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }
}
