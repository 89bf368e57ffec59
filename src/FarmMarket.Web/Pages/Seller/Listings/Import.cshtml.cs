using FarmMarket.Catalog;
using FarmMarket.Kernel;
using FarmMarket.Tables;
using FarmMarket.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace FarmMarket.Web.Pages.Seller.Listings;

/// <summary>Many listings at once: take them along as a spreadsheet, hand one in.</summary>
[RequestSizeLimit(TableReader.LargestFile + (1 << 16)), RequestFormLimits(MultipartBodyLengthLimit = TableReader.LargestFile + (1 << 16))]
public sealed class ImportModel : SellerPage
{
    protected override ShopRole Needs => ShopRole.Manager;

    [BindProperty(Name = "File")]
    public IFormFile? Table { get; set; }

    public IReadOnlyList<ListingImports.Line> Before { get; private set; } = [];

    public Task OnGetAsync() => Refill();

    public override async Task Refill() => Before = await Send(new ListingImports.Query(Shop));

    public async Task<IActionResult> OnPostAsync()
    {
        if (Table is null)
            throw new RuleBroken("请选择文件") { Field = "File", Code = "invalid" };
        await using var stream = Table.OpenReadStream();
        var token = await Send(new HandInListingFile.Request(Shop, stream, Path.GetFileName(Table.FileName)));
        return LocalRedirect($"/seller/{Shop}/listings/import/{token}");
    }

    public async Task<IActionResult> OnGetExportAsync(string? format) =>
        Sheet(format, await Send(new ExportListings.Query(Shop, Text.InEnglish)), $"{Shop}-listings");

    /// <summary>The headings with one listing in two packs, as an example to write over.</summary>
    public IActionResult OnGetTemplate(string? format)
    {
        var example = new ListingContent
        {
            Title = new(T["例：田阳桂七芒果"]),
            Category = "mango",
            Variety = "guire-82",
            County = "451003",
            UsesGiMark = true,
            Pools =
            [
                new()
                {
                    Grade = Grade.First,
                    Unit = StockUnit.Gram,
                    OpeningStock = Weight.Jin(2000).Grams,
                    Packs = [Example(PackForm.OfJin(5), 4680), Example(PackForm.OfJin(10), 8600)],
                },
            ],
        };
        return Sheet(format, ListingSheet.Write("", ListingStatus.Draft, example, Text.InEnglish), "listings-template");

        static PackContent Example(PackForm pack, long fen) => new()
        {
            Name = new(pack.Name!, pack.NameEn),
            BaseUnits = Weight.Jin(Amounts.Number(pack.BaseUnits)!.Value).Grams,
            Price = new(fen),
        };
    }

    private FileContentResult Sheet(string? format, IEnumerable<IReadOnlyList<object?>> rows, string name)
    {
        var type = format == "csv" ? TableFormat.Csv : TableFormat.Excel;
        var file = TableWriter.Write(type, [.. ListingSheet.Columns.Select(column => column.Heading.In(Text.InEnglish) + (column.Needed ? "*" : ""))], rows);
        return File(file, TableWriter.ContentType(type), name + TableWriter.Extension(type));
    }
}
