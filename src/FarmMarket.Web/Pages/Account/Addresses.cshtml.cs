using FarmMarket.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Account;

public sealed class AddressesModel : AccountPage
{
    public IReadOnlyList<ShowAddresses.Item> Addresses { get; private set; } = [];

    public Task OnGet() => Refill();

    public override async Task Refill() => Addresses = await Send(new ShowAddresses.Query());

    public async Task<IActionResult> OnPostDefault(long id)
    {
        await Send(new MakeAddressDefault.Command(new(id)));
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDelete(long id)
    {
        await Send(new DeleteAddress.Command(new(id)));
        Tell(T["地址删掉了。"]);
        return RedirectToPage();
    }
}
