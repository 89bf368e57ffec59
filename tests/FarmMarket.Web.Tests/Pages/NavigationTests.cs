using System.Net;
using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Web.Tests.Support;

namespace FarmMarket.Web.Tests.Pages;

/// <summary>Whatever a menu offers someone is there for them.</summary>
public sealed class NavigationTests
{
    private static async Task Leads(HttpClient browser, string from, string menu, int atLeast)
    {
        var links = (await browser.Page(from)).QuerySelectorAll(menu + " a[href]").Select(link => link.GetAttribute("href")!).Distinct().ToList();
        Assert.True(links.Count >= atLeast, $"{menu} of {from} has only: {string.Join(", ", links)}");
        var lost = new List<string>();
        foreach (var link in links)
        {
            if ((await browser.GetAsync(link)).StatusCode != HttpStatusCode.OK)
                lost.Add(link);
        }
        Assert.True(lost.Count == 0, $"{menu} of {from} leads nowhere with: {string.Join(", ", lost)}");
    }

    [Theory]
    [InlineData(ShopRole.Packer, 4)]
    [InlineData(ShopRole.Manager, 6)]
    [InlineData(ShopRole.Owner, 6)]
    public async Task The_back_room_of_a_shop(ShopRole role, int links)
    {
        await using var market = new WebMarket();
        var owner = await market.Person();
        var shop = await market.Send(new OpenShop.Command("田阳阿美果园", null, "451003", null, null, null, null), owner);
        var member = await market.Person();
        var invitation = await market.Send(new InviteMember.Command(shop, role, "表弟"), owner);
        await market.Send(new AcceptInvitation.Command(invitation.Token), member);
        await Leads(await market.SignedIn(member), $"/seller/{shop}", ".bench-nav", links);
    }

    [Fact]
    public async Task The_operators_pages()
    {
        await using var market = new WebMarket();
        await Leads(await market.SignedIn(await market.Person(), "zh", Roles.Operator), "/admin", ".bench-nav", 8);
    }

    [Fact]
    public async Task Ones_own_page_and_the_frame_around_it()
    {
        await using var market = new WebMarket();
        var browser = await market.SignedIn(await market.Person());
        await Leads(browser, "/account", ".ways", 6);
        await Leads(browser, "/account", "footer", 7);
        await Leads(browser, "/account", ".topbar", 4);
        await Leads(browser, "/account", ".tabbar", 5);
    }
}
