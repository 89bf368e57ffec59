using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Tables;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>One day's settlement: the file for the bank, and what the bank answered.</summary>
[EnableRateLimiting(RateLimits.Uploads)]
[RequestSizeLimit(TableReader.LargestFile + 64 * 1024)]
public sealed class SettlementModel : MarketPage
{
    [FromRoute]
    public string Number { get; set; } = "";

    public ShowSettlement.Result Shown { get; private set; } = null!;

    /// <summary>Of the file just read; null before.</summary>
    public ReadSettlementFile.Result? Read { get; private set; }

    public Task OnGet() => Refill();

    /// <summary>A post, because it leaves an audit row.</summary>
    public async Task<IActionResult> OnPostFile(TableFormat format) =>
        File(await Send(new WriteBankFile.Command(Number, format)), TableWriter.ContentType(format), Number + TableWriter.Extension(format));

    public async Task OnPostResults(IFormFile? file)
    {
        if (file is null)
            throw new RuleBroken("请选择一个文件") { Field = "File", Code = "file-missing" };
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory);
        Read = await Send(new ReadSettlementFile.Command(Number, memory.ToArray()));
        await Refill();
    }

    public async Task<IActionResult> OnPostAnswer(int position, bool paid, string? because)
    {
        await Send(new AnswerSettlement.Command(Number, position, paid, because));
        return Redirect($"/admin/settlements/{Number}");
    }

    public override async Task Refill() => Shown = await Send(new ShowSettlement.Query(Number));
}
