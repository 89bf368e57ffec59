using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Accounts;

public sealed class SignInTests
{
    private const string Phone = "13812345678";

    private static Task<SignIn.Result> Try(TestMarket market, string password, string contact = Phone) => market.Send(new SignIn.Request(contact, password));

    [Theory]
    [InlineData("13812345678")]
    [InlineData("+86 138 1234 5678")]
    public async Task A_person_signs_in_by_phone(string typed)
    {
        await using var market = TestMarket.Start();
        var user = await market.Registered(Phone);
        Assert.Equal(new SignIn.Result(user, NeedsSecondStep: false), await Try(market, People.Password, typed));
    }

    [Fact]
    public async Task A_person_signs_in_by_mail_however_it_is_written()
    {
        await using var market = TestMarket.Start();
        var user = await market.Registered("mei@example.com");
        Assert.Equal(user, (await Try(market, People.Password, "Mei@Example.com")).User);
    }

    [Fact]
    public async Task A_wrong_password_and_a_missing_account_get_the_same_answer()
    {
        await using var market = TestMarket.Start();
        await market.Registered(Phone);
        var wrong = await Assert.ThrowsAsync<RuleBroken>(() => Try(market, "not it at all"));
        var missing = await Assert.ThrowsAsync<RuleBroken>(() => Try(market, "not it at all", "13900000000"));
        var nonsense = await Assert.ThrowsAsync<RuleBroken>(() => Try(market, "not it at all", "nonsense"));
        Assert.Equal((wrong.Message, wrong.Code, wrong.Field), (missing.Message, missing.Code, missing.Field));
        Assert.Equal((wrong.Message, wrong.Code, wrong.Field), (nonsense.Message, nonsense.Code, nonsense.Field));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_for_ten_minutes_without_saying_so()
    {
        await using var market = TestMarket.Start();
        var user = await market.Registered(Phone);
        for (var tried = 0; tried < 5; tried++)
            Assert.Equal("sign-in-failed", await People.Refusal(() => Try(market, "not it at all")));
        Assert.Equal("sign-in-failed", await People.Refusal(() => Try(market, People.Password)));

        market.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(user, (await Try(market, People.Password)).User);
    }

    [Fact]
    public async Task A_right_password_starts_the_count_anew()
    {
        await using var market = TestMarket.Start();
        await market.Registered(Phone);
        for (var round = 0; round < 2; round++)
        {
            for (var tried = 0; tried < 4; tried++)
                await Assert.ThrowsAsync<RuleBroken>(() => Try(market, "not it at all"));
            await Try(market, People.Password);
        }
    }

    [Fact]
    public async Task Guesses_made_at_once_are_all_counted()
    {
        await using var market = TestMarket.Start();
        await market.Registered(Phone);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Assert.ThrowsAsync<RuleBroken>(() => Try(market, "not it at all"))));
        Assert.Equal("sign-in-failed", await People.Refusal(() => Try(market, People.Password)));
    }

    [Fact]
    public async Task A_code_lets_in_who_is_locked_out()
    {
        await using var market = TestMarket.Start();
        var user = await market.Registered(Phone);
        for (var tried = 0; tried < 5; tried++)
            await Assert.ThrowsAsync<RuleBroken>(() => Try(market, "not it at all"));
        market.Clock.Advance(TimeSpan.FromMinutes(2));
        var code = await market.CodeFor(Phone, CodePurpose.SignIn);
        Assert.Equal(user, (await market.Send(new SignInWithCode.Request(Phone, code))).User);
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_code_and_sessions_elsewhere_end()
    {
        await using var market = TestMarket.Start();
        var user = await market.Registered(Phone);
        Task<string?> Stamp() => market.Look(db => db.Users.Where(u => u.Id == user.Value).Select(u => u.SecurityStamp).SingleAsync());
        var before = await Stamp();
        market.Clock.Advance(TimeSpan.FromMinutes(2));
        var code = await market.CodeFor(Phone, CodePurpose.ResetPassword);
        await market.Send(new ResetPassword.Request(Phone, code, "a new one, longer"));

        Assert.NotEqual(before, await Stamp());
        Assert.Equal("sign-in-failed", await People.Refusal(() => Try(market, People.Password)));
        Assert.Equal(user, (await Try(market, "a new one, longer")).User);
    }

    [Fact]
    public async Task A_password_is_changed_by_who_knows_it()
    {
        await using var market = TestMarket.Start();
        var user = await market.Registered(Phone);
        Assert.Equal("password-wrong", await People.Refusal(() => market.Send(new ChangePassword.Request("not it at all", "a new one, longer"), user)));
        await market.Send(new ChangePassword.Request(People.Password, "a new one, longer"), user);
        await Try(market, "a new one, longer");
    }

    [Fact]
    public async Task A_mailbox_is_added_beside_the_phone_but_never_someone_elses()
    {
        await using var market = TestMarket.Start();
        var user = await market.Registered(Phone);
        await market.Registered("taken@example.com");
        var code = await market.CodeFor("mei@example.com", CodePurpose.ChangeContact, user);
        await market.Send(new ChangeContact.Request("mei@example.com", code, People.Password), user);
        Assert.Equal(user, (await Try(market, People.Password, "mei@example.com")).User);
        Assert.Equal(user, (await Try(market, People.Password)).User);

        market.Clock.Advance(TimeSpan.FromMinutes(2));
        await market.CodeFor("taken@example.com", CodePurpose.ChangeContact, user);
        var messages = await market.Outbox("taken@example.com");
        Assert.DoesNotMatch(@"\d{6}", messages[^1].Body);
    }
}
