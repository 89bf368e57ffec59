using System.Globalization;
using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Payments;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Claims;

/// <summary>The buyer shows bad fruit of one line of an order. Photos that were taken in stay when the form comes back.</summary>
[Authorize]
[EnableRateLimiting(RateLimits.Uploads)]
[RequestSizeLimit(Claim.MostPhotos * (long)PhotoIntake.LargestUpload + (1 << 20))]
public sealed class NewModel : MarketPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    /// <summary>Position in the order, from 1.</summary>
    [FromRoute]
    public int Line { get; set; }

    /// <summary>斤 or pieces, as typed.</summary>
    [BindProperty]
    public string? Bad { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Keys of photos that are up.</summary>
    [BindProperty]
    public List<string> Photos { get; set; } = [];

    [BindProperty]
    public string Key { get; set; } = PublicNumbers.Token();

    public ShowClaimable.Line About { get; private set; } = null!;

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPost(List<IFormFile> uploads)
    {
        await Refill();
        foreach (var upload in uploads.Where(upload => upload.Length > 0).Take(Claim.MostPhotos))
        {
            await using var stream = upload.OpenReadStream();
            Photos.Add((await Send(new AddPhoto.Request(stream))).ToString());
        }
        Photos = [.. Photos.Distinct().Take(Claim.MostPhotos)];
        var number = await Send(new OpenClaim.Command(Number, Line, Units(), Words ?? "", Photos, Key));
        Tell(T["申请交上去了，店家 24 小时内回复"]);
        return Redirect("/claims/" + number);
    }

    public override async Task Refill() =>
        About = (await Send(new ShowClaimable.Query(Number))).FirstOrDefault(line => line.Position == Line) ?? throw new NotFound();

    private long Units()
    {
        if (!decimal.TryParse(Bad?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var typed) || typed > 1_000_000)
            throw new RuleBroken("请填写坏了多少") { Field = "BadUnits", Code = "amount-unreadable" };
        return (long)Math.Round(About.Unit == StockUnit.Gram ? typed * Weight.GramsPerJin : typed, MidpointRounding.AwayFromZero);
    }
}
