using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Testing;

namespace FarmMarket.Tests.Accounts;

public sealed class TwoFactorTests
{
    private const string Phone = "13812345678";

    private static async Task<(UserId User, string Key, IReadOnlyList<string> Recovery)> Protected(TestMarket market)
    {
        var user = await market.Registered(Phone);
        var started = await market.Send(new StartAuthenticator.Command(), user);
        var recovery = await market.Send(new ConfirmAuthenticator.Command(Authenticator.CodeAt(started.Key, market.Clock.GetUtcNow())), user);
        market.Clock.Advance(TimeSpan.FromSeconds(30));
        return (user, started.Key, recovery);
    }

    // RFC 6238, appendix B, cut to six digits; the key is "12345678901234567890".
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Authenticator.CodeAt("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public async Task The_second_step_is_on_only_once_the_app_has_proved_itself()
    {
        await using var market = TestMarket.Start();
        var user = await market.Registered(Phone);
        var started = await market.Send(new StartAuthenticator.Command(), user);
        Assert.StartsWith("otpauth://totp/", started.Uri, StringComparison.Ordinal);
        Assert.False((await market.Send(new SignIn.Request(Phone, People.Password))).NeedsSecondStep);

        var right = Authenticator.CodeAt(started.Key, market.Clock.GetUtcNow());
        Assert.Equal("second-step-wrong", await People.Refusal(() => market.Send(new ConfirmAuthenticator.Command(People.Wrong(right)), user)));
        var recovery = await market.Send(new ConfirmAuthenticator.Command(right), user);
        Assert.Equal(10, recovery.Distinct().Count());
        Assert.True((await market.Send(new SignIn.Request(Phone, People.Password))).NeedsSecondStep);
    }

    [Fact]
    public async Task A_code_of_the_app_works_once_even_within_its_half_minute()
    {
        await using var market = TestMarket.Start();
        var (user, key, _) = await Protected(market);
        var code = Authenticator.CodeAt(key, market.Clock.GetUtcNow());
        await market.Send(new SecondStep.Request(user, code));
        Assert.Equal("second-step-wrong", await People.Refusal(() => market.Send(new SecondStep.Request(user, code))));
    }

    [Fact]
    public async Task A_recovery_code_works_once_however_it_is_typed()
    {
        await using var market = TestMarket.Start();
        var (user, _, recovery) = await Protected(market);
        await market.Send(new SecondStep.Request(user, recovery[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)));
        Assert.Equal("second-step-wrong", await People.Refusal(() => market.Send(new SecondStep.Request(user, recovery[3]))));
        Assert.Equal(9, (await market.Send(new ShowAccount.Query(), user)).RecoveryCodesLeft);
    }

    [Fact]
    public async Task Guessing_the_second_step_locks_the_account()
    {
        await using var market = TestMarket.Start();
        var (user, key, _) = await Protected(market);
        var right = Authenticator.CodeAt(key, market.Clock.GetUtcNow());
        for (var tried = 0; tried < 5; tried++)
            Assert.Equal("second-step-wrong", await People.Refusal(() => market.Send(new SecondStep.Request(user, People.Wrong(right)))));
        Assert.Equal("locked", await People.Refusal(() => market.Send(new SecondStep.Request(user, right))));
    }

    [Fact]
    public async Task A_right_password_does_not_wipe_out_wrong_second_steps()
    {
        await using var market = TestMarket.Start();
        var (user, key, _) = await Protected(market);
        var right = Authenticator.CodeAt(key, market.Clock.GetUtcNow());
        for (var tried = 0; tried < 5; tried++)
        {
            await Assert.ThrowsAsync<RuleBroken>(() => market.Send(new SecondStep.Request(user, People.Wrong(right))));
            if (tried < 4)
                await market.Send(new SignIn.Request(Phone, People.Password));
        }
        Assert.Equal("locked", await People.Refusal(() => market.Send(new SecondStep.Request(user, right))));
    }

    [Fact]
    public async Task Turning_it_off_and_making_new_recovery_codes_take_the_password()
    {
        await using var market = TestMarket.Start();
        var (user, _, old) = await Protected(market);
        Assert.Equal("password-wrong", await People.Refusal(() => market.Send(new NewRecoveryCodes.Request("not it at all"), user)));
        var fresh = await market.Send(new NewRecoveryCodes.Request(People.Password), user);
        Assert.Empty(fresh.Intersect(old));
        Assert.Equal("second-step-wrong", await People.Refusal(() => market.Send(new SecondStep.Request(user, old[0]))));

        Assert.Equal("password-wrong", await People.Refusal(() => market.Send(new StopAuthenticator.Request("not it at all"), user)));
        await market.Send(new StopAuthenticator.Request(People.Password), user);
        Assert.False((await market.Send(new SignIn.Request(Phone, People.Password))).NeedsSecondStep);
    }
}
