using FarmMarket.Accounts;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Shops;
using FarmMarket.Testing;
using FarmMarket.Web.Seeding;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Web.Tests.Seeding;

public sealed class DemoSeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 2, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_region_comes_to_be_what_its_files_say()
    {
        var folder = Directory.CreateTempSubdirectory("farmmarket-demo-");
        using var database = TestDatabase.Create();
        var clock = new DemoClock(Now);
        await using (var services = Market(database, folder.FullName, clock))
        {
            await DemoSeed.Run(services, clock, Now);
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<MarketDb>();
            var shops = SeedFiles.ReadAll<DemoShop>("demo/shops");
            var people = SeedFiles.Read<PeopleFile>("demo/people.json").People;

            Assert.Equal(people.Count, await db.Users.CountAsync(user => user.IsDemo, Cancel));
            Assert.Equal(
                shops.Select(shop => (shop.Name.Zh, shop.ApprovedAt is null ? ShopStatus.AwaitingApproval : ShopStatus.Open)).Order(),
                (await db.Set<Shop>().Select(shop => new { shop.Name.Zh, shop.Status }).ToListAsync(Cancel)).Select(shop => (shop.Zh, shop.Status)).Order());
            Assert.Equal(
                shops.SelectMany(shop => shop.Listings).Select(listing => (listing.Title.Zh, listing.Status)).Order(),
                (await db.Set<Listing>().Select(listing => new { listing.Title.Zh, listing.Status }).ToListAsync(Cancel)).Select(l => (l.Zh, l.Status)).Order());
            Assert.Equal(
                SeedFiles.Read<OrdersFile>("demo/orders.json").Checkouts.SelectMany(checkout => checkout.Orders).CountBy(order => order.State).OrderBy(o => o.Key),
                (await db.Set<Order>().Select(order => order.State).ToListAsync(Cancel)).CountBy(state => state).OrderBy(o => o.Key));
            Assert.Equal(
                SeedFiles.Read<OrdersFile>("demo/orders.json").Checkouts.SelectMany(checkout => checkout.Orders).Select(order => order.Claim?.State).OfType<ClaimState>().Order(),
                (await db.Set<Claim>().Select(claim => claim.State).ToListAsync(Cancel)).Order());
            Assert.Contains(await db.Set<ShopQuality>().ToListAsync(Cancel), quality => quality is { Completed: > ShowShopQuality.Result.Enough, Awarded: > 0 } && quality.InTime < quality.Due);
            Assert.Equal(0, await db.Set<StockPool>().CountAsync(
                pool => pool.Available != db.Set<StockMove>().Where(move => move.StockPoolId == pool.Id).Sum(move => move.Quantity), Cancel));
            Assert.False(await db.Set<OrderEvent>().AnyAsync(happened => happened.At > Now, Cancel));
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Every_picture_that_is_asked_for_is_drawn()
    {
        var claims = SeedFiles.Read<OrdersFile>("demo/orders.json").Checkouts.SelectMany(checkout => checkout.Orders).Select(order => order.Claim?.Photo).OfType<string>();
        var asked = SeedFiles.ReadAll<DemoShop>("demo/shops").SelectMany(shop => shop.Listings.SelectMany(listing => listing.Photos).Append(shop.Cover)).Concat(claims).Distinct();
        Assert.All(asked, name => Assert.True(File.Exists(SeedFiles.PathOf($"demo/pictures/{name}.svg")), name));
    }

    [Fact]
    public void A_drawing_becomes_a_photo_that_the_intake_knows()
    {
        var photo = DemoPictures.Photograph(DemoPictures.FileOf("mango-guiqi"));
        Assert.Equal([0xFF, 0xD8, 0xFF], photo[..3]);
    }

    [Fact]
    public void Every_kind_of_person_can_be_tried_from_the_sign_in_page()
    {
        var people = SeedFiles.Read<PeopleFile>("demo/people.json").People;
        Assert.Equal(8, people.Count(person => person.ShownOnSignIn is not null));
        Assert.Contains(people, person => person is { ShownOnSignIn: not null, Roles: [Roles.Operator] });
        Assert.Contains(people, person => person is { ShownOnSignIn: not null, Roles: [Roles.Coordinator] });
    }

    [Theory]
    [InlineData("-3d4h10m", -(3 * 1440 + 4 * 60 + 10))]
    [InlineData("+25d", 25 * 1440)]
    [InlineData("-9m", -9)]
    public void A_moment_is_read_as_the_files_write_it(string written, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Ago.Parse(written).Span);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("3d")]
    [InlineData("-3 days")]
    public void What_is_no_moment_is_refused(string written) => Assert.Throws<FormatException>(() => Ago.Parse(written));

    [Theory]
    [InlineData("2026-07-20", "2026-07-10", "2026-08-25")]
    [InlineData("2026-11-24", "2027-07-10", "2027-08-25")]
    public void A_harvest_is_the_present_one_or_else_the_next(string today, string from, string to) =>
        Assert.Equal((Day(from), Day(to)), new SeasonOfYear("07-10", "08-25").Current(Day(today)));

    [Theory]
    [InlineData("2026-12-24")]
    [InlineData("2027-01-24")]
    public void A_harvest_may_go_over_the_new_year(string today) =>
        Assert.Equal((Day("2026-11-20"), Day("2027-02-20")), new SeasonOfYear("11-20", "02-20").Current(Day(today)));

    private static DateOnly Day(string written) => DateOnly.ParseExact(written, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static ServiceProvider Market(TestDatabase database, string folder, DemoClock clock)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["FarmMarket:DataPath"] = folder,
            ["Database:Provider"] = database.Provider.ToString(),
            ["ConnectionStrings:Market"] = database.ConnectionString,
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(clock);
        services.AddLogging();
        services.AddDataProtection();
        services.AddIdentityCore<User>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
            .AddRoles<IdentityRole<long>>().AddEntityFrameworkStores<MarketDb>().AddDefaultTokenProviders();
        services.AddMarket(configuration);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }
}
