using FarmMarket.Kernel;
using FarmMarket.Ordering;
using FarmMarket.Tables;
using FarmMarket.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FarmMarket.Web.Pages.Seller.Orders;

/// <summary>Waybills from a spreadsheet: choose, look, apply.</summary>
[EnableRateLimiting(RateLimits.Uploads)]
[RequestSizeLimit(TableReader.LargestFile + 64 * 1024)]
public sealed class ImportModel : SellerPage
{
    /// <summary>Null before a file was read.</summary>
    public IReadOnlyList<ImportWaybills.Judged>? Rows { get; private set; }
    public bool IsDone { get; private set; }

    public int Good => Rows?.Count(row => row.Verdict == ImportWaybills.Verdict.Good) ?? 0;

    /// <summary>The rows that were looked at, given back to be applied; judged anew.</summary>
    [BindProperty]
    public List<RowInput> Row { get; set; } = [];

    public sealed class RowInput
    {
        public int Number { get; set; }
        public string? Order { get; set; }
        public string? Carrier { get; set; }
        public string? Waybill { get; set; }
    }

    public void OnGet()
    {
    }

    public async Task OnPostLookAsync(IFormFile? file)
    {
        if (file is null)
            throw new RuleBroken("请选择一个文件") { Field = "File", Code = "file-missing" };
        await using var stream = file.OpenReadStream();
        Rows = await Send(new ImportWaybills.Preview(Shop, ImportWaybills.Read(stream)));
    }

    public async Task OnPostApplyAsync()
    {
        Rows = await Send(new ImportWaybills.Command(Shop, [.. Row.Select(row => new ImportWaybills.Row(row.Number, row.Order ?? "", row.Carrier ?? "", row.Waybill ?? ""))]));
        IsDone = true;
    }

    /// <summary>A file to fill in: the orders still to be sent.</summary>
    public async Task<IActionResult> OnGetTemplateAsync()
    {
        var orders = await Send(new PickList.Query(Shop, []));
        var rows = orders.Slips.Where(slip => !slip.Delivery.Pickup).Select(slip => (IReadOnlyList<object?>)
            [slip.Number, "", "", slip.Delivery.Recipient, string.Join("; ", slip.Lines.Select(line => $"{line.Title} {line.PackName} × {line.Quantity}"))]);
        return File(
            TableWriter.Write(TableFormat.Excel, [T["订单号"], T["快递公司"], T["运单号"], T["收货人"], T["货品"]], rows),
            TableWriter.ContentType(TableFormat.Excel), $"{Shop}-waybills.xlsx");
    }
}
