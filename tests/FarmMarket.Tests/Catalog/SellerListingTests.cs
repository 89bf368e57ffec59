using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Shops;
using FarmMarket.Tests.Media;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Catalog;

public sealed class SellerListingTests
{
    [Fact]
    public async Task A_grower_lists_mangoes_and_they_are_on_sale_with_stock_in_the_ledger()
    {
        await using var shop = await SellerShop.Open();

        var slug = await shop.List();

        Assert.Equal("tian-yang-gui-qi-mang-guo", slug);
        var listing = await shop.Market.Look(db => db.Set<Listing>().SingleAsync());
        Assert.Equal((ListingStatus.OnSale, new Money(5_980), new Money(1_090)), (listing.Status, listing.FromPrice, listing.FromPricePerJin!.Value));
        Assert.Equal("baise-mango", listing.GiMark);
        var move = await shop.Market.Look(db => db.Set<StockMove>().SingleAsync());
        Assert.Equal((1_000_000, StockMoveKind.Harvested, shop.Owner), (move.Quantity, move.Kind, move.By!.Value));
        Assert.Equal(1_000_000, (await shop.Pool()).Available);
    }

    [Fact]
    public async Task Two_listings_of_one_name_have_two_addresses()
    {
        await using var shop = await SellerShop.Open();

        var slugs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shop.List()));

        Assert.Equal(4, slugs.Distinct().Count());
    }

    [Fact]
    public async Task The_same_request_sent_twice_lists_once()
    {
        await using var shop = await SellerShop.Open();
        var command = new CreateListing.Command(SellerShop.Slug, SellerShop.Mangoes, Publish: true, IdempotencyKey: "tap-1");

        var slugs = await Task.WhenAll(shop.Send(command), shop.Send(command));

        Assert.Equal(slugs[0], slugs[1]);
        Assert.Equal(1, await shop.Market.Look(db => db.Set<Listing>().CountAsync()));
        Assert.Equal(1_000_000, (await shop.Pool()).Available);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_with_its_field()
    {
        await using var shop = await SellerShop.Open();
        var wrong = SellerShop.Mangoes with
        {
            Title = new(" "),
            County = "999999",
            HarvestTo = new(2026, 7, 1),
            Pools = [SellerShop.Mangoes.Pools[0] with { Packs = [SellerShop.Pack("5斤装", 0, 5_980), SellerShop.Pack("10斤装", 5_000, 0)] }],
        };

        var refused = await Assert.ThrowsAsync<RulesBroken>(() => shop.List(wrong));

        Assert.Equal(["Title", "County", "HarvestTo", "Pools[0].Packs[0].BaseUnits", "Pools[0].Packs[1].Price"], refused.Rules.Select(rule => rule.Field));
        Assert.Equal(0, await shop.Market.Look(db => db.Set<Listing>().CountAsync()));
    }

    [Fact]
    public async Task How_long_buyers_may_claim_is_the_shops_promise_and_stays_until_it_says_otherwise()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();
        Assert.Equal(48, (await shop.Read(slug)).Content.ClaimHours);

        await shop.Send(new UpdateListing.Command(SellerShop.Slug, slug, (await shop.Read(slug)).Content with { ClaimHours = 72 }));
        await shop.Send(new UpdateListing.Command(SellerShop.Slug, slug, (await shop.Read(slug)).Content with { ClaimHours = null, Title = new("早熟桂七") }));

        Assert.Equal(72, (await shop.Read(slug)).Content.ClaimHours);
        Assert.Equal(72, (await shop.Send(new ListingDefaults.Query(SellerShop.Slug))).ClaimHours);
        Assert.Equal(72, (await shop.Read(await shop.Send(new DuplicateListing.Command(SellerShop.Slug, slug)))).Content.ClaimHours);
        foreach (var hours in new[] { 0, 23, 169 })
            Assert.Equal("ClaimHours", (await Assert.ThrowsAsync<RuleBroken>(() => shop.List(SellerShop.Mangoes with { ClaimHours = hours }))).Field);
    }

    [Fact]
    public async Task A_geographical_indication_is_carried_only_by_its_variety_from_its_county()
    {
        await using var shop = await SellerShop.Open();

        var elsewhere = await Assert.ThrowsAsync<RuleBroken>(() => shop.List(SellerShop.Mangoes with { County = "440106" }));
        var another = await Assert.ThrowsAsync<RuleBroken>(() => shop.List(SellerShop.Mangoes with { Category = "banana", Variety = null }));

        Assert.Equal(("UsesGiMark", "UsesGiMark"), (elsewhere.Field, another.Field));
    }

    [Fact]
    public async Task A_pack_that_is_no_longer_said_is_retired_and_one_with_another_content_is_another_pack()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();
        var before = await shop.Read(slug);
        var pool = before.Content.Pools[0];
        var (five, ten) = (pool.Packs[0], pool.Packs[1]);

        await shop.Send(new UpdateListing.Command(SellerShop.Slug, slug, before.Content with
        {
            Pools = [pool with { Packs = [five with { Price = new(6_180) }, ten with { Name = new("9斤装"), BaseUnits = 4_500 }] }],
        }, before.Version));

        var packs = await shop.Market.Look(db => db.Set<Pack>().OrderBy(pack => pack.Id).ToListAsync());
        Assert.Equal(
            [(2_500, 6_180, false), (5_000, 10_900, true), (4_500, 10_900, false)],
            packs.Select(pack => (pack.BaseUnits, pack.Price.Fen, pack.Retired)));
        Assert.Equal(1_000_000, (await shop.Pool()).Available);
    }

    [Fact]
    public async Task A_new_grade_brings_its_own_stock_and_old_stock_is_not_touched_by_editing()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();
        var before = await shop.Read(slug);
        var ungraded = new PoolContent { Grade = Grade.Ungraded, Unit = StockUnit.Gram, OpeningStock = 300_000, Packs = [SellerShop.Pack("10斤装", 5_000, 6_200)] };

        await shop.Send(new UpdateListing.Command(SellerShop.Slug, slug, before.Content with
        {
            Pools = [before.Content.Pools[0] with { OpeningStock = 7 }, ungraded],
        }));

        var pools = await shop.Market.Look(db => db.Set<StockPool>().OrderBy(pool => pool.Id).Select(pool => pool.Available).ToListAsync());
        Assert.Equal([1_000_000, 300_000], pools);
        Assert.Equal(new Money(5_980), (await shop.Market.Look(db => db.Set<Listing>().SingleAsync())).FromPrice);
    }

    [Fact]
    public async Task Who_edits_what_another_changed_meanwhile_is_told_so()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();
        var read = await shop.Read(slug);
        var edit = new UpdateListing.Command(SellerShop.Slug, slug, read.Content with { Title = new("早熟桂七") }, read.Version);
        await shop.Send(edit);

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => shop.Send(edit));

        Assert.Equal("changed-meanwhile", refused.Code);
    }

    [Fact]
    public async Task Photos_stand_in_the_order_they_were_put_in_and_only_photos_that_were_uploaded()
    {
        await using var shop = await SellerShop.Open();
        var box = (await shop.Send(new AddPhoto.Request(new MemoryStream(Pictures.Jpeg(200, 200))))).ToString();
        var tree = (await shop.Send(new AddPhoto.Request(new MemoryStream(Pictures.Jpeg(300, 200))))).ToString();
        var slug = await shop.List(SellerShop.Mangoes with { Photos = [new(box, new("一箱")), new(tree, new("树上"))] });
        var read = await shop.Read(slug);

        await shop.Send(new UpdateListing.Command(SellerShop.Slug, slug, read.Content with { Photos = [new(tree, new("树上的果")), new(box, new("一箱"))] }));

        var after = await shop.Read(slug);
        Assert.Equal([tree, box], after.Content.Photos.Select(photo => photo.Key));
        Assert.Equal("树上的果", after.Content.Photos[0].Alt.Zh);
        Assert.Equal(tree, (await shop.Market.Look(db => db.Set<Listing>().SingleAsync())).CoverKey);
        var forged = await Assert.ThrowsAsync<RuleBroken>(() => shop.List(SellerShop.Mangoes with { Photos = [new("../../etc/passwd", new(""))] }));
        Assert.Equal("photo-unknown", forged.Code);
    }

    [Fact]
    public async Task A_copy_says_the_same_has_no_stock_and_is_a_draft()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();

        var copy = await shop.Send(new DuplicateListing.Command(SellerShop.Slug, slug));

        var read = await shop.Read(copy);
        Assert.Equal((ListingStatus.Draft, "田阳桂七芒果"), (read.Status, read.Content.Title.Zh));
        Assert.Equal(0, Assert.Single(read.Content.Pools).OpeningStock);
        Assert.Equal(2, read.Content.Pools[0].Packs.Count);
        Assert.NotEqual(slug, copy);
    }

    [Fact]
    public async Task Many_are_paused_and_put_on_sale_together()
    {
        await using var shop = await SellerShop.Open();
        var slugs = new[] { await shop.List(), await shop.List(publish: false) };

        await shop.Send(new ChangeListingStatus.Command(SellerShop.Slug, slugs, OnSale: true));
        Assert.Equal(2, (await shop.Send(new SellerListings.Query(SellerShop.Slug))).Counts[ListingStatus.OnSale]);

        await shop.Send(new ChangeListingStatus.Command(SellerShop.Slug, slugs, OnSale: false));
        Assert.Equal(2, (await shop.Send(new SellerListings.Query(SellerShop.Slug))).Counts[ListingStatus.Paused]);
    }

    [Fact]
    public async Task A_shops_list_is_searched_filtered_and_read_page_by_page()
    {
        await using var shop = await SellerShop.Open();
        for (var i = 0; i < SellerListings.Size + 2; i++)
            await shop.List(publish: false);
        var banana = await shop.List(SellerShop.Mangoes with { Title = new("蒋家香蕉"), Category = "banana", Variety = null, VarietyName = "红蕉", UsesGiMark = false });

        var first = await shop.Send(new SellerListings.Query(SellerShop.Slug));
        var second = await shop.Send(new SellerListings.Query(SellerShop.Slug, After: first.Listings.Next));

        Assert.Equal(SellerListings.Size, first.Listings.Items.Count);
        Assert.Equal(3, second.Listings.Items.Count);
        Assert.Null(second.Listings.Next);
        Assert.Equal(banana, first.Listings.Items[0].Slug);
        Assert.Equal(banana, Assert.Single((await shop.Send(new SellerListings.Query(SellerShop.Slug, ListingStatus.OnSale))).Listings.Items).Slug);
        Assert.Equal(banana, Assert.Single((await shop.Send(new SellerListings.Query(SellerShop.Slug, Search: "红蕉"))).Listings.Items).Slug);
        Assert.Equal(SellerListings.Size, (await shop.Send(new SellerListings.Query(SellerShop.Slug, Search: "桂七"))).Listings.Items.Count);
        Assert.Empty((await shop.Send(new SellerListings.Query(SellerShop.Slug, SoldOut: true))).Listings.Items);
    }

    [Fact]
    public async Task Another_shops_listing_does_not_exist()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();
        var neighbour = await shop.Market.Person();
        await SellerShop.Another(shop.Market, "neighbour", neighbour);
        var pool = (await shop.Pool()).Id;

        await Assert.ThrowsAsync<NotFound>(() => shop.Market.Send(new EditListing.Query("neighbour", slug), neighbour));
        await Assert.ThrowsAsync<NotFound>(() => shop.Market.Send(new EditListing.Query(SellerShop.Slug, slug), neighbour));
        await Assert.ThrowsAsync<NotFound>(() => shop.Market.Send(new UpdateListing.Command("neighbour", slug, SellerShop.Mangoes), neighbour));
        await Assert.ThrowsAsync<NotFound>(() => shop.Market.Send(new ChangeListingStatus.Command("neighbour", [slug], OnSale: false), neighbour));
        await Assert.ThrowsAsync<NotFound>(() => shop.Market.Send(new DuplicateListing.Command("neighbour", slug), neighbour));
        await Assert.ThrowsAsync<NotFound>(() => shop.Market.Send(new MoveStock.Command("neighbour", slug, pool, StockMoveKind.Harvested, 1, null), neighbour));
        await Assert.ThrowsAsync<NotFound>(() => shop.Market.Send(new ShowStockLedger.Query("neighbour", slug), neighbour));
        await Assert.ThrowsAsync<NotFound>(() => shop.Market.Send(new ExportStockMoves.Query("neighbour", slug, pool), neighbour));
    }

    [Fact]
    public async Task A_packer_moves_stock_but_does_not_change_what_is_offered()
    {
        await using var shop = await SellerShop.Open();
        var slug = await shop.List();
        var packer = await shop.Market.Person();
        var at = await shop.Market.Look(db => db.Set<Shop>().Select(s => s.Id).SingleAsync());
        await shop.Market.Given(new ShopMember { ShopId = at, UserId = packer, Role = ShopRole.Packer });

        await shop.Market.Send(new MoveStock.Command(SellerShop.Slug, slug, (await shop.Pool()).Id, StockMoveKind.Spoiled, 1_000, null), packer);

        var refused = await Assert.ThrowsAsync<RuleBroken>(() => shop.Market.Send(new CreateListing.Command(SellerShop.Slug, SellerShop.Mangoes, Publish: true), packer));
        Assert.Equal("role-too-low", refused.Code);
    }
}
