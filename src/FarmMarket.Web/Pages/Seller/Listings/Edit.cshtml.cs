using System.Globalization;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Media;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Listings;

/// <summary>
/// Lists produce or edits a listing. Every button posts the whole form: those that add a pack or turn photos around get it back changed,
/// so the page works the same with and without script.
/// </summary>
[RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
public sealed class EditModel(TimeProvider clock) : SellerPage
{
    public const string New = "new";
    private const long MostBytes = (ListingContent.MostPhotos * (long)PhotoIntake.LargestUpload) + (1 << 20);

    protected override ShopRole Needs => ShopRole.Manager;

    [FromRoute]
    public string Slug { get; set; } = New;

    [BindProperty]
    public ListingForm Input { get; set; } = new();

    /// <summary>Files of a form sent without script.</summary>
    [BindProperty]
    public List<IFormFile> Uploads { get; set; } = [];

    /// <summary>Keys of photos that the page's script has uploaded since the form was shown.</summary>
    [BindProperty]
    public List<string> Added { get; set; } = [];

    public bool IsNew => Slug == New;
    public EditListing.Result? Listing { get; private set; }
    public DateOnly Today => Shanghai.Date(clock.GetUtcNow());
    public int MostPhotos => ListingContent.MostPhotos;

    /// <summary>Those of the shop's city; another county stays if it was chosen elsewhere.</summary>
    public IReadOnlyList<Region> Counties
    {
        get
        {
            var chosen = Regions.FindCounty(Input.County);
            return chosen?.Parent?.Children ?? [];
        }
    }

    /// <summary>The mark that what is chosen now may carry.</summary>
    public ProduceIndication? Indication =>
        Input.Variety is [.. var category, ListingForm.Other] ? Produce.IndicationFor(category, null, Input.County ?? "")
        : Produce.Variety(Input.Variety) is { } variety ? Produce.IndicationFor(variety.Category, variety.Code, Input.County ?? "") : null;

    public async Task OnGetAsync()
    {
        await Refill();
        Input = IsNew ? ListingForm.Fresh(await Send(new ListingDefaults.Query(Shop))) : ListingForm.Of(Listing!);
    }

    public override async Task Refill()
    {
        if (!IsNew)
            Listing = await Send(new EditListing.Query(Shop, Slug));
    }

    public async Task<IActionResult> OnPostAsync(string? act)
    {
        Input.Photos.AddRange(Added.Where(key => PhotoKey.TryParse(key, out _)).Select(key => new PhotoForm { Key = key }));
        var refused = await TakeUploads();
        switch (act)
        {
            case "publish" or "draft" or "save" when refused.Count == 0:
                return await Save(publish: act == "publish");
            case "publish" or "draft" or "save":
                throw new RulesBroken(refused);
            default:
                Rearrange(act ?? "");
                await Refill();
                // The form comes back as it is now, not as it was posted.
                ModelState.Clear();
                foreach (var rule in refused)
                    ModelState.AddModelError("Uploads", T[rule]);
                return Page();
        }
    }

    private async Task<IActionResult> Save(bool publish)
    {
        if (string.IsNullOrWhiteSpace(Input.Title))
            Input.Title = LikelyTitle();
        var content = Input.Read();
        if (IsNew)
        {
            await Send(new CreateListing.Command(Shop, content, publish, Input.Key));
        }
        else
        {
            await Send(new UpdateListing.Command(Shop, Slug, content, Input.Version));
            if (publish)
                await Send(new ChangeListingStatus.Command(Shop, [Slug], OnSale: true));
        }
        Tell(publish ? T["“{0}”已上架", content.Title] : T["“{0}”已保存", content.Title]);
        return LocalRedirect($"/seller/{Shop}/listings");
    }

    /// <summary>田阳桂热82号 (without 区, 县, 市) for a grower who has better things to do than to find a name.</summary>
    private string? LikelyTitle()
    {
        var name = Produce.Variety(Input.Variety)?.Name.Zh ?? Input.VarietyName ?? Produce.Category(Input.Variety?.TrimEnd(ListingForm.Other))?.Name.Zh;
        return name is null ? null : Regions.FindCounty(Input.County)?.Name.Zh.TrimEnd('\u533a', '\u53bf', '\u5e02') + name;
    }

    private async Task<List<RuleBroken>> TakeUploads()
    {
        var refused = new List<RuleBroken>();
        foreach (var file in Uploads.Where(file => file.Length > 0))
        {
            try
            {
                await using var stream = file.OpenReadStream();
                var key = await Send(new AddPhoto.Request(stream));
                Input.Photos.Add(new() { Key = key.ToString() });
            }
            catch (RuleBroken rule)
            {
                refused.Add(rule);
            }
        }
        Input.Photos = [.. Input.Photos.DistinctBy(photo => photo.Key)];
        return refused;
    }

    /// <summary><c>add-pool</c>, <c>drop-pool:1</c>, <c>add-pack:0</c>, <c>drop-pack:0.2</c>, <c>photo-up:3</c>, <c>photo-down:3</c>, <c>photo-drop:3</c>; anything else changes nothing.</summary>
    private void Rearrange(string act)
    {
        var (verb, place) = act.Split(':') is [var v, var p] ? (v, p) : (act, "");
        var at = place.Split('.').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1).ToArray();
        var (first, second) = (at[0], at.Length > 1 ? at[1] : -1);
        switch (verb)
        {
            case "add-pool" when Input.Pools.Count < ListingContent.MostPools:
                var free = Enum.GetValues<Grade>().FirstOrDefault(grade => Input.Pools.TrueForAll(pool => pool.Grade != grade), Grade.Ungraded);
                Input.Pools.Add(new() { Grade = free, Packs = [Input.Unit == StockUnit.Gram ? PackForm.OfJin(10) : new()] });
                break;
            case "drop-pool" when Input.Pools.Count > 1 && first >= 0 && first < Input.Pools.Count:
                Input.Pools.RemoveAt(first);
                break;
            case "add-pack" when first >= 0 && first < Input.Pools.Count && Input.Pools[first].Packs.Count < ListingContent.MostPacks:
                Input.Pools[first].Packs.Add(new());
                break;
            case "drop-pack" when first >= 0 && first < Input.Pools.Count && second >= 0 && second < Input.Pools[first].Packs.Count:
                Input.Pools[first].Packs.RemoveAt(second);
                break;
            case "photo-up" when first > 0 && first < Input.Photos.Count:
                (Input.Photos[first - 1], Input.Photos[first]) = (Input.Photos[first], Input.Photos[first - 1]);
                break;
            case "photo-down" when first >= 0 && first < Input.Photos.Count - 1:
                (Input.Photos[first + 1], Input.Photos[first]) = (Input.Photos[first], Input.Photos[first + 1]);
                break;
            case "photo-drop" when first >= 0 && first < Input.Photos.Count:
                Input.Photos.RemoveAt(first);
                break;
        }
    }
}
