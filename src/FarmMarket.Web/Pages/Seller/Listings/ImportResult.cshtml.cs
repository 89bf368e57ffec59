using FarmMarket.Catalog;
using FarmMarket.Kernel;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Listings;

/// <summary>A file of listings: what it says, then how far its import is, in the end what became of it. Can be left and come back to.</summary>
public sealed class ImportResultModel : SellerPage
{
    protected override ShopRole Needs => ShopRole.Manager;

    [FromRoute]
    public string Token { get; set; } = "";

    public ShowListingImport.Result Import { get; private set; } = null!;

    public Task OnGetAsync() => Refill();

    public override async Task Refill() => Import = await Send(new ShowListingImport.Query(Shop, Token));

    public async Task<IActionResult> OnPostAsync()
    {
        await Send(new StartListingImport.Command(Shop, Token));
        return LocalRedirect($"/seller/{Shop}/listings/import/{Token}");
    }

    public string Heading(string column) => ListingSheet.Columns.FirstOrDefault(known => known.Code == column)?.Heading.ToString() ?? column;

    public string Words(SheetFault fault) => T[fault.Message, [.. fault.Values]];
}
