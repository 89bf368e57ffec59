using FarmMarket.Kernel;
using FarmMarket.Shops;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>Opens a shop; a double tap opens one.</summary>
public sealed class OpenModel : MarketPage
{
    [BindProperty]
    public ShopInput Input { get; set; } = new();

    [BindProperty]
    public string? Key { get; set; }

    public void OnGet() => Key = PublicNumbers.Token();

    public async Task<IActionResult> OnPost()
    {
        var slug = await Send(new OpenShop.Command(Input.Name, Input.NameEn, Input.County, Input.Place, Input.Story, Input.StoryEn, Input.Phone, Key));
        Tell(T["店铺建好了。做完下面几步就可以提交开张。"]);
        return Redirect($"/seller/{slug}");
    }
}
