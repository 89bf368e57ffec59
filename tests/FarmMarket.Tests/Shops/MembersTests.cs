using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Shops;

public sealed class MembersTests : IAsyncLifetime
{
    private readonly TestMarket market = TestMarket.Start();
    private UserId owner;
    private string shop = "";

    public async ValueTask InitializeAsync()
    {
        owner = await market.Person("阿美");
        shop = await market.NewShop(owner);
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    private async Task<ShopRole?> RoleOf(UserId person) => (await market.ShopBySlug(shop)).Members.SingleOrDefault(member => member.UserId == person)?.Role;

    [Fact]
    public async Task An_invitation_says_what_it_is_for_and_lets_one_person_in()
    {
        var invitation = await market.Send(new InviteMember.Command(shop, ShopRole.Packer, "表弟"), owner);
        var cousin = await market.Person("表弟");
        var seen = await market.Send(new ShowInvitation.Query(invitation.Token), cousin);
        Assert.Equal(("田阳阿美果园", "阿美", ShopRole.Packer, true, null), (seen.ShopName.Zh, seen.InvitedBy, seen.Role, seen.Usable, seen.Slug));

        Assert.Equal(shop, await market.Send(new AcceptInvitation.Command(invitation.Token), cousin));
        Assert.Equal(ShopRole.Packer, await RoleOf(cousin));
        Assert.Equal("invitation-over", (await Assert.ThrowsAsync<RuleBroken>(
            async () => await market.Send(new AcceptInvitation.Command(invitation.Token), await market.Person()))).Code);
    }

    [Fact]
    public async Task The_link_itself_is_nowhere_in_the_database()
    {
        var invitation = await market.Send(new InviteMember.Command(shop, ShopRole.Manager, "堂妹"), owner);
        var stored = await market.Look(db => db.Set<ShopInvitation>().SingleAsync());
        Assert.NotEqual(invitation.Token, stored.TokenHash);
        Assert.Equal(64, stored.TokenHash.Length);
    }

    [Fact]
    public async Task One_link_used_twice_at_once_lets_one_in()
    {
        var invitation = await market.Send(new InviteMember.Command(shop, ShopRole.Manager, "谁先来"), owner);
        var people = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => market.Person()));
        var outcomes = await Race.All(people.Select(person => (Func<Task>)(() => market.Send(new AcceptInvitation.Command(invitation.Token), person))));
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.Where(outcome => outcome is not null), refused => Assert.Equal("invitation-over", Assert.IsType<RuleBroken>(refused).Code));
        Assert.Equal(2, (await market.ShopBySlug(shop)).Members.Count);
    }

    [Fact]
    public async Task An_invitation_ends_by_time_or_when_it_is_withdrawn()
    {
        var late = await market.Send(new InviteMember.Command(shop, ShopRole.Packer, "来晚的"), owner);
        market.Clock.Advance(InviteMember.Lasts);
        var person = await market.Person();
        Assert.False((await market.Send(new ShowInvitation.Query(late.Token), person)).Usable);
        Assert.Equal("invitation-over", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new AcceptInvitation.Command(late.Token), person))).Code);

        var regretted = await market.Send(new InviteMember.Command(shop, ShopRole.Packer, "发错人"), owner);
        var open = Assert.Single((await market.Send(new ShowMembers.Query(shop), owner)).Invitations);
        await market.Send(new WithdrawInvitation.Command(shop, open.Id), owner);
        Assert.Equal("invitation-over", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new AcceptInvitation.Command(regretted.Token), person))).Code);
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new AcceptInvitation.Command("no-such-token"), person));
    }

    [Fact]
    public async Task Joining_twice_does_not_use_up_the_link()
    {
        var invitation = await market.Send(new InviteMember.Command(shop, ShopRole.Packer, "店主自己点了"), owner);
        Assert.Equal("already-a-member", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new AcceptInvitation.Command(invitation.Token), owner))).Code);
        var person = await market.Person();
        await market.Send(new AcceptInvitation.Command(invitation.Token), person);
        Assert.Equal(ShopRole.Packer, await RoleOf(person));
    }

    [Fact]
    public async Task Only_owners_change_who_works_in_the_shop()
    {
        var manager = await market.Member(shop, owner, ShopRole.Manager);
        Assert.Equal(MembersOnly.RoleTooLow, (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new InviteMember.Command(shop, ShopRole.Packer, "某人"), manager))).Code);
        Assert.Equal(MembersOnly.RoleTooLow, (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new ChangeRole.Command(shop, manager, ShopRole.Owner), manager))).Code);
        Assert.Equal(MembersOnly.RoleTooLow, (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new RemoveMember.Command(shop, owner), manager))).Code);
        var seen = await market.Send(new ShowMembers.Query(shop), manager);
        Assert.Equal(2, seen.Members.Count);
        Assert.Empty(seen.Invitations);
    }

    [Fact]
    public async Task A_foreign_member_or_invitation_is_not_there()
    {
        var stranger = await market.Person();
        var theirs = await market.NewShop(stranger, "别人的果园");
        await market.Send(new InviteMember.Command(theirs, ShopRole.Packer, "别人家的"), stranger);
        var foreign = await market.Look(db => db.Set<ShopInvitation>().Select(invitation => invitation.Id).SingleAsync());
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new WithdrawInvitation.Command(shop, foreign), owner));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new RemoveMember.Command(shop, stranger), owner));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new ChangeRole.Command(shop, stranger, ShopRole.Packer), owner));
    }

    [Fact]
    public async Task The_last_owner_can_neither_leave_nor_step_down()
    {
        Assert.Equal("last-owner", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new LeaveShop.Command(shop), owner))).Code);
        Assert.Equal("last-owner", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new ChangeRole.Command(shop, owner, ShopRole.Packer), owner))).Code);
        var heir = await market.Member(shop, owner, ShopRole.Packer);
        await market.Send(new ChangeRole.Command(shop, heir, ShopRole.Owner), owner);
        await market.Send(new LeaveShop.Command(shop), owner);
        Assert.Null(await RoleOf(owner));
        Assert.Equal(ShopRole.Owner, await RoleOf(heir));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new ShowDesk.Query(shop), owner));
    }

    [Fact]
    public async Task Of_two_owners_who_leave_at_once_one_stays()
    {
        var second = await market.Member(shop, owner, ShopRole.Owner);
        UserId[] owners = [owner, second];
        var outcomes = await Race.All(owners.Select(person => (Func<Task>)(() => market.Send(new LeaveShop.Command(shop), person))));
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal("last-owner", Assert.IsType<RuleBroken>(Assert.Single(outcomes, outcome => outcome is not null)).Code);
        Assert.Equal(ShopRole.Owner, Assert.Single((await market.ShopBySlug(shop)).Members).Role);
    }

    [Fact]
    public async Task Of_two_owners_who_throw_each_other_out_at_once_one_stays()
    {
        var second = await market.Member(shop, owner, ShopRole.Owner);
        var outcomes = await Race.All(
        [
            () => market.Send(new RemoveMember.Command(shop, second), owner),
            () => market.Send(new RemoveMember.Command(shop, owner), second),
        ]);
        Assert.Single(outcomes, outcome => outcome is null);
        Assert.Equal(ShopRole.Owner, Assert.Single((await market.ShopBySlug(shop)).Members).Role);
    }

    [Fact]
    public async Task Who_leaves_leaves_no_open_invitations_behind()
    {
        var second = await market.Member(shop, owner, ShopRole.Owner);
        var invitation = await market.Send(new InviteMember.Command(shop, ShopRole.Owner, "后门"), second);
        await market.Send(new RemoveMember.Command(shop, second), owner);
        Assert.Equal("invitation-over", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new AcceptInvitation.Command(invitation.Token), second))).Code);
    }

    [Fact]
    public async Task There_is_an_end_to_open_invitations()
    {
        for (var i = 0; i < InviteMember.MostOpen; i++)
            await market.Send(new InviteMember.Command(shop, ShopRole.Packer, $"第{i}个"), owner);
        Assert.Equal("too-many-invitations", (await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new InviteMember.Command(shop, ShopRole.Packer, "再来"), owner))).Code);
    }

    [Theory]
    [InlineData(null, "表弟")]
    [InlineData((ShopRole)7, "表弟")]
    [InlineData(ShopRole.Packer, " ")]
    public async Task An_invitation_names_a_role_and_a_person(ShopRole? role, string name) =>
        await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new InviteMember.Command(shop, role, name), owner));

    [Fact]
    public async Task Who_deletes_the_account_leaves_the_shop_unless_they_are_its_only_owner()
    {
        var deleting = new AccountDeleting(owner);
        var packer = await market.Member(shop, owner, ShopRole.Packer);
        await market.Given(db => new LeaveWithTheAccount(db).Handle(deleting, CancellationToken.None));
        Assert.Equal("last-owner", Assert.Single(deleting.Objections).Code);
        Assert.Equal(ShopRole.Owner, await RoleOf(owner));

        var going = new AccountDeleting(packer);
        await market.Given(db => new LeaveWithTheAccount(db).Handle(going, CancellationToken.None));
        Assert.Empty(going.Objections);
        Assert.Null(await RoleOf(packer));
    }
}
