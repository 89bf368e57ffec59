using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Jobs;
using FarmMarket.Kernel;
using FarmMarket.Outgoing;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Pages;

public sealed class AdminPagesTests : IAsyncLifetime
{
    private static readonly string[] Pages = ["/admin", "/admin/shops", "/admin/listings", "/admin/stock", "/admin/find", "/admin/jobs", "/admin/audit"];

    private readonly WebMarket market = new();
    private HttpClient operating = null!;
    private string shop = "";

    public async ValueTask InitializeAsync()
    {
        operating = await market.SignedIn(await market.Person("老陈"), "zh", Roles.Operator);
        var owner = await market.Person("阿美");
        shop = await market.Send(new OpenShop.Command("田阳阿美果园", null, "451003", null, "树上熟到七成才剪，剪下当天装箱。<script>alert(1)</script>", null, "13807761234"), owner);
        await market.Send(new SaveFreight.Command(shop, FreightPresets.All[0].Terms, null), owner);
        var id = await market.Look(db => db.Set<Shop>().Select(s => s.Id).SingleAsync());
        var listing = new Listing
        {
            ShopId = id,
            Slug = "gui-qi",
            Title = new("桂七芒果", "Guiqi mango"),
            CategoryCode = "mango",
            CountyCode = "451003",
            Description = new("青皮"),
            Storage = new("常温"),
        };
        listing.Photos.Add(new() { Key = "photo" });
        var pool = new StockPool { Grade = Grade.Special, Unit = StockUnit.Gram };
        pool.Packs.Add(new() { Name = new("5斤装"), BaseUnits = 2500, GrossWeight = new(2950), Price = Money.Yuan(39.9m) });
        listing.Pools.Add(pool);
        listing.Publish(market.Clock.GetUtcNow());
        await market.Given(listing);
        await market.Look(db => db.Set<Shop>().ExecuteUpdateAsync(set => set.SetProperty(s => s.CoverKey, "cover")));
        await market.Send(new HandInShop.Command(shop), owner);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task Only_operators_get_in()
    {
        var grower = await market.SignedIn(await market.Person());
        foreach (var page in Pages.Append($"/admin/shops/{shop}").Append("/admin/listings/gui-qi"))
        {
            Assert.Contains("/sign-in", (await market.Visitor().GetAsync(page)).Headers.Location?.ToString(), StringComparison.Ordinal);
            var answer = await grower.GetAsync(page);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound || answer.Headers.Location?.ToString().Contains("/errors/404", StringComparison.Ordinal) == true, page);
            Assert.Equal(HttpStatusCode.OK, (await operating.GetAsync(page)).StatusCode);
        }
        await operating.Page("/admin/shops/no-such", HttpStatusCode.NotFound);
        await operating.Page("/admin/listings/no-such", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_shop_that_waits_is_on_the_front_page_and_is_approved()
    {
        Assert.NotNull((await operating.Page("/admin")).QuerySelector($"a[href='/admin/shops/{shop}']"));
        var at = $"/admin/shops/{shop}";
        var review = await operating.Page(at);
        Assert.Contains("<script>alert(1)</script>", review.QuerySelector(".prose")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(review.QuerySelectorAll(".prose script"));
        Assert.Equal(HttpStatusCode.Redirect, (await operating.Submit(review, "form[action*=Approve]", at)).StatusCode);
        Assert.Equal(ShopStatus.Open, await Status());

        var late = await operating.Submit(review, "form[action*=Approve]", at);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("不在待审核状态", (await late.Document()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_back_needs_a_reason_and_keeps_what_was_typed()
    {
        var at = $"/admin/shops/{shop}";
        var refused = await operating.Submit(await operating.Page(at), "form[action*=SendBack]", at, ("Reason", "差"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("差", (await refused.Document()).QuerySelector<IHtmlTextAreaElement>("[name=Reason]")!.Value.Trim());
        await operating.Submit(await operating.Page(at), "form[action*=SendBack]", at, ("Reason", "封面看不清，请换一张"));
        Assert.Equal(ShopStatus.SentBack, await Status());
        Assert.Contains("封面看不清", (await operating.Page(at)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listing_is_taken_down_and_given_back()
    {
        const string at = "/admin/listings/gui-qi";
        await operating.Submit(await operating.Page(at), "form[action*=TakeDown]", at, ("Reason", "照片不是自己的"));
        Assert.Contains("照片不是自己的", (await operating.Page("/admin/listings?status=TakenDown")).QuerySelector(".board")!.TextContent, StringComparison.Ordinal);
        var down = await operating.Page(at);
        Assert.Contains("下架商品", down.Body!.TextContent, StringComparison.Ordinal);
        await operating.Submit(down, "form[action*=PutBack]", at);
        Assert.Equal(ListingStatus.Paused, await market.Look(db => db.Set<Listing>().Select(listing => listing.Status).SingleAsync()));
    }

    [Fact]
    public async Task A_failed_job_shows_its_error_and_is_retried()
    {
        await market.Given(new Job
        {
            Type = JobTypes.NameOf(typeof(SendMessage.Job)),
            Payload = """{"Message":{"To":"+8613800000000","Subject":"s","Body":"secret code 123456"},"Key":"k"}""",
            CreatedAt = market.Clock.GetUtcNow(),
            // The running application must not pick it up while the test looks.
            DueAt = market.Clock.GetUtcNow().AddDays(1),
            Attempts = 8,
            FailedAt = market.Clock.GetUtcNow(),
            LastError = "SmtpException: <b>unavailable</b>",
        });
        var page = await operating.Page("/admin/jobs");
        Assert.Contains("<b>unavailable</b>", page.QuerySelector(".fault")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("123456", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await operating.Page("/admin")).QuerySelector(".tile-blush"));
        Assert.Equal(HttpStatusCode.Redirect, (await operating.Submit(page, "form[action*=Retry]", "/admin/jobs")).StatusCode);
        Assert.Equal(0, await market.Look(db => db.Set<Job>().CountAsync(job => job.FailedAt != null)));
    }

    [Fact]
    public async Task Lists_say_so_when_they_are_empty()
    {
        Assert.NotNull((await operating.Page("/admin/shops?q=没有这家")).QuerySelector(".empty"));
        Assert.NotNull((await operating.Page("/admin/listings?q=没有这个")).QuerySelector(".empty"));
        Assert.NotNull((await operating.Page("/admin/find?q=没有的东西")).QuerySelector(".empty"));
        Assert.NotNull((await operating.Page("/admin/jobs")).QuerySelector(".empty"));
        Assert.NotNull((await operating.Page("/admin/audit?action=no.such")).QuerySelector(".empty"));
        Assert.NotNull((await operating.Page("/admin/stock")).QuerySelector(".alert-success"));
    }

    [Fact]
    public async Task Stock_that_does_not_add_up_is_shown()
    {
        await market.Look(db => db.Set<StockPool>().ExecuteUpdateAsync(set => set.SetProperty(pool => pool.Available, 2500)));
        var page = await operating.Page("/admin/stock");
        Assert.Contains("桂七芒果", page.QuerySelector(".board")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trail_can_be_followed_and_filtered()
    {
        Assert.Contains("提交审核", (await operating.Page("/admin/audit?action=shop.handed-in")).QuerySelector(".board")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await operating.Page($"/admin/audit?subject=shop:{shop}&from=2026-07-01&to=2026-07-01")).QuerySelector(".board"));
        Assert.NotNull((await operating.Page("/admin/audit?to=2026-06-30")).QuerySelector(".empty"));
        await operating.Page("/admin/audit?from=rubbish&by=abc&after=zz");
        await operating.Page("/admin/shops?status=rubbish");
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task Every_page_is_wholly_in_the_readers_language(string language)
    {
        var client = await market.SignedIn(await market.Person("Chen"), language, Roles.Operator);
        foreach (var page in Pages)
        {
            var document = await client.Page(page);
            Assert.Equal(language == "en" ? "en" : "zh-CN", document.DocumentElement.GetAttribute("lang"));
            if (language == "en")
                Assert.DoesNotMatch("[\\u4e00-\\u9fff]", document.QuerySelector("main .bench-side")!.TextContent + document.QuerySelector("main h1")!.TextContent);
        }
    }

    private Task<ShopStatus> Status() => market.Look(db => db.Set<Shop>().Where(s => s.Slug == shop).Select(s => s.Status).SingleAsync());
}
