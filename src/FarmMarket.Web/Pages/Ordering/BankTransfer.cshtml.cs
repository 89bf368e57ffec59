using FarmMarket.Kernel;
using FarmMarket.Media;
using FarmMarket.Ordering;
using FarmMarket.Payments;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Ordering;

/// <summary>How to pay one checkout by bank transfer: where to, with which reference, and a place for a photo of the receipt.</summary>
[Authorize]
[EnableRateLimiting(RateLimits.Uploads)]
[RequestSizeLimit(PhotoIntake.LargestUpload + (1 << 20))]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class BankTransferModel : MarketPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    public MyCheckout.Result Checkout { get; private set; } = null!;
    public MyBankTransfer.Result Transfer { get; private set; } = null!;

    public Task OnGet() => Refill();

    public async Task<IActionResult> OnPostChoose()
    {
        await Send(new ChooseBankTransfer.Command(Number));
        return Redirect($"/pay/{Number}/bank");
    }

    public async Task<IActionResult> OnPostProof(IFormFile? photo)
    {
        if (photo is null)
            throw new RuleBroken("请先选一张照片") { Field = "photo" };
        await using var upload = photo.OpenReadStream();
        var key = await Send(new AddPhoto.Request(upload));
        await Send(new ProveBankTransfer.Command(Number, key.ToString()));
        Tell(T["回单收到了，款到后我们马上通知店家"]);
        return Redirect($"/pay/{Number}/bank");
    }

    public override async Task Refill()
    {
        Checkout = await Send(new MyCheckout.Query(Number));
        Transfer = await Send(new MyBankTransfer.Query(Number));
    }
}
