using System.Net;
using FarmMarket.Accounts;
using FarmMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Web.Tests.Accounts;

public sealed class DoorTests
{
    private const string Form = "main form";

    [Fact]
    public async Task A_stranger_registers_with_a_code_and_is_in()
    {
        await using var market = Visits.Today();
        var browser = market.Visitor();
        var sent = await Press(browser, "/register", "Send", ("Contact", Visits.Phone));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var page = await sent.Document();
        Assert.Equal(Visits.Phone, page.QuerySelector("[name=Contact]")!.GetAttribute("value"));

        var code = await market.CodeTo(Visits.Phone);
        var done = await browser.Submit(page, Form, "/register", ("Code", code), ("Password", Visits.Password), ("DisplayName", "阿美"));
        done.LeadsTo("/");
        Assert.Contains("阿美", (await browser.Page("/account")).Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Presses a button whose <c>formaction</c> leads to another handler.</summary>
    private static async Task<HttpResponseMessage> Press(HttpClient browser, string path, string handler, params (string, string?)[] typed)
    {
        var page = await browser.Page(path);
        page.QuerySelector(Form)!.SetAttribute("action", $"{path}?handler={handler}");
        return await browser.Submit(page, Form, path, typed);
    }

    [Fact]
    public async Task What_was_typed_stays_when_a_code_is_wrong_but_never_a_password()
    {
        await using var market = Visits.Today();
        var browser = market.Visitor();
        var answer = await browser.Submit(
            await browser.Page("/register"), Form, "/register", ("Contact", Visits.Phone), ("Code", "123456"), ("Password", Visits.Password), ("DisplayName", "阿美"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Document();
        Assert.Equal("阿美", page.QuerySelector("[name=DisplayName]")!.GetAttribute("value"));
        Assert.DoesNotContain(Visits.Password, page.Source.Text, StringComparison.Ordinal);
        Assert.Contains("验证码不对", page.QuerySelector("#Code-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_leads_back_where_it_was_needed()
    {
        await using var market = Visits.Today();
        await market.Account();
        var browser = market.Visitor();
        var turnedAway = await browser.GetAsync("/account/security");
        Assert.Equal("/sign-in?back=%2Faccount%2Fsecurity", turnedAway.Headers.Location!.PathAndQuery);
        (await browser.SignIn(back: "/account/security")).LeadsTo("/account/security");
        await browser.Page("/account/security");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/%0d%0aSet-Cookie:x=1")]
    public async Task It_never_leads_to_another_site(string back)
    {
        await using var market = Visits.Today();
        await market.Account();
        var answer = await market.Visitor().SignIn(back: back);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", answer.Headers.Location.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_a_missing_account_look_the_same()
    {
        await using var market = Visits.Today();
        await market.Account();
        async Task<string> Answer(string contact)
        {
            var answer = await market.Visitor().SignIn("not it at all", contact);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            return (await answer.Document()).QuerySelector("[data-error-summary]")!.TextContent.Trim();
        }
        Assert.Equal(await Answer(Visits.Phone), await Answer("13900000000"));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var market = Visits.Today();
        await market.Account();
        var answer = await market.Visitor().PostAsync("/sign-in", new FormUrlEncodedContent([new("Contact", Visits.Phone), new("Password", Visits.Password)]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key == "Set-Cookie" && header.Value.Any(cookie => cookie.StartsWith("market=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        await using var market = Visits.Today();
        await market.Account();
        var cookie = (await market.Visitor().SignIn()).Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("market=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        await using var market = Visits.Today();
        await market.Account();
        var browser = market.Visitor();
        await browser.SignIn();
        (await browser.Submit(await browser.Page("/sign-out"), Form, "/sign-out")).LeadsTo("/");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_code_signs_in_too()
    {
        await using var market = Visits.Today();
        await market.Account();
        market.Clock.Advance(TimeSpan.FromMinutes(2));
        var browser = market.Visitor();
        var sent = await Press(browser, "/sign-in/code", "Send", ("Contact", Visits.Phone));
        var page = await sent.Document();
        (await browser.Submit(page, Form, "/sign-in/code", ("Code", await market.CodeTo(Visits.Phone, 2)))).LeadsTo("/");
    }

    [Fact]
    public async Task A_changed_password_ends_other_sessions_within_ten_minutes_but_not_ones_own()
    {
        await using var market = Visits.Today();
        await market.Account();
        var (here, elsewhere) = (market.Visitor(), market.Visitor());
        await here.SignIn();
        await elsewhere.SignIn();
        (await here.Submit(await here.Page("/account/password"), Form, "/account/password", ("CurrentPassword", Visits.Password), ("NewPassword", "a new one, longer")))
            .LeadsTo("/account/security");
        market.Clock.Advance(TimeSpan.FromMinutes(11));
        await here.Page("/account");
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task Too_many_tries_from_one_address_are_slowed_down()
    {
        await using var market = Visits.Today();
        var browser = market.Visitor();
        var answers = new List<HttpStatusCode>();
        for (var tried = 0; tried < 61; tried++)
            answers.Add((await browser.GetAsync("/sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    [Fact]
    public async Task Demo_accounts_stand_on_the_sign_in_page_and_let_in()
    {
        await using var market = Visits.Today();
        await market.Account();
        market.Services.GetRequiredService<DemoAccounts>().Are([new("黄秀梅", new("店主", "Owner"), Visits.Phone, Visits.Password)]);
        var browser = market.Visitor();
        var page = await browser.Page("/sign-in");
        Assert.Contains("黄秀梅", page.QuerySelector(".demo-people")!.TextContent, StringComparison.Ordinal);
        (await browser.Submit(page, ".demo-people form", "/sign-in")).LeadsTo("/");
    }

    [Fact]
    public async Task The_outbox_shows_what_a_demo_market_sent()
    {
        await using var market = Visits.Today();
        await market.Account();
        var browser = market.Visitor();
        Assert.Contains("注册验证码", (await browser.Page("/dev/outbox")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("还没有消息", (await browser.Page("/dev/outbox?to=13900000000")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_is_kept_by_the_browser_and_by_the_account()
    {
        await using var market = Visits.Today();
        var user = await market.Account();
        var browser = market.Visitor();
        await browser.SignIn();
        (await browser.PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("back", "/account")]))).LeadsTo("/account");
        Assert.Equal("en", (await browser.Page("/account")).DocumentElement.GetAttribute("lang"));
        Assert.Equal("en", await market.Look(db => db.Users.Where(u => u.Id == user.Value).Select(u => u.Language).SingleAsync()));
        (await browser.PostAsync("/language", new FormUrlEncodedContent([new("to", "zh"), new("back", "//evil.example")]))).LeadsTo("/");
    }
}
