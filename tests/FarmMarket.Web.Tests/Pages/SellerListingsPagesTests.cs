using System.Net;
using System.Text;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NetVips;

namespace FarmMarket.Web.Tests.Pages;

/// <summary>A grower sells from a browser without JavaScript.</summary>
public sealed class SellerListingsPagesTests : IAsyncLifetime
{
    private const string At = "/seller/huang/listings";
    private readonly WebMarket market = new();
    private UserId owner;
    private HttpClient grower = null!;

    public async ValueTask InitializeAsync()
    {
        owner = await market.Person("黄秀梅");
        var shop = new Shop
        {
            Slug = "huang",
            Name = new("那满黄家芒果园"),
            Story = new("树上熟到七成才剪。"),
            CountyCode = "451003",
            ContactPhone = "",
            CreatedAt = market.Clock.GetUtcNow(),
        };
        await market.Given(shop);
        await market.Given(new ShopMember { ShopId = shop.Id, UserId = owner, Role = ShopRole.Owner });
        grower = await market.SignedIn(owner);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private static (string, string?)[] Filled(string act) =>
    [
        ("Input.Variety", "guire-82"), ("Input.Pools[0].OpeningStock", "800"), ("Input.Pools[0].Packs[0].Price", "49.8"),
        ("Input.Pools[0].Packs[1].Price", "¥95"), ("act", act),
    ];

    private async Task<string> List()
    {
        var page = await grower.Page(At + "/new");
        var answer = await grower.Submit(page, "#listing-form", At + "/new", Filled("publish"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await market.Look(db => db.Set<Listing>().OrderByDescending(listing => listing.Id).Select(listing => listing.Slug).FirstAsync());
    }

    [Fact]
    public async Task An_empty_shop_says_what_to_do()
    {
        var page = await grower.Page(At);

        Assert.Equal(At + "/new", page.QuerySelector(".empty a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_grower_lists_with_what_the_form_suggests_and_a_few_numbers()
    {
        await List();

        var listing = await market.Look(db => db.Set<Listing>().SingleAsync());
        Assert.Equal(("田阳桂热82号（桂七）", "451003", ListingStatus.OnSale, new Money(4_980)), (listing.Title.Zh, listing.CountyCode, listing.Status, listing.FromPrice));
        Assert.Equal(400_000, (await market.Look(db => db.Set<StockPool>().SingleAsync())).Available);
        Assert.Contains("田阳桂热82号", (await grower.Page(At)).QuerySelector("tbody th")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_comes_back_with_what_was_typed_and_every_reason_at_its_field()
    {
        var page = await grower.Page(At + "/new");

        var answer = await grower.Submit(page, "#listing-form", At + "/new",
            ("Input.Variety", "guire-82"), ("Input.Title", "我家的桂七"), ("Input.ClaimHours", "72"), ("Input.Pools[0].Packs[0].Price", "三十"), ("Input.Pools[0].Packs[1].Price", "95"),
            ("act", "publish"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var back = await answer.Document();
        Assert.Equal("我家的桂七", back.QuerySelector("[name='Input.Title']")!.GetAttribute("value"));
        Assert.Equal("三十", back.QuerySelector("[name='Input.Pools[0].Packs[0].Price']")!.GetAttribute("value"));
        Assert.Equal("72", back.QuerySelector("[name='Input.ClaimHours'] option[selected]")!.GetAttribute("value"));
        var link = back.QuerySelector("[data-error-summary] a")!.GetAttribute("href")!;
        Assert.Equal("Input.Pools[0].Packs[0].Price", back.GetElementById(link[1..])!.GetAttribute("name"));
        Assert.Equal(0, await market.Look(db => db.Set<Listing>().CountAsync()));
    }

    [Fact]
    public async Task A_grower_chooses_how_long_buyers_may_claim_and_is_told_what_cannot_be_promised()
    {
        var page = await grower.Page(At + "/new");
        Assert.Equal("48", page.QuerySelector("[name='Input.ClaimHours'] option[selected]")!.GetAttribute("value"));

        var refused = await (await grower.Submit(page, "#listing-form", At + "/new", [.. Filled("publish"), ("Input.ClaimHours", "12")])).Document();
        var link = refused.QuerySelector("[data-error-summary] a")!;
        Assert.Equal("坏果包赔的时限在 24 到 168 小时之间", link.TextContent);
        Assert.Equal("Input.ClaimHours", refused.GetElementById(link.GetAttribute("href")![1..])!.GetAttribute("name"));
        Assert.Equal("12", refused.QuerySelector("[name='Input.ClaimHours'] option[selected]")!.GetAttribute("value"));

        Assert.Equal(HttpStatusCode.Redirect, (await grower.Submit(page, "#listing-form", At + "/new", [.. Filled("publish"), ("Input.ClaimHours", "72")])).StatusCode);
        Assert.Equal(72, (await market.Look(db => db.Set<Listing>().SingleAsync())).ClaimHours);
    }

    [Fact]
    public async Task Adding_a_pack_keeps_the_rest_and_tells_what_a_jin_comes_to()
    {
        var page = await grower.Page(At + "/new");

        var answer = await grower.Submit(page, "#listing-form", At + "/new", Filled("add-pack:0"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var back = await answer.Document();
        Assert.Equal(["¥9.96", "¥9.50", "—"], back.QuerySelectorAll("[data-unit-price]").Select(output => output.TextContent));
        Assert.Equal("49.8", back.QuerySelector("[name='Input.Pools[0].Packs[0].Price']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_photo_goes_up_with_the_form_and_a_page_that_pretends_to_be_one_does_not()
    {
        var page = await grower.Page(At + "/new");
        using var mango = (Image.Black(300, 200, bands: 3) + new double[] { 230, 160, 20 }).Cast(Enums.BandFormat.Uchar);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("#listing-form [name='__RequestVerificationToken']")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("upload"), "act" },
            { new StringContent("我家的桂七"), "Input.Title" },
            { new ByteArrayContent(mango.JpegsaveBuffer()), "Uploads", "mango.jpg" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>")), "Uploads", "evil.jpg" },
        };

        var answer = await grower.PostAsync(At + "/new", form, TestContext.Current.CancellationToken);

        var back = await answer.Document();
        Assert.Single(back.QuerySelectorAll(".photo-list li"));
        Assert.Contains("这不是照片", back.QuerySelector("[data-error-summary]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("我家的桂七", back.QuerySelector("[name='Input.Title']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_script_of_another_site_can_not_upload()
    {
        using var plain = new HttpRequestMessage(HttpMethod.Post, "/photos") { Content = new ByteArrayContent([1]) };
        using var elsewhere = new HttpRequestMessage(HttpMethod.Post, "/photos") { Content = new ByteArrayContent([1]) };
        elsewhere.Headers.Add("X-Upload", "photo");
        elsewhere.Headers.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.BadRequest, (await grower.SendAsync(plain, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await grower.SendAsync(elsewhere, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Stock_is_written_into_the_book_and_can_be_taken_along_without_becoming_a_formula()
    {
        var at = $"{At}/{await List()}/stock";
        var answer = await grower.Submit(await grower.Page(at), "main form.sheet", at,
            ("Input.Kind", "Spoiled"), ("Input.Quantity", "12.5"), ("Input.Reason", "=1+1"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        var lines = (await grower.Page(at)).QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td.end").Select(cell => cell.TextContent.Trim()));
        Assert.Equal([["−12.5 斤", "787.5 斤"], ["+800 斤", "800 斤"]], lines);
        var csv = await grower.GetStringAsync(at + "?handler=export&format=csv", TestContext.Current.CancellationToken);
        Assert.Contains("'=1+1", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_is_looked_at_then_imported_and_what_is_broken_is_named()
    {
        var page = await grower.Page(At + "/import");
        var file = "商品名称,品种,产地县,等级,规格,每份斤数或个数,价格（元）\n好芒果,金煌,田东县,一级,5斤装,5,39.8\n坏芒果,金煌,田东县,一级,5斤装,5,三十\n";
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("main form [name='__RequestVerificationToken']")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "File", "商品.csv" },
        };

        var handedIn = await grower.PostAsync(At + "/import", form, TestContext.Current.CancellationToken);
        var at = handedIn.Headers.Location!.ToString();
        var preview = await grower.Page(at);

        Assert.Equal(["第 3 行", "价格（元）", "要填数字，不是 三十"], preview.QuerySelector("tbody tr")!.Children.Select(cell => cell.TextContent.Trim()));
        Assert.Equal(0, await market.Look(db => db.Set<Listing>().CountAsync()));
        Assert.Equal(HttpStatusCode.Redirect, (await grower.Submit(preview, "#import form", at)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/new")]
    [InlineData("/import")]
    public async Task A_stranger_finds_no_back_room(string path)
    {
        var stranger = await market.SignedIn(await market.Person());

        await stranger.Page(At + path, HttpStatusCode.NotFound);
    }
}
