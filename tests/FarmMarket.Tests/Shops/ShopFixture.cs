using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Shops;

/// <summary>Shops as far along as a test needs them.</summary>
internal static class ShopFixture
{
    public const string Tianyang = "451003";
    public const string Story = "树上熟到七成才剪，剪下当天装箱。园子六十二亩，树是爸爸嫁接的。";

    public static OpenShop.Command Opening(string name = "田阳阿美果园", string? story = Story, string? phone = "13807761234") =>
        new(name, null, Tianyang, "那满镇新立村", story, null, phone);

    public static Task<string> NewShop(this TestMarket market, UserId owner, string name = "田阳阿美果园") => market.Send(Opening(name), owner);

    /// <summary>With everything on the opening checklist.</summary>
    public static async Task<string> ReadyShop(this TestMarket market, UserId owner, string name = "田阳阿美果园")
    {
        var slug = await market.NewShop(owner, name);
        var id = await market.IdOf(slug);
        await market.Given(async db => (await db.Set<Shop>().SingleAsync(shop => shop.Id == id)).Hang("cover"));
        await market.Send(new SaveFreight.Command(slug, FreightPresets.All[0].Terms, null), owner);
        await market.Given(ListingOf(id, slug + "-mango"));
        return slug;
    }

    public static async Task<string> OpenedShop(this TestMarket market, UserId owner, string name = "田阳阿美果园")
    {
        var slug = await market.ReadyShop(owner, name);
        await market.Send(new HandInShop.Command(slug), owner);
        await market.Send(new ApproveShop.Command(slug), await market.Person("运营"), isOperator: true);
        return slug;
    }

    public static Task<ShopId> IdOf(this TestMarket market, string slug) =>
        market.Look(db => db.Set<Shop>().Where(shop => shop.Slug == slug).Select(shop => shop.Id).SingleAsync());

    public static Task<Shop> ShopBySlug(this TestMarket market, string slug) =>
        market.Look(db => db.Set<Shop>().Include(shop => shop.Members).AsNoTracking().SingleAsync(shop => shop.Slug == slug));

    /// <summary>Invited and joined.</summary>
    public static async Task<UserId> Member(this TestMarket market, string shop, UserId owner, ShopRole role, string? name = null)
    {
        var person = await market.Person(name);
        var invitation = await market.Send(new InviteMember.Command(shop, role, "自家人"), owner);
        await market.Send(new AcceptInvitation.Command(invitation.Token), person);
        return person;
    }

    public static Listing ListingOf(ShopId shop, string slug)
    {
        var listing = new Listing
        {
            ShopId = shop,
            Slug = slug,
            Title = new("田阳桂七芒果", "Tianyang Guiqi mango"),
            CategoryCode = "mango",
            CountyCode = Tianyang,
            Description = new("青皮"),
            Storage = new("常温后熟"),
        };
        listing.Photos.Add(new() { Key = "photo" });
        var pool = new StockPool { Grade = Grade.Special, Unit = StockUnit.Gram };
        pool.Packs.Add(new() { Name = new("5斤装"), BaseUnits = 2500, GrossWeight = new(2950), Price = Money.Yuan(39.9m) });
        listing.Pools.Add(pool);
        return listing;
    }
}
