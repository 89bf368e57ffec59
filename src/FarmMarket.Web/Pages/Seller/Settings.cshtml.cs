using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Shops;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>What the shop says of itself, and its cover photo.</summary>
[EnableRateLimiting(RateLimits.Uploads)]
[RequestSizeLimit(PhotoIntake.LargestUpload + (1 << 20))]
public sealed class SettingsModel : SellerPage
{
    [BindProperty]
    public ShopInput Input { get; set; } = new();

    public ShowShopForm.Result Saved { get; private set; } = null!;

    protected override ShopRole Needs => ShopRole.Manager;

    public async Task OnGet()
    {
        await Refill();
        Input = ShopInput.Of(Saved);
    }

    public async Task<IActionResult> OnPost()
    {
        if (!ModelState.IsValid)
            return await Again();
        try
        {
            await Send(new EditShop.Command(Shop, Input.Name, Input.NameEn, Input.County, Input.Place, Input.Story, Input.StoryEn, Input.Phone, Input.Version));
        }
        catch (RuleBroken changed) when (changed.Code == EditShop.ChangedMeanwhile)
        {
            await Refill();
            // The next save is on top of what is there now.
            ModelState.Remove("Input.Version");
            Input.Version = Saved.Version;
            ModelState.AddModelError("", T[changed]);
            return await Again();
        }
        Tell(T["店铺资料已保存"]);
        return Redirect($"/seller/{Shop}/settings");
    }

    public async Task<IActionResult> OnPostCover(IFormFile? photo)
    {
        if (photo is null)
            throw new RuleBroken("请先选一张照片") { Field = "photo" };
        await using var upload = photo.OpenReadStream();
        var key = await Send(new AddPhoto.Request(upload));
        await Send(new HangCover.Command(Shop, key.ToString()));
        Tell(T["封面已换好"]);
        return Redirect($"/seller/{Shop}/settings#cover");
    }

    public override async Task Refill()
    {
        Saved = await Send(new ShowShopForm.Query(Shop));
        // A refused cover comes back without the other form's fields.
        if (!ModelState.ContainsKey("Input.Name"))
            Input = ShopInput.Of(Saved);
    }
}
