using System.Collections.Concurrent;
using FarmMarket.Catalog;
using FarmMarket.Data;
using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Shops;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Seeding;

/// <summary>
/// Gives the listings of a freshly seeded region their photos while the market serves already: first every listing its cover, then the
/// rest. Begun again after a restart; done once, never again, so that what people change in the demo stays.
/// </summary>
internal sealed class HangPictures(IServiceScopeFactory scopes, IOptions<MarketOptions> market, ILogger<HangPictures> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> developed = new();

    /// <summary>Lies in the data path from seeding until the last photo hangs.</summary>
    public static string Wanted(MarketOptions market) => market.PathOf("pictures-wanted");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!market.Value.Demo || !File.Exists(Wanted(market.Value)))
            return;
        try
        {
            await HangAll(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "The demo pictures could not all be hung; the next start tries again");
        }
    }

    public async Task HangAll(CancellationToken cancellation)
    {
        var shops = SeedFiles.ReadAll<DemoShop>("demo/shops");
        var listings = shops.SelectMany(shop => shop.Listings, (shop, listing) => (shop, listing)).ToList();
        var standIn = await Developed(DemoPictures.StandIn, shops[0], cancellation);

        await Each(listings, entry => Hang(entry.shop, entry.listing, 1, standIn, cancellation), cancellation);
        await Each(shops, shop => HangCover(shop, standIn, cancellation), cancellation);
        await Each(listings, entry => Hang(entry.shop, entry.listing, int.MaxValue, standIn, cancellation), cancellation);
        File.Delete(Wanted(market.Value));
    }

    // One core stays free for who looks at the market meanwhile.
    private static Task Each<T>(IEnumerable<T> things, Func<T, Task> act, CancellationToken cancellation) => Parallel.ForEachAsync(
        things,
        new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount - 1), CancellationToken = cancellation },
        async (thing, _) => await act(thing));

    private async Task Hang(DemoShop shop, DemoListing listing, int most, string standIn, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var place = await (
            from s in scope.ServiceProvider.GetRequiredService<MarketDb>().Set<Shop>()
            where s.Name.Zh == shop.Name.Zh
            from l in scope.ServiceProvider.GetRequiredService<MarketDb>().Set<Listing>()
            where l.ShopId == s.Id && l.Title.Zh == listing.Title.Zh
            select new { Shop = s.Slug, Listing = l.Slug, Photos = l.Photos.Count(photo => photo.Key != standIn), Owner = s.Members.First(member => member.Role == ShopRole.Owner).UserId })
            .FirstOrDefaultAsync(cancellation);
        var names = listing.Photos.Take(most).ToList();
        if (place is null || place.Photos >= names.Count)
            return;

        var photos = new List<PhotoContent>();
        foreach (var name in names)
            photos.Add(new(await Developed(name, shop, cancellation), listing.Title));
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeUser(place.Owner, isOperator: false, isCoordinator: false);
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        var form = await mediator.Send(new EditListing.Query(place.Shop, place.Listing), cancellation);
        await mediator.Send(new UpdateListing.Command(place.Shop, place.Listing, form.Content with { Photos = photos }, form.Version), cancellation);
        // Who ordered before its photo hung sees it all the same.
        await scope.ServiceProvider.GetRequiredService<MarketDb>().Set<OrderLine>()
            .Where(line => line.ListingSlug == place.Listing && (line.PhotoKey == null || line.PhotoKey == standIn))
            .ExecuteUpdateAsync(set => set.SetProperty(line => line.PhotoKey, photos[0].Key), cancellation);
    }

    private async Task HangCover(DemoShop shop, string standIn, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var place = await scope.ServiceProvider.GetRequiredService<MarketDb>().Set<Shop>()
            .Where(s => s.Name.Zh == shop.Name.Zh && s.CoverKey == standIn)
            .Select(s => new { s.Slug, Owner = s.Members.First(member => member.Role == ShopRole.Owner).UserId })
            .FirstOrDefaultAsync(cancellation);
        if (place is null || shop.Cover == DemoPictures.StandIn)
            return;
        var key = await Developed(shop.Cover, shop, cancellation);
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeUser(place.Owner, isOperator: false, isCoordinator: false);
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new HangCover.Command(place.Slug, key), cancellation);
    }

    /// <summary>The key of a picture, handed in by the owner of the shop that first needs it.</summary>
    private Task<string> Developed(string name, DemoShop shop, CancellationToken cancellation) => developed.GetOrAdd(name, _ => new(async () =>
    {
        await using var scope = scopes.CreateAsyncScope();
        var owner = await scope.ServiceProvider.GetRequiredService<MarketDb>().Set<Shop>()
            .Where(s => s.Name.Zh == shop.Name.Zh)
            .SelectMany(s => s.Members).Where(member => member.Role == ShopRole.Owner).Select(member => member.UserId)
            .FirstAsync(cancellation);
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeUser(owner, isOperator: false, isCoordinator: false);
        return await DemoPictures.HandIn(name, scope.ServiceProvider.GetRequiredService<IMediator>(), cancellation);
    })).Value;
}
