using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Tests.Accounts;

public sealed class CodeTests
{
    private const string Phone = "13812345678";

    private static Task<MediatR.Unit> Ask(TestMarket market, string contact = Phone, CodePurpose purpose = CodePurpose.Register, string from = "10.0.0.1") =>
        market.Send(new SendCode.Command(contact, purpose, from, "zh"));

    private static Task<UserId> Register(TestMarket market, string code, string contact = Phone) =>
        market.Send(new Register.Request(contact, code, People.Password, null, "zh"));

    [Fact]
    public async Task A_code_opens_an_account_and_is_not_kept_readable()
    {
        await using var market = TestMarket.Start();
        var code = await market.CodeFor(Phone, CodePurpose.Register);
        var kept = await market.Look(db => db.Set<ContactCode>().SingleAsync());
        Assert.DoesNotContain(code, kept.Hash + kept.Salt, StringComparison.Ordinal);

        var user = await Register(market, code);
        var account = await market.Send(new ShowAccount.Query(), user);
        Assert.Equal("+8613812345678", account.Phone);
        Assert.NotEqual("", account.DisplayName);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        await using var market = TestMarket.Start();
        var code = await market.CodeFor(Phone, CodePurpose.Register);
        await Register(market, code);
        Assert.Equal("code-wrong", await People.Refusal(() => Register(market, code)));
    }

    [Fact]
    public async Task A_code_is_worth_nothing_after_ten_minutes()
    {
        await using var market = TestMarket.Start();
        var code = await market.CodeFor(Phone, CodePurpose.Register);
        market.Clock.Advance(ContactCode.LivesFor + TimeSpan.FromSeconds(1));
        Assert.Equal("code-wrong", await People.Refusal(() => Register(market, code)));
    }

    [Fact]
    public async Task A_code_is_worth_nothing_after_five_wrong_tries()
    {
        await using var market = TestMarket.Start();
        var code = await market.CodeFor(Phone, CodePurpose.Register);
        for (var tried = 0; tried < ContactCode.MostTries; tried++)
            Assert.Equal("code-wrong", await People.Refusal(() => Register(market, People.Wrong(code))));
        Assert.Equal("code-wrong", await People.Refusal(() => Register(market, code)));
    }

    [Fact]
    public async Task A_code_for_one_thing_is_no_good_for_another_or_for_someone_else()
    {
        await using var market = TestMarket.Start();
        await market.Registered(Phone);
        market.Clock.Advance(TimeSpan.FromMinutes(2));
        var code = await market.CodeFor(Phone, CodePurpose.SignIn);
        Assert.Equal("code-wrong", await People.Refusal(() => market.Send(new ResetPassword.Request(Phone, code, "another one 8"))));
        Assert.Equal("code-wrong", await People.Refusal(() => market.Send(new SignInWithCode.Request("13900000000", code))));
    }

    [Fact]
    public async Task Only_the_newest_code_counts()
    {
        await using var market = TestMarket.Start();
        var first = await market.CodeFor(Phone, CodePurpose.Register);
        market.Clock.Advance(ContactCode.SendAgainAfter);
        var second = await market.CodeFor(Phone, CodePurpose.Register);
        if (first != second)
            Assert.Equal("code-wrong", await People.Refusal(() => Register(market, first)));
        await Register(market, second);
    }

    [Fact]
    public async Task Two_requests_at_the_same_moment_send_one_code()
    {
        await using var market = TestMarket.Start();
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await Ask(market);
                return true;
            }
            catch (RuleBroken rule)
            {
                Assert.Equal("code-too-soon", rule.Code);
                return false;
            }
        }));
        Assert.Single(asked, sent => sent);
        await market.RunJobs();
        Assert.Single(await market.Outbox("+8613812345678"));
    }

    [Fact]
    public async Task A_target_gets_five_codes_an_hour()
    {
        await using var market = TestMarket.Start();
        for (var sent = 0; sent < ContactCode.MostPerTargetAnHour; sent++)
        {
            await Ask(market, from: $"10.0.0.{sent}");
            market.Clock.Advance(TimeSpan.FromSeconds(61));
        }
        Assert.Equal("too-many-codes", await People.Refusal(() => Ask(market)));
        market.Clock.Advance(TimeSpan.FromHours(1));
        await Ask(market);
    }

    [Fact]
    public async Task One_address_can_ask_for_so_many_and_no_more()
    {
        await using var market = TestMarket.Start();
        for (var sent = 0; sent < ContactCode.MostPerAddressAnHour; sent++)
            await Ask(market, $"139000{sent:00000}", from: "10.0.0.9");
        Assert.Equal("too-many-codes", await People.Refusal(() => Ask(market, "13800000000", from: "10.0.0.9")));
        await Ask(market, "13800000000", from: "10.0.0.8");
    }

    [Theory]
    [InlineData(CodePurpose.SignIn)]
    [InlineData(CodePurpose.ResetPassword)]
    public async Task Asking_says_nothing_of_whether_there_is_an_account(CodePurpose purpose)
    {
        await using var market = TestMarket.Start();
        await market.Registered(Phone);
        market.Clock.Advance(TimeSpan.FromMinutes(2));

        await Ask(market, Phone, purpose);
        await Ask(market, "13900000000", purpose);
        Assert.Equal("code-too-soon", await People.Refusal(() => Ask(market, Phone, purpose)));
        Assert.Equal("code-too-soon", await People.Refusal(() => Ask(market, "13900000000", purpose)));

        await market.RunJobs();
        Assert.Empty(await market.Outbox("+8613900000000"));
    }

    [Fact]
    public async Task Who_registers_again_is_told_in_the_message_not_on_the_page()
    {
        await using var market = TestMarket.Start();
        await market.Registered(Phone);
        market.Clock.Advance(TimeSpan.FromMinutes(2));
        await Ask(market);
        await market.RunJobs();
        var messages = await market.Outbox("+8613812345678");
        Assert.Contains("已经有账户", messages[^1].Body, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d{6}", messages[^1].Body);
    }

    [Fact]
    public async Task Codes_are_forgotten_after_a_day()
    {
        await using var market = TestMarket.Start();
        await Ask(market);
        market.Clock.Advance(TimeSpan.FromHours(25));
        await market.Send(new ForgetCodes.Job(), system: true);
        Assert.Equal(0, await market.Look(db => db.Set<ContactCode>().CountAsync()));
    }

    [Fact]
    public async Task Registering_twice_with_one_key_opens_one_account_and_answers_the_same()
    {
        await using var market = TestMarket.Start();
        var code = await market.CodeFor(Phone, CodePurpose.Register);
        var request = new Register.Request(Phone, code, People.Password, "阿美", "zh", IdempotencyKey: "r-1");
        var first = await market.Send(request);
        Assert.Equal(first, await market.Send(request));
        Assert.Equal("code-wrong", await People.Refusal(() => market.Send(request with { IdempotencyKey = "r-2" })));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("12345678")]
    [InlineData("87654321")]
    [InlineData("aaaaaaaa")]
    [InlineData("woaini1314")]
    [InlineData("13812345678")]
    public async Task A_password_that_others_would_guess_is_refused(string password)
    {
        await using var market = TestMarket.Start();
        var refused = await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new Register.Request(Phone, "123456", password, null, "zh")));
        Assert.Equal("Password", refused.Field);
    }
}
