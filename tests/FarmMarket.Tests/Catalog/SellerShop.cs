using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Testing;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Catalog;

/// <summary>A grower of Tianyang with a shop, and what they say about their mangoes.</summary>
internal sealed class SellerShop : IAsyncDisposable
{
    public const string Slug = "huang";

    private SellerShop(TestMarket market, UserId owner) => (Market, Owner) = (market, owner);

    public TestMarket Market { get; }
    public UserId Owner { get; }

    public static async Task<SellerShop> Open()
    {
        var market = TestMarket.Start();
        var owner = await market.Person("黄秀梅");
        await Another(market, Slug, owner);
        return new(market, owner);
    }

    public static async Task<ShopId> Another(TestMarket market, string slug, UserId owner, ShopRole role = ShopRole.Owner)
    {
        var shop = new Shop
        {
            Slug = slug,
            Name = new("那满黄家芒果园"),
            Story = new("树上熟到七成才剪。"),
            CountyCode = "451003",
            ContactPhone = "",
            CreatedAt = market.Clock.GetUtcNow(),
        };
        await market.Given(shop);
        await market.Given(new ShopMember { ShopId = shop.Id, UserId = owner, Role = role });
        return shop.Id;
    }

    public static ListingContent Mangoes => new()
    {
        Title = new("田阳桂七芒果", "Tianyang Guiqi mango"),
        Category = "mango",
        Variety = "guire-82",
        County = "451003",
        UsesGiMark = true,
        Description = new("青皮、弯弯的 S 形。"),
        HarvestFrom = new(2026, 7, 10),
        HarvestTo = new(2026, 8, 25),
        Pools =
        [
            new()
            {
                Grade = Grade.Special,
                Size = new("单果 250–350 克"),
                Unit = StockUnit.Gram,
                OpeningStock = 1_000_000,
                Packs = [Pack("5斤装", 2_500, 5_980), Pack("10斤装", 5_000, 10_900)],
            },
        ],
    };

    public static PackContent Pack(string name, long grams, long fen) => new() { Name = new(name), BaseUnits = grams, Price = new(fen) };

    public Task<TResult> Send<TResult>(IRequest<TResult> request) => Market.Send(request, Owner);

    public Task<string> List(ListingContent? content = null, bool publish = true) => Send(new CreateListing.Command(Slug, content ?? Mangoes, publish));

    public Task<EditListing.Result> Read(string listing) => Send(new EditListing.Query(Slug, listing));

    public Task<StockPool> Pool() => Market.Look(db => db.Set<StockPool>().SingleAsync());

    public ValueTask DisposeAsync() => Market.DisposeAsync();
}
