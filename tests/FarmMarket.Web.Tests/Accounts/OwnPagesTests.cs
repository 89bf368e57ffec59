using System.Net;
using AngleSharp.Html.Dom;
using FarmMarket.Accounts;
using FarmMarket.Web.Tests.Support;

namespace FarmMarket.Web.Tests.Accounts;

public sealed class OwnPagesTests : IAsyncLifetime
{
    private const string Form = "main form";
    private readonly WebMarket market = Visits.Today();
    private HttpClient browser = null!;
    private Kernel.UserId user;

    public async ValueTask InitializeAsync()
    {
        user = await market.Account();
        browser = market.Visitor();
        await browser.SignIn();
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    public static TheoryData<string> Pages =>
    [
        "/account", "/account/profile", "/account/security", "/account/password", "/account/contact?kind=email", "/account/authenticator", "/account/authenticator/off",
        "/account/recovery-codes", "/account/addresses", "/account/addresses/new", "/account/delete", "/sign-out",
    ];

    [Theory, MemberData(nameof(Pages))]
    public async Task Reads_in_both_languages_and_is_kept_by_no_cache(string path)
    {
        foreach (var language in (string[])["zh", "en"])
        {
            browser.DefaultRequestHeaders.AcceptLanguage.Clear();
            browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            var answer = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl?.NoStore);
            var page = await answer.Document();
            if (language == "en")
                Assert.DoesNotMatch("[\u4e00-\u9fff]", string.Concat(page.QuerySelector("main")!.TextContent.Replace("阿美", "", StringComparison.Ordinal).Replace("中文", "", StringComparison.Ordinal)));
            Assert.All(page.QuerySelectorAll("main form[method=post]"), form =>
                Assert.NotNull(form.QuerySelector("[name=__RequestVerificationToken]")));
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task Is_not_there_for_strangers(string path)
    {
        if (path == "/sign-out")
            return;
        var answer = await market.Visitor().GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in?back=", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_added_without_JavaScript_level_by_level()
    {
        const string New = "/account/addresses/new";
        var page = await browser.Page(New);
        Assert.Equal("/account/addresses/new?handler=Region", page.QuerySelector("button[formaction]")!.GetAttribute("formaction"));
        async Task<IHtmlDocument> Next(params (string, string?)[] typed)
        {
            page.QuerySelector(Form)!.SetAttribute("action", New + "?handler=Region");
            var answer = await browser.Submit(page, Form, New, typed);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Document();
        }
        page = await Next(("Recipient", "林嘉怡"), ("Phone", "13812345678"), ("Detail", "体育西路 1 号"), ("Region.Province", "44"));
        Assert.NotNull(page.QuerySelector("[name='Region.City'] option[value='4401']"));
        page = await Next(("Region.City", "4401"));
        Assert.NotNull(page.QuerySelector("[name='Region.County'] option[value='440106']"));
        (await browser.Submit(page, Form, New, ("Region.County", "440106"))).LeadsTo("/account/addresses");

        var address = Assert.Single(await market.Send(new ShowAddresses.Query(), user));
        Assert.Equal(("林嘉怡", "440106", "体育西路 1 号"), (address.Recipient, address.RegionCode, address.Detail));
    }

    [Fact]
    public async Task An_address_that_is_wrong_comes_back_with_every_reason_at_its_field()
    {
        var answer = await browser.Submit(await browser.Page("/account/addresses/new"), Form, "", ("Recipient", "林"), ("Phone", "12"), ("Detail", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Document();
        Assert.Equal("林", page.QuerySelector("[name=Recipient]")!.GetAttribute("value"));
        foreach (var error in (string[])["#Phone-error", "#Region-error", "#Detail-error"])
            Assert.NotEqual("", page.QuerySelector(error)!.TextContent.Trim());
    }

    [Fact]
    public async Task Someone_elses_address_is_a_404()
    {
        var other = await market.Person();
        var id = await market.Send(new SaveAddress.Command(null, new("某", "13812345678", "440106", "体育西路 1 号"), IsDefault: true), other);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/account/addresses/{id.Value}")).StatusCode);
        var page = await browser.Page("/account/addresses/new");
        page.QuerySelector(Form)!.SetAttribute("action", $"/account/addresses/{id.Value}");
        var answer = await browser.Submit(page, Form, "", ("Recipient", "我"), ("Phone", "13812345678"), ("Region.Province", "44"), ("Region.City", "4401"), ("Region.County", "440106"), ("Detail", "体育西路 1 号"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_second_step_is_set_up_and_asked_for()
    {
        var page = await browser.Page("/account/authenticator");
        Assert.NotNull(page.QuerySelector("svg.qr"));
        var key = (await market.Send(new StartAuthenticator.Command(), user)).Key;
        var on = await browser.Submit(page, Form, "/account/authenticator", ("Code", Totp.Now(key, market.Clock)));
        var recovery = (await on.Document()).QuerySelectorAll(".recovery-codes li").Select(item => item.TextContent).ToList();
        Assert.Equal(10, recovery.Count);
        market.Clock.Advance(TimeSpan.FromSeconds(30));

        var elsewhere = market.Visitor();
        (await elsewhere.SignIn(back: "/account")).LeadsTo("/sign-in/second-step?back=%2Faccount");
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/account")).StatusCode);
        var second = await elsewhere.Page("/sign-in/second-step?back=%2Faccount");
        (await elsewhere.Submit(second, Form, "/sign-in/second-step", ("Code", recovery[0]))).LeadsTo("/account");

        Assert.Equal("/sign-in", (await market.Visitor().GetAsync("/sign-in/second-step")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Passkeys_are_offered_with_user_verification_and_a_made_up_one_is_refused()
    {
        var page = await browser.Page("/account/security");
        page.QuerySelector("form[data-passkey]")!.SetAttribute("action", "/account/security?handler=PasskeyOptions");
        var options = await browser.Submit(page, "form[data-passkey]", "");
        Assert.Equal("application/json", options.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\"userVerification\":\"required\"", await options.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        page = await browser.Page("/account/security");
        var refused = await browser.Submit(page, "form[data-passkey]", "", ("credential", "{\"id\":\"x\"}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    [Fact]
    public async Task Deleting_the_account_signs_out_and_frees_the_number()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Submit(await browser.Page("/account/delete"), Form, "/account/delete", ("CurrentPassword", "not it at all"))).StatusCode);
        (await browser.Submit(await browser.Page("/account/delete"), Form, "/account/delete", ("CurrentPassword", Visits.Password))).LeadsTo("/sign-in");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignIn()).StatusCode);
    }
}
