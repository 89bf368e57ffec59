using System.Globalization;
using FarmMarket.Kernel;
using FarmMarket.Payments;
using FarmMarket.Tables;
using FarmMarket.Web.Components.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace FarmMarket.Web.Pages.Seller;

/// <summary>A shop's money: what is held, what is owed, what is on its way, and everything that made it so.</summary>
public sealed class MoneyModel(IOptions<SettlementOptions> settlements, TimeProvider clock) : SellerPage
{
    public Money Least => settlements.Value.Least;

    [FromQuery]
    public string? After { get; set; }

    public ShopStatement.Result Statement { get; private set; } = null!;
    public bool HasBankAccount { get; private set; }

    protected override ShopRole Needs => ShopRole.Owner;

    public async Task OnGet()
    {
        Statement = await Send(new ShopStatement.Query(Shop, After));
        HasBankAccount = await Send(new ShowBankAccount.Query(Shop)) is not null;
    }

    /// <summary>The newest entries as a file for a spreadsheet.</summary>
    public async Task<IActionResult> OnGetExport(string? format)
    {
        var entries = await Send(new ExportShopStatement.Query(Shop));
        var rows = entries.Select(entry => (IReadOnlyList<object?>)
        [
            Shanghai.Time(entry.At).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), MoneyWords.Transaction(T, entry.Name), MoneyWords.Account(T, entry.Account), entry.Order,
            entry.Change.Fen / 100m,
        ]);
        var kind = format == "csv" ? TableFormat.Csv : TableFormat.Excel;
        var name = $"{Shop}-{Shanghai.Date(clock.GetUtcNow()).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}{TableWriter.Extension(kind)}";
        return File(TableWriter.Write(kind, [T["时间"], T["发生什么"], T["账户"], T["订单号"], T["金额"]], rows), TableWriter.ContentType(kind), name);
    }
}
