using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Web.Tests.Pages;

public sealed class SellerPagesTests : IAsyncLifetime
{
    private const string Story = "树上熟到七成才剪，剪下当天装箱。园子六十二亩，树是爸爸嫁接的。";
    private static readonly string[] BackRoom = ["", "/settings", "/holiday", "/members", "/freight"];

    private readonly WebMarket market = new();
    private UserId owner;
    private string shop = "";

    public async ValueTask InitializeAsync()
    {
        owner = await market.Person("阿美");
        shop = await market.Send(new OpenShop.Command("田阳阿美果园", null, "451003", "那满镇", Story, null, "13807761234"), owner);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private async Task<UserId> Member(ShopRole role)
    {
        var person = await market.Person("表弟");
        var invitation = await market.Send(new InviteMember.Command(shop, role, "表弟"), owner);
        await market.Send(new AcceptInvitation.Command(invitation.Token), person);
        return person;
    }

    [Fact]
    public async Task Visitors_are_led_to_sign_in()
    {
        foreach (var path in BackRoom.Select(page => $"/seller/{shop}{page}").Append("/seller").Append("/seller/open"))
        {
            var answer = await market.Visitor().GetAsync(path);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Contains("/sign-in", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task To_strangers_there_is_no_back_room()
    {
        var stranger = await market.SignedIn(await market.Person());
        foreach (var page in BackRoom)
        {
            await stranger.Page($"/seller/{shop}{page}", HttpStatusCode.NotFound);
            await stranger.Page($"/seller/no-such-shop{page}", HttpStatusCode.NotFound);
        }
    }

    [Theory]
    [InlineData(ShopRole.Packer, "/settings", HttpStatusCode.Forbidden)]
    [InlineData(ShopRole.Packer, "/freight", HttpStatusCode.Forbidden)]
    [InlineData(ShopRole.Packer, "/holiday", HttpStatusCode.Forbidden)]
    [InlineData(ShopRole.Packer, "/members", HttpStatusCode.OK)]
    [InlineData(ShopRole.Packer, "", HttpStatusCode.OK)]
    [InlineData(ShopRole.Manager, "/settings", HttpStatusCode.OK)]
    [InlineData(ShopRole.Manager, "/freight", HttpStatusCode.OK)]
    public async Task A_page_opens_from_the_role_on_that_it_needs(ShopRole role, string page, HttpStatusCode expected)
    {
        var document = await (await market.SignedIn(await Member(role))).Page($"/seller/{shop}{page}", expected);
        if (expected == HttpStatusCode.Forbidden)
            Assert.Contains("请找店主帮忙", document.Body!.TextContent, StringComparison.Ordinal);
        else if (role == ShopRole.Packer)
            Assert.DoesNotContain(document.QuerySelectorAll(".bench-nav a"), link => link.GetAttribute("href")!.EndsWith("/freight", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_post_past_the_page_is_refused_by_role_and_by_anti_forgery()
    {
        var packer = await market.SignedIn(await Member(ShopRole.Packer));
        var members = await packer.Page($"/seller/{shop}/members");
        var token = members.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        var refused = await packer.PostAsync($"/seller/{shop}/members?handler=Invite", new FormUrlEncodedContent(
            [new("For", "后门"), new("Role", "Owner"), new("__RequestVerificationToken", token)]));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        var forged = await (await market.SignedIn(owner)).PostAsync($"/seller/{shop}/members?handler=Leave", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(2, await market.Look(db => db.Set<ShopMember>().CountAsync()));
        Assert.Equal(1, await market.Look(db => db.Set<ShopInvitation>().CountAsync()));
    }

    [Fact]
    public async Task A_first_shop_is_opened_and_leads_to_its_checklist()
    {
        var client = await market.SignedIn(await market.Person());
        var mine = await client.Page("/seller");
        Assert.NotNull(mine.QuerySelector(".empty a[href='/seller/open']"));

        var answer = await client.Submit(await client.Page("/seller/open"), "main form", "/seller/open", ("Input.Name", "黄家芒果园"), ("Input.County", "451003"));
        Assert.Equal("/seller/huang-jia-mang-guo-yuan", answer.Headers.Location?.ToString());
        var today = await client.Page("/seller/huang-jia-mang-guo-yuan");
        Assert.Equal(5, today.QuerySelectorAll(".checklist li").Length);
        Assert.True(today.QuerySelector<IHtmlButtonElement>("form[action*=HandIn] button")!.IsDisabled);
        Assert.NotNull((await client.Page("/seller")).QuerySelector("a[href='/seller/huang-jia-mang-guo-yuan']"));
    }

    [Fact]
    public async Task A_refused_opening_keeps_what_was_typed_and_says_why_in_the_readers_language()
    {
        var client = await market.SignedIn(await market.Person(), "en");
        var answer = await client.Submit(await client.Page("/seller/open"), "main form", "/seller/open",
            ("Input.Name", "A"), ("Input.Story", "<b>我的故事</b>"), ("Input.Phone", "12"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Document();
        Assert.Equal("<b>我的故事</b>", page.QuerySelector<IHtmlTextAreaElement>("[name='Input.Story']")!.Value);
        Assert.Equal("A", page.QuerySelector<IHtmlInputElement>("[name='Input.Name']")!.Value);
        var reasons = page.QuerySelectorAll(".error-summary a").Select(link => link.TextContent).ToList();
        Assert.Equal(3, reasons.Count);
        Assert.Contains("A shop's name has 2 to 20 characters.", reasons);
        Assert.All(page.QuerySelectorAll(".error-summary a"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
    }

    [Fact]
    public async Task Submitting_the_opening_twice_opens_one_shop()
    {
        var person = await market.Person();
        var client = await market.SignedIn(person);
        var page = await client.Page("/seller/open");
        (string, string?)[] typed = [("Input.Name", "黄家芒果园"), ("Input.County", "451003")];
        var first = await client.Submit(page, "main form", "/seller/open", typed);
        var second = await client.Submit(page, "main form", "/seller/open", typed);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Single(await market.Send(new MyShops.Query(), person));
    }

    [Fact]
    public async Task An_invitation_is_made_shown_once_and_followed()
    {
        var client = await market.SignedIn(owner);
        var at = $"/seller/{shop}/members";
        await client.Submit(await client.Page(at), "form[action*=Invite]", at, ("For", "表弟"), ("Role", "Packer"));
        var shown = await client.Page(at);
        var link = new Uri(shown.QuerySelector<IHtmlInputElement>("#link")!.Value);
        Assert.StartsWith("data:image/png", shown.QuerySelector("img.qr")!.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Null((await client.Page(at)).QuerySelector("#link"));

        var cousin = await market.Person("表弟");
        var guest = await market.SignedIn(cousin);
        var join = await guest.Page(link.AbsolutePath);
        Assert.Contains("阿美 请您来店里当打包员", join.Body!.TextContent, StringComparison.Ordinal);
        var joined = await guest.Submit(join, "main form", link.AbsolutePath);
        Assert.Equal($"/seller/{shop}", joined.Headers.Location?.ToString());
        Assert.Equal($"/seller/{shop}", (await guest.GetAsync(link.AbsolutePath)).Headers.Location?.ToString());

        var late = await market.SignedIn(await market.Person());
        Assert.NotNull((await late.Page(link.AbsolutePath)).QuerySelector(".empty"));
        await late.Page("/seller/join/no-such-token", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Roles_are_changed_and_members_removed_on_the_page()
    {
        var cousin = await Member(ShopRole.Packer);
        var client = await market.SignedIn(owner);
        var at = $"/seller/{shop}/members";
        var id = cousin.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await client.Submit(await client.Page(at), $"form:has([value='{id}'])[action*=Role]", at, ("to", "Manager"));
        Assert.Contains("管理员", (await client.Page(at)).QuerySelector(".members")!.TextContent, StringComparison.Ordinal);
        await client.Submit(await client.Page(at), $"form:has([value='{id}'])[action*=Remove]", at);
        Assert.Equal(1, await market.Look(db => db.Set<ShopMember>().CountAsync()));
        Assert.Empty((await client.Page(at)).QuerySelectorAll("form[action*=Leave]"));
    }

    [Fact]
    public async Task A_ready_made_freight_set_is_taken_with_one_tap()
    {
        var client = await market.SignedIn(owner);
        var at = $"/seller/{shop}/freight";
        var choosing = await client.Page(at);
        Assert.Equal(FreightPresets.All.Count, choosing.QuerySelectorAll("form[action*=Take]").Length);
        var answer = await client.Submit(choosing, "form[action*=Take]", at);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(FreightPresets.All[0].Terms.Rates.Count, (await client.Page(at)).QuerySelectorAll("fieldset.rate").Length);
        Assert.NotNull(await market.Send(new ShowFreight.Query(shop), owner));
    }

    [Fact]
    public async Task Freight_is_edited_group_by_group_and_saved()
    {
        var client = await market.SignedIn(owner);
        var at = $"/seller/{shop}/freight";
        var own = await client.Page(at + "?own=true");
        var two = await (await client.Submit(own, "#freight", at + "?handler=Add", ("Terms.Rates[0].Provinces", "45"), ("Terms.Rates[0].FirstPrice", "6.5"))).Document();
        Assert.Equal(2, two.QuerySelectorAll("fieldset.rate").Length);
        Assert.Equal("6.5", two.QuerySelector<IHtmlInputElement>("[name='Terms.Rates[0].FirstPrice']")!.Value);
        var one = await (await client.Submit(two, "#freight", at + "?handler=Remove&at=1")).Document();
        Assert.Single(one.QuerySelectorAll("fieldset.rate"));

        Assert.Equal(HttpStatusCode.Redirect, (await client.Submit(one, "#freight", at, ("Terms.FreeFrom", "99"), ("Terms.Pickup", "true"), ("Terms.PickupPlace", "村口"))).StatusCode);
        var saved = (await market.Send(new ShowFreight.Query(shop), owner))!.Terms;
        Assert.Equal((Money.Yuan(99), "村口"), (saved.FreeFrom, saved.PickupPlace!.Zh));
        var rate = Assert.Single(saved.Rates);
        Assert.Equal((Money.Yuan(6.5m), Weight.Kilograms(1)), (rate.FirstPrice, rate.FirstWeight));
        Assert.Equal(["45"], rate.Provinces);
    }

    [Theory]
    [InlineData("abc", "“abc”看不懂，请重新填写")]
    [InlineData("-3", "价格不能是负数，最多 10,000 元")]
    [InlineData("", "价格不能是负数，最多 10,000 元")]
    [InlineData("99999999999999999999", "价格不能是负数，最多 10,000 元")]
    public async Task A_wrong_price_comes_back_as_typed_with_its_reason(string typed, string reason)
    {
        var client = await market.SignedIn(owner);
        var at = $"/seller/{shop}/freight";
        var answer = await client.Submit(await client.Page(at + "?own=true"), "#freight", at, ("Terms.Rates[0].FirstPrice", typed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Document();
        Assert.Equal(typed, page.QuerySelector<IHtmlInputElement>("[name='Terms.Rates[0].FirstPrice']")!.Value);
        var link = page.QuerySelectorAll(".error-summary a").Single(link => link.TextContent == reason);
        Assert.Equal("Terms.Rates[0].FirstPrice", page.QuerySelector(link.GetAttribute("href")!)!.GetAttribute("name"));
    }

    [Fact]
    public async Task Freight_is_tried_on_what_is_typed()
    {
        var client = await market.SignedIn(owner);
        var at = $"/seller/{shop}/freight";
        var tried = await (await client.Submit(await client.Page(at + "?own=true"), "#freight", at + "?handler=Try",
            ("Terms.Rates[0].FirstPrice", "8"), ("Terms.Rates[0].AdditionalPrice", "1.5"), ("Province", "44"), ("Gross", "2.95"), ("Goods", "60"))).Document();
        Assert.Contains("运费 ¥11.00", tried.QuerySelector("#try")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await market.Send(new ShowFreight.Query(shop), owner));
    }

    [Fact]
    public async Task Someone_elses_save_is_not_overwritten_unseen()
    {
        var client = await market.SignedIn(owner);
        var at = $"/seller/{shop}/settings";
        var page = await client.Page(at);
        await client.Submit(page, "form:has([name='Input.Name'])", at, ("Input.Name", "第一个名字"));
        var late = await client.Submit(page, "form:has([name='Input.Name'])", at, ("Input.Name", "第二个名字"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        var again = await late.Document();
        Assert.Equal("第二个名字", again.QuerySelector<IHtmlInputElement>("[name='Input.Name']")!.Value);
        Assert.Equal(HttpStatusCode.Redirect, (await client.Submit(again, "form:has([name='Input.Name'])", at)).StatusCode);
        Assert.Equal("第二个名字", (await market.Send(new ShowShopForm.Query(shop), owner)).Name.Zh);
    }

    [Fact]
    public async Task A_holiday_is_taken_and_ended_on_the_page()
    {
        var client = await market.SignedIn(owner);
        var at = $"/seller/{shop}/holiday";
        var bad = await client.Submit(await client.Page(at), "form.sheet", at, ("Until", "2026-06-01"), ("Note", "歇两天"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Equal("歇两天", (await bad.Document()).QuerySelector<IHtmlTextAreaElement>("[name=Note]")!.Value);
        await client.Submit(await client.Page(at), "form.sheet", at, ("Until", "2026-07-05"), ("Note", "歇两天"));
        Assert.Contains("休假到 2026年7月5日", (await client.Page($"/seller/{shop}")).Body!.TextContent, StringComparison.Ordinal);
        await client.Submit(await client.Page(at), "form[action*=Return]", at);
        Assert.Null((await market.Send(new ShowShopForm.Query(shop), owner)).HolidayUntil);
    }

    [Fact]
    public async Task A_cover_that_is_no_picture_is_refused_and_one_that_is_is_hung()
    {
        var client = await market.SignedIn(owner);
        var at = $"/seller/{shop}/settings";
        async Task<HttpResponseMessage> Upload(byte[] file)
        {
            var page = await client.Page(at);
            var content = new MultipartFormDataContent
            {
                { new StringContent(page.QuerySelector<IHtmlInputElement>("form[action*=Cover] input[name=__RequestVerificationToken]")!.Value), "__RequestVerificationToken" },
                { new ByteArrayContent(file), "photo", "cover.jpg" },
            };
            return await client.PostAsync(at + "?handler=Cover", content);
        }

        var refused = await Upload("<html>not a photo</html>"u8.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("田阳阿美果园", (await refused.Document()).QuerySelector<IHtmlInputElement>("[name='Input.Name']")!.Value);

        var taken = await Upload(await Picture());
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.NotNull((await market.Send(new ShowShopForm.Query(shop), owner)).CoverKey);
        Assert.NotNull((await client.Page(at)).QuerySelector(".cover-now picture"));
    }

    private static Task<byte[]> Picture() => File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "../../../../../src/FarmMarket.Web/wwwroot/icon-512.png"));
}
