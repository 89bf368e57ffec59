using FarmMarket.Accounts;
using FarmMarket.Shops;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>What a shop says of itself, as typed.</summary>
public sealed class ShopInput
{
    public string? Name { get; set; }
    public string? NameEn { get; set; }
    public string? County { get; set; }
    public string? Place { get; set; }
    public string? Story { get; set; }
    public string? StoryEn { get; set; }
    public string? Phone { get; set; }
    public long Version { get; set; }

    public static ShopInput Of(ShowShopForm.Result shop) => new()
    {
        Name = shop.Name.Zh,
        NameEn = shop.Name.En,
        County = shop.CountyCode,
        Place = shop.Place,
        Story = shop.Story.Zh,
        StoryEn = shop.Story.En,
        Phone = Contact.LocalPhone(shop.ContactPhone),
        Version = shop.Version,
    };
}
