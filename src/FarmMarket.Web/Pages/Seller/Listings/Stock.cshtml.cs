using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Tables;
using FarmMarket.Web.Components;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Listings;

/// <summary>The stock book of a listing, a pool at a time, and the form with which the shop's people write into it.</summary>
public sealed class StockModel : SellerPage
{
    public static readonly StockMoveKind[] Kinds = [StockMoveKind.Harvested, StockMoveKind.Spoiled, StockMoveKind.Correction];

    public sealed class MoveForm
    {
        public StockMoveKind Kind { get; set; } = StockMoveKind.Harvested;

        /// <summary>斤 or pieces.</summary>
        public string? Quantity { get; set; }
        public string? Reason { get; set; }
        public string? Key { get; set; }
    }

    [FromRoute]
    public string Slug { get; set; } = "";

    [FromQuery(Name = "pool")]
    public long? Pool { get; set; }

    [FromQuery(Name = "after")]
    public string? After { get; set; }

    [BindProperty]
    public MoveForm Input { get; set; } = new();

    public ShowStockLedger.Result Book { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await Refill();
        Input.Key = PublicNumbers.Token();
    }

    public override async Task Refill() => Book = await Send(new ShowStockLedger.Query(Shop, Slug, Pool is { } id ? new StockPoolId(id) : null, After));

    public async Task<IActionResult> OnPostAsync()
    {
        await Refill();
        var pool = Book.Pool ?? throw new NotFound();
        var faults = new List<RuleBroken>();
        var quantity = Amounts.Read(Input.Quantity, pool.Unit, "Quantity", faults);
        if (faults.Count > 0)
            throw faults[0];
        await Send(new MoveStock.Command(Shop, Slug, pool.Id, Input.Kind, quantity ?? 0, Input.Reason, Input.Key));
        Tell(T["记好了"]);
        return LocalRedirect(Address(pool.Id));
    }

    public async Task<IActionResult> OnGetExportAsync(string? format)
    {
        await Refill();
        var pool = Book.Pool ?? throw new NotFound();
        var export = await Send(new ExportStockMoves.Query(Shop, Slug, pool.Id));
        var type = format == "xlsx" ? TableFormat.Excel : TableFormat.Csv;
        var balance = export.Available;
        var unit = export.Unit == StockUnit.Gram ? T["斤"] : T["个"];
        var rows = export.Lines.Select(line =>
        {
            IReadOnlyList<object?> row =
            [
                Written.At(line.At), ListingWords.Move(T, line.Kind), Plain(line.Quantity, export.Unit), Plain(balance, export.Unit), line.OrderNumber, line.Reason,
            ];
            balance -= line.Quantity;
            return row;
        });
        var file = TableWriter.Write(type, [T["时间"], T["事由"], $"{T["数量"]} ({unit})", $"{T["结存"]} ({unit})", T["订单"], T["备注"]], rows);
        return File(file, TableWriter.ContentType(type), $"{Slug}-stock{TableWriter.Extension(type)}");
    }

    public string Address(StockPoolId pool, string? after = null) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/seller/{Shop}/listings/{Slug}/stock?pool={pool.Value}") + (after is null ? "" : "&after=" + after);

    private static decimal Plain(long units, StockUnit unit) => unit == StockUnit.Gram ? units / (decimal)Weight.GramsPerJin : units;
}
