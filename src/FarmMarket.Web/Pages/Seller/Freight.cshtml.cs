using FarmMarket.Kernel;
using FarmMarket.Shipping;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>What the shop asks for sending: ready-made sets first, then every rate by hand, with a calculator on what is typed.</summary>
public sealed class FreightModel : SellerPage
{
    [BindProperty]
    public FreightInput Terms { get; set; } = new();

    [BindProperty]
    public long? Version { get; set; }

    [BindProperty]
    public string? Province { get; set; }

    [BindProperty]
    public decimal? Gross { get; set; }

    [BindProperty]
    public decimal? Goods { get; set; }

    public ShowFreight.Result? Saved { get; private set; }

    /// <summary>The form is shown: there are terms, or the person writes their own.</summary>
    public bool Editing { get; private set; }

    public FreightQuote? Tried { get; private set; }

    protected override ShopRole Needs => ShopRole.Manager;

    public async Task OnGet(bool own, string? preset)
    {
        await Refill();
        (Province, Gross, Goods) = ("44", 5.5m, 60);
        if (FreightPresets.Find(preset) is { } chosen)
            Terms = FreightInput.Of(chosen.Terms with { FreeFrom = Saved?.Terms.FreeFrom, PickupPlace = Saved?.Terms.PickupPlace });
        else if (Saved is not null)
            Terms = FreightInput.Of(Saved.Terms);
        else if (own)
            Terms.Rates.Add(new() { FirstWeight = 1, AdditionalWeight = 1 });
        Version = Saved?.Version;
        Editing = Saved is not null || own || preset is not null;
    }

    /// <summary>Takes a ready-made set as it is.</summary>
    public async Task<IActionResult> OnPostTake(string preset)
    {
        ModelState.Clear();
        var chosen = FreightPresets.Find(preset) ?? throw new NotFound();
        await Send(new SaveFreight.Command(Shop, chosen.Terms, null));
        Tell(T["运费设好了：{0}", Components.Shipping.FreightWords.PresetName(T, chosen.Code)]);
        return Redirect($"/seller/{Shop}/freight");
    }

    public async Task<IActionResult> OnPost()
    {
        if (!ModelState.IsValid)
            return await Again();
        try
        {
            await Send(new SaveFreight.Command(Shop, Terms.ToTerms(), Version));
        }
        catch (RuleBroken changed) when (changed.Code == SaveFreight.ChangedMeanwhile)
        {
            await Refill();
            // The next save is on top of what is there now.
            ModelState.Remove(nameof(Version));
            Version = Saved?.Version;
            ModelState.AddModelError("", T[changed]);
            return await Again();
        }
        Tell(T["运费已保存，新订单按这个算"]);
        return Redirect($"/seller/{Shop}/freight");
    }

    public async Task<IActionResult> OnPostTry()
    {
        if (!ModelState.IsValid)
            return await Again();
        await Refill();
        Tried = await Send(new TryFreight.Query(Shop, Terms.ToTerms(), Province, FreightInput.Kilograms(Gross), FreightInput.Yuan(Goods ?? 0)));
        return Page();
    }

    public Task<IActionResult> OnPostAdd() => Changed(() => Terms.Rates.Add(new() { FirstWeight = 1, AdditionalWeight = 1 }));

    public Task<IActionResult> OnPostRemove(int at) => Changed(() =>
    {
        if (at >= 0 && at < Terms.Rates.Count)
            Terms.Rates.RemoveAt(at);
    });

    public override async Task Refill()
    {
        Saved = await Send(new ShowFreight.Query(Shop));
        Editing = true;
    }

    /// <summary>Shows the form with one group more or less; nothing is saved yet, and what can't be read yet stays as typed.</summary>
    private async Task<IActionResult> Changed(Action change)
    {
        if (!ModelState.IsValid)
            return await Again();
        change();
        ModelState.Clear();
        await Refill();
        return Page();
    }
}
