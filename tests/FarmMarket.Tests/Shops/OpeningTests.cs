using FarmMarket.Audit;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Shipping;
using FarmMarket.Shops;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Shops;

public sealed class OpeningTests : IAsyncLifetime
{
    private readonly TestMarket market = TestMarket.Start();
    private UserId owner;
    private UserId operating;

    public async ValueTask InitializeAsync()
    {
        owner = await market.Person("阿美");
        operating = await market.Person("运营");
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    [Fact]
    public async Task Whoever_opens_a_shop_is_its_owner_and_its_address_is_spelt_from_its_name()
    {
        var slug = await market.NewShop(owner);

        Assert.Equal("tian-yang-a-mei-guo-yuan", slug);
        var shop = await market.ShopBySlug(slug);
        Assert.Equal(ShopStatus.Preparing, shop.Status);
        Assert.Equal("+8613807761234", shop.ContactPhone);
        var member = Assert.Single(shop.Members);
        Assert.Equal((owner, ShopRole.Owner), (member.UserId, member.Role));
        Assert.Equal(slug, Assert.Single(await market.Send(new MyShops.Query(), owner)).Slug);
    }

    [Fact]
    public async Task Shops_of_one_name_opened_at_once_get_addresses_of_their_own()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => market.Person()));
        var slugs = await Task.WhenAll(people.Select(person => market.NewShop(person)));
        Assert.Equal(6, slugs.Distinct().Count());
        Assert.All(slugs, slug => Assert.StartsWith("tian-yang-a-mei-guo-yuan", slug, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("open")]
    [InlineData("Join!")]
    public async Task No_shop_gets_an_address_that_a_page_has(string name)
    {
        var slug = await market.NewShop(owner, name);
        Assert.EndsWith("-2", slug, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_cannot_be_spelt_still_gets_an_address() =>
        Assert.Equal("shop-2", await market.NewShop(owner, "☆★☆"));

    [Fact]
    public async Task All_that_is_wrong_with_an_opening_is_said_at_once()
    {
        var refused = await Assert.ThrowsAsync<RulesBroken>(
            () => market.Send(new OpenShop.Command("园", null, "999999", null, new string('长', 5000), null, "12"), owner));
        Assert.Equal(["Name", "County", "Story", "Phone"], refused.Rules.Select(rule => rule.Field));
    }

    [Fact]
    public async Task One_person_tends_at_most_five_shops()
    {
        for (var i = 0; i < OpenShop.MostOwned; i++)
            await market.NewShop(owner, $"果园{i}");
        Assert.Equal("too-many-shops", (await Assert.ThrowsAsync<RuleBroken>(() => market.NewShop(owner, "再开一家"))).Code);
    }

    [Fact]
    public async Task A_double_tap_opens_one_shop()
    {
        var command = ShopFixture.Opening() with { IdempotencyKey = "tap" };
        var slugs = await Task.WhenAll(market.Send(command, owner), market.Send(command, owner));
        Assert.Single(slugs.Distinct());
        Assert.Single(await market.Send(new MyShops.Query(), owner));
    }

    [Fact]
    public async Task The_checklist_says_what_is_left_and_a_shop_can_only_be_handed_in_without_gaps()
    {
        var slug = await market.Send(ShopFixture.Opening(story: null, phone: null), owner);
        var steps = (await market.Send(new ShowDesk.Query(slug), owner)).Steps;
        Assert.Equal([OpeningStep.Story, OpeningStep.Phone, OpeningStep.Cover, OpeningStep.Freight, OpeningStep.Listing], steps.Keys);
        Assert.DoesNotContain(true, steps.Values);
        Assert.Equal("checklist-incomplete", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new HandInShop.Command(slug), owner))).Code);

        var ready = await market.ReadyShop(owner, "另一家果园");
        Assert.DoesNotContain(false, (await market.Send(new ShowDesk.Query(ready), owner)).Steps.Values);
        await market.Send(new HandInShop.Command(ready), owner);
        Assert.Equal(ShopStatus.AwaitingApproval, (await market.ShopBySlug(ready)).Status);
    }

    [Fact]
    public async Task A_listing_without_a_photo_or_without_a_pack_does_not_open_a_shop()
    {
        var slug = await market.NewShop(owner);
        var id = await market.IdOf(slug);
        var noPhoto = ShopFixture.ListingOf(id, "no-photo");
        noPhoto.Photos.Clear();
        var noPack = ShopFixture.ListingOf(id, "no-pack");
        noPack.Pools[0].Packs[0].Retired = true;
        await market.Given(noPhoto, noPack);
        Assert.False((await market.Send(new ShowDesk.Query(slug), owner)).Steps[OpeningStep.Listing]);
    }

    [Fact]
    public async Task The_operator_opens_a_shop_or_sends_it_back_with_a_reason()
    {
        var slug = await market.ReadyShop(owner);
        await market.Send(new HandInShop.Command(slug), owner);
        await market.Send(new SendBackShop.Command(slug, "封面照片看不清，请换一张"), operating, isOperator: true);
        var desk = await market.Send(new ShowDesk.Query(slug), owner);
        Assert.Equal((ShopStatus.SentBack, "封面照片看不清，请换一张"), (desk.Status, desk.StatusReason));

        await market.Send(new HandInShop.Command(slug), owner);
        await market.Send(new ApproveShop.Command(slug), operating, isOperator: true);
        var shop = await market.ShopBySlug(slug);
        Assert.Equal((ShopStatus.Open, null, market.Clock.GetUtcNow()), (shop.Status, shop.StatusReason, shop.OpenedAt));
        var actions = await market.Look(db => db.Set<AuditEntry>().Where(entry => entry.Subject == "shop:" + slug).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
        Assert.Equal(["shop.created", "shop.freight-changed", "shop.handed-in", "shop.sent-back", "shop.handed-in", "shop.approved"], actions);
    }

    [Fact]
    public async Task A_shop_approved_twice_at_once_is_opened_once()
    {
        var slug = await market.ReadyShop(owner);
        await market.Send(new HandInShop.Command(slug), owner);
        var outcomes = await Race.All(Enumerable.Range(0, 4).Select(_ => (Func<Task>)(() => market.Send(new ApproveShop.Command(slug), operating, isOperator: true))));
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.Where(outcome => outcome is not null), refused => Assert.Equal("shop-not-awaiting", Assert.IsType<RuleBroken>(refused).Code));
        Assert.Equal(1, await market.Look(db => db.Set<AuditEntry>().CountAsync(entry => entry.Action == "shop.approved")));
    }

    [Fact]
    public async Task A_suspended_shop_is_closed_until_it_is_opened_again_and_its_listings_change_with_it()
    {
        var slug = await market.OpenedShop(owner);
        var listing = await market.Look(db => db.Set<Listing>().SingleAsync());
        await market.Given(async db =>
        {
            var draft = await db.Set<Listing>().Include(l => l.Pools).ThenInclude(p => p.Packs).Include(l => l.Photos).SingleAsync();
            draft.Publish(market.Clock.GetUtcNow());
        });
        var before = await Changes(listing.Id);

        await market.Send(new SuspendShop.Command(slug, "多次发错货，核实中"), operating, isOperator: true);
        Assert.Equal(before + 1, await Changes(listing.Id));
        Assert.Equal("shop-not-open", (await Assert.ThrowsAsync<RuleBroken>(
            () => market.Send(new SuspendShop.Command(slug, "多次发错货，核实中"), operating, isOperator: true))).Code);

        await market.Send(new ApproveShop.Command(slug), operating, isOperator: true);
        Assert.Equal(before + 2, await Changes(listing.Id));
        Assert.Equal(ShopStatus.Open, (await market.ShopBySlug(slug)).Status);
    }

    [Fact]
    public async Task What_buyers_see_of_a_shop_changes_its_listings_for_those_who_follow()
    {
        var slug = await market.OpenedShop(owner);
        var listing = await market.Look(db => db.Set<Listing>().Include(l => l.Pools).ThenInclude(p => p.Packs).SingleAsync());
        await market.Given(async db => (await db.Set<Listing>().Include(l => l.Pools).ThenInclude(p => p.Packs).Include(l => l.Photos).SingleAsync()).Publish(market.Clock.GetUtcNow()));
        var before = await Changes(listing.Id);
        var form = await market.Send(new ShowShopForm.Query(slug), owner);
        await market.Send(new EditShop.Command(slug, "阿美家", null, ShopFixture.Tianyang, null, ShopFixture.Story, null, "0776-3212345", form.Version), owner);
        await market.Send(new SaveFreight.Command(slug, FreightPresets.All[1].Terms, (await market.Send(new ShowFreight.Query(slug), owner))!.Version), owner);
        await market.Send(new TakeHoliday.Command(slug, new DateOnly(2026, 7, 10), "回老家"), owner);
        Assert.Equal(before + 3, await Changes(listing.Id));
    }

    [Fact]
    public async Task Two_people_editing_a_shop_do_not_overwrite_each_other_unseen()
    {
        var slug = await market.NewShop(owner);
        var form = await market.Send(new ShowShopForm.Query(slug), owner);
        EditShop.Command Change(string name) => new(slug, name, null, ShopFixture.Tianyang, null, ShopFixture.Story, null, null, form.Version);
        await market.Send(Change("第一个名字"), owner);
        Assert.Equal(EditShop.ChangedMeanwhile, (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(Change("第二个名字"), owner))).Code);
        Assert.Equal("第一个名字", (await market.ShopBySlug(slug)).Name.Zh);
    }

    [Fact]
    public async Task An_open_shop_keeps_its_story_and_its_phone()
    {
        var slug = await market.OpenedShop(owner);
        var form = await market.Send(new ShowShopForm.Query(slug), owner);
        var edit = new EditShop.Command(slug, "阿美家", null, ShopFixture.Tianyang, null, "短", null, "13807761234", form.Version);
        Assert.Equal("Story", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(edit, owner))).Field);
        Assert.Equal("Phone", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(edit with { Story = ShopFixture.Story, Phone = "" }, owner))).Field);
    }

    [Fact]
    public async Task To_strangers_the_back_room_does_not_exist()
    {
        var slug = await market.ReadyShop(owner);
        var stranger = await market.Person();
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new ShowDesk.Query(slug), stranger));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new HandInShop.Command(slug), stranger));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new SaveFreight.Command(slug, FreightPresets.All[0].Terms, null), stranger));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new ApproveShop.Command(slug), stranger));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new ReviewShop.Query(slug), owner));
        await Assert.ThrowsAsync<SignInNeeded>(() => market.Send(new ShowDesk.Query(slug)));
        Assert.Null(await market.Send(new ShowBench.Query(slug), stranger));
        Assert.Equal(ShopRole.Owner, (await market.Send(new ShowBench.Query(slug), owner))?.Role);
    }

    [Fact]
    public async Task The_operator_sees_who_waits_and_what_they_wrote()
    {
        var ready = await market.ReadyShop(owner);
        await market.NewShop(owner, "还在准备");
        await market.Send(new HandInShop.Command(ready), owner);

        var waiting = Assert.Single((await market.Send(new ListShops.Query(ShopStatus.AwaitingApproval), operating, isOperator: true)).Items);
        Assert.Equal(ready, waiting.Slug);
        Assert.Equal(ready, Assert.Single((await market.Send(new ListShops.Query(Search: "阿美"), operating, isOperator: true)).Items).Slug);
        var counts = await market.Send(new CountShops.Query(), operating, isOperator: true);
        Assert.Equal((1, 1), (counts[ShopStatus.AwaitingApproval], counts[ShopStatus.Preparing]));
        var review = await market.Send(new ReviewShop.Query(ready), operating, isOperator: true);
        Assert.Equal(ShopFixture.Story, review.Shop.Story.Zh);
        Assert.Equal("阿美", Assert.Single(review.Members).Name);
        Assert.DoesNotContain(false, review.Steps.Values);
    }

    [Fact]
    public async Task A_long_list_of_shops_is_read_page_by_page()
    {
        for (var i = 0; i < ListShops.Size + 3; i++)
            await market.Given(new Shop { Slug = $"shop-{i}", Name = new($"店{i}"), Story = new(""), CountyCode = ShopFixture.Tianyang, ContactPhone = "" });
        var first = await market.Send(new ListShops.Query(), operating, isOperator: true);
        var second = await market.Send(new ListShops.Query(After: first.Next), operating, isOperator: true);
        Assert.Equal((ListShops.Size, 3, null), (first.Items.Count, second.Items.Count, second.Next));
        Assert.Empty(first.Items.Select(shop => shop.Slug).Intersect(second.Items.Select(shop => shop.Slug)));
    }

    private Task<int> Changes(ListingId listing) => market.Look(db => db.Set<ListingChange>().CountAsync(change => change.ListingId == listing));
}
