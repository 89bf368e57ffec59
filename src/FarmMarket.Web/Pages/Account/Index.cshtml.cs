using FarmMarket.Accounts;

namespace FarmMarket.Web.Pages.Account;

public sealed class IndexModel : AccountPage
{
    public ShowAccount.Result Account { get; private set; } = null!;

    public bool IsOperator => User.IsInRole(Roles.Operator);

    public async Task OnGet() => Account = await Send(new ShowAccount.Query());
}
