using FarmMarket.Kernel;
using FarmMarket.Search;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.OutputCaching;

namespace FarmMarket.Web.Pages;

[OutputCache(PolicyName = PublicPages.Market)]
public sealed class IndexModel(TimeProvider clock) : PublicPage
{
    public ShowHome.Result Home { get; private set; } = null!;
    public DateOnly Today { get; private set; }

    public async Task OnGetAsync()
    {
        Home = await Send(new ShowHome.Query());
        Today = Shanghai.Date(clock.GetUtcNow());
        Describe(null, T["百色十二县的果园直接发货：当季芒果、柑橘、火龙果，写明产地、等级和每斤多少钱。"], "/");
    }
}
