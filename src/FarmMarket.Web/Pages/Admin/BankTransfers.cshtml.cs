using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Tables;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Admin;

/// <summary>Transfers that are waited for, the bank's statement held against them, and refunds that a person has to send.</summary>
[EnableRateLimiting(RateLimits.Uploads)]
[RequestSizeLimit(TableReader.LargestFile + 64 * 1024)]
public sealed class BankTransfersModel : MarketPage
{
    public IReadOnlyList<AwaitedTransfers.Row> Awaited { get; private set; } = [];
    public IReadOnlyList<RefundsByHand.Row> Refunds { get; private set; } = [];

    /// <summary>Null before a statement was read.</summary>
    public ProposeMatches.Result? Proposed { get; private set; }

    public Task OnGet() => Refill();

    public async Task OnPostStatement(IFormFile? file)
    {
        if (file is null)
            throw new RuleBroken("请选择一个文件") { Field = "File", Code = "file-missing" };
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory);
        Proposed = await Send(new ProposeMatches.Query(memory.ToArray()));
        await Refill();
    }

    /// <param name="reference">Of one transfer, seen at the bank.</param>
    public async Task<IActionResult> OnPostArrived(string reference)
    {
        await Send(new ConfirmBankTransfer.Command(reference));
        Tell(T["{0} 已到账", reference]);
        return Redirect("/admin/bank-transfers");
    }

    /// <param name="match">Rows a person agreed to, each reference and hash with a blank between.</param>
    public async Task<IActionResult> OnPostMatch(List<string> match)
    {
        var (paid, problems) = (0, new List<string>());
        foreach (var agreed in match)
        {
            if (agreed.Split(' ') is not [var reference, var hash])
                continue;
            try
            {
                await Send(new ConfirmBankTransfer.Command(reference, hash));
                paid++;
            }
            catch (RuleBroken why)
            {
                problems.Add($"{reference}: {T[why]}");
            }
        }
        if (paid > 0)
            Tell(T["{0} 笔已到账", paid]);
        if (problems.Count > 0)
            TempData["Problem"] = string.Join('\n', problems);
        return Redirect("/admin/bank-transfers");
    }

    public async Task<IActionResult> OnPostSent(string key, string? reference)
    {
        await Send(new RefundByHand.Command(key, reference ?? ""));
        return Redirect("/admin/bank-transfers");
    }

    public override async Task Refill()
    {
        Awaited = await Send(new AwaitedTransfers.Query());
        Refunds = await Send(new RefundsByHand.Query());
    }
}
