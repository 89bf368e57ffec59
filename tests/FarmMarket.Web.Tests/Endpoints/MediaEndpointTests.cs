using System.Net;
using FarmMarket.Media;
using FarmMarket.Web.Tests.Support;
using NetVips;

namespace FarmMarket.Web.Tests.Endpoints;

public sealed class MediaEndpointTests : IAsyncLifetime
{
    private readonly WebMarket market = new();
    private PhotoKey key;

    public async ValueTask InitializeAsync()
    {
        var grower = await market.Person();
        using var mango = (Image.Black(700, 500, bands: 3) + new double[] { 230, 160, 20 }).Cast(Enums.BandFormat.Uchar);
        key = await market.Send(new AddPhoto.Request(new MemoryStream(mango.JpegsaveBuffer())), grower);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Theory]
    [InlineData("320.avif", "image/avif")]
    [InlineData("640.webp", "image/webp")]
    [InlineData("700.jpg", "image/jpeg")]
    public async Task A_photo_may_be_kept_for_ever_and_is_taken_for_nothing_else(string file, string type)
    {
        var answer = await market.Visitor().GetAsync($"/media/{key}/{file}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("public, max-age=31536000, immutable", Assert.Single(answer.Headers.GetValues("Cache-Control")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(answer.Content.Headers.ContentLength, (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Who_asks_again_is_told_that_it_has_not_changed()
    {
        var visitor = market.Visitor();
        var first = await visitor.GetAsync($"/media/{key}/320.avif", TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/media/{key}/320.avif");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await visitor.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("960.avif")]
    [InlineData("320.svg")]
    [InlineData("0320.avif")]
    [InlineData("complete")]
    [InlineData("..%2f320.avif")]
    public async Task What_a_photo_does_not_have_is_not_found_without_a_page(string file)
    {
        var answer = await market.Visitor().GetAsync($"/media/{key}/{file}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Null(answer.Headers.CacheControl);
    }

    [Fact]
    public async Task Another_size_in_the_name_is_another_photo_that_does_not_exist()
    {
        var forged = key with { Width = 1600 };

        var answer = await market.Visitor().GetAsync($"/media/{forged}/320.avif", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
