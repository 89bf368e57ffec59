using FarmMarket.Kernel;
using FarmMarket.Shops;
using FarmMarket.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>Closes the shop for some days, and opens it again.</summary>
public sealed class HolidayModel(TimeProvider clock) : SellerPage
{
    [BindProperty]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? NoteEn { get; set; }

    public DateOnly Today { get; } = Shanghai.Date(clock.GetUtcNow());
    public ShowDesk.Result Desk { get; private set; } = null!;

    protected override ShopRole Needs => ShopRole.Manager;

    public async Task OnGet()
    {
        await Refill();
        if (Desk.OnHoliday)
            (Until, Note, NoteEn) = (Desk.HolidayUntil, Desk.HolidayNote.Zh, Desk.HolidayNote.En);
    }

    public async Task<IActionResult> OnPost()
    {
        if (!ModelState.IsValid)
            return await Again();
        await Send(new TakeHoliday.Command(Shop, Until, Note, NoteEn));
        Tell(T["休假到 {0}，第二天自动开门", Written.Date(Until!.Value)]);
        return Redirect($"/seller/{Shop}");
    }

    public async Task<IActionResult> OnPostReturn()
    {
        await Send(new ReturnFromHoliday.Command(Shop));
        Tell(T["开门了，又可以接单"]);
        return Redirect($"/seller/{Shop}");
    }

    public override async Task Refill() => Desk = await Send(new ShowDesk.Query(Shop));
}
