using FarmMarket.Accounts;
using FarmMarket.Kernel;
using FarmMarket.Testing;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Tests.Accounts;

public sealed class DeleteAccountTests
{
    private const string Phone = "13812345678";

    private sealed class Owed : INotificationHandler<AccountDeleting>
    {
        public Task Handle(AccountDeleting notification, CancellationToken cancellationToken)
        {
            notification.Objections.Add(new("还有事没做完") { Code = "owed" });
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task What_identified_the_person_is_gone_and_the_number_is_free_again()
    {
        await using var market = TestMarket.Start();
        var user = await market.Registered(Phone);
        await market.Send(new SaveAddress.Command(null, new("林嘉怡", Phone, "440106", "体育西路 1 号"), IsDefault: true), user);
        await market.Send(new DeleteAccount.Request(People.Password), user);

        var row = await market.Look(db => db.Users.SingleAsync(u => u.Id == user.Value));
        Assert.NotNull(row.DeletedAt);
        Assert.Null(row.PhoneNumber);
        Assert.Null(row.PasswordHash);
        Assert.Equal("已注销", row.DisplayName);
        Assert.Equal(0, await market.Look(db => db.Set<Address>().CountAsync()));
        Assert.Equal("sign-in-failed", await People.Refusal(() => market.Send(new SignIn.Request(Phone, People.Password))));
        await Assert.ThrowsAsync<NotFound>(() => market.Send(new ShowAccount.Query(), user));

        market.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.NotEqual(user, await market.Registered(Phone));
    }

    [Fact]
    public async Task It_takes_the_password()
    {
        await using var market = TestMarket.Start();
        var user = await market.Registered(Phone);
        Assert.Equal("password-wrong", await People.Refusal(() => market.Send(new DeleteAccount.Request("not it at all"), user)));
        await market.Send(new SignIn.Request(Phone, People.Password));
    }

    [Fact]
    public async Task A_module_that_is_still_owed_something_stops_it()
    {
        await using var market = TestMarket.Start(services => services.AddScoped<INotificationHandler<AccountDeleting>, Owed>());
        var user = await market.Registered(Phone);
        var refused = await Assert.ThrowsAsync<RulesBroken>(() => market.Send(new DeleteAccount.Request(People.Password), user));
        Assert.Equal("owed", Assert.Single(refused.Rules).Code);
        await market.Send(new SignIn.Request(Phone, People.Password));
    }
}
