using FarmMarket.Data;
using FarmMarket.Kernel;
using Microsoft.Extensions.Options;

namespace FarmMarket.Accounts;

/// <summary>A known account of the demo region, to try the market as.</summary>
/// <param name="Role">What they are there, e.g. 店主 · 那满黄家芒果园.</param>
/// <param name="Contact">As typed into the sign-in form.</param>
public sealed record DemoAccount(string Name, LocalText Role, string Contact, string Password);

/// <summary>The known accounts, shown on the sign-in page of a demo market; whoever seeds the region fills the list. Empty outside demo mode.</summary>
public sealed class DemoAccounts(IOptions<MarketOptions> market)
{
    private IReadOnlyList<DemoAccount> known = [];

    public IReadOnlyList<DemoAccount> Known => market.Value.Demo ? known : [];

    public void Are(IReadOnlyList<DemoAccount> accounts) => known = accounts;
}
