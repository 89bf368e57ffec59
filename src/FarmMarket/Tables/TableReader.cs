using System.Globalization;
using System.IO.Compression;
using FarmMarket.Kernel;
using MiniExcelLibs;

namespace FarmMarket.Tables;

/// <summary>A row of an uploaded file with the number that a spreadsheet shows beside it; cells without surrounding blanks.</summary>
public sealed record TableRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The cell of that column, empty where the row is shorter.</summary>
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";
}

/// <summary>
/// Reads what people export from a spreadsheet: Excel (.xlsx), or text with commas, semicolons or tabs in UTF-8, UTF-16 or GB18030.
/// What is no table, or too large a one, is refused before memory is spent.
/// </summary>
public static class TableReader
{
    public const long LargestFile = 5 * 1024 * 1024;
    private const long LargestUnpacked = 100 * 1024 * 1024;
    private const int MostColumns = 100;
    private const int LongestCell = 10_000;

    /// <summary>All rows that hold anything, the heading included.</summary>
    public static IReadOnlyList<TableRow> Read(Stream file, int mostRows)
    {
        var content = Content(file);
        var rows = IsZip(content) ? Excel(content) : Text(Decode(content));
        var read = new List<TableRow>();
        var number = 0;
        foreach (var cells in rows)
        {
            number++;
            if (cells.All(cell => cell.Length == 0))
                continue;
            if (read.Count > mostRows)
                throw new RuleBroken("一次最多读 {0} 行，请分成几个文件", mostRows) { Field = "File", Code = "table-too-long" };
            if (cells.Count > MostColumns || cells.Any(cell => cell.Length > LongestCell))
                throw new RuleBroken("第 {0} 行太长，看起来不是我们要的表格", number) { Field = "File", Code = "not-a-table" };
            read.Add(new(number, cells));
        }
        return read.Count > 0 ? read : throw new RuleBroken("文件是空的") { Field = "File", Code = "table-empty" };
    }

    private static byte[] Content(Stream file)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = file.Read(buffer)) > 0;)
        {
            memory.Write(buffer, 0, count);
            if (memory.Length > LargestFile)
                throw new RuleBroken("文件太大，请控制在 {0} MB 以内", LargestFile / 1024 / 1024) { Field = "File", Code = "table-too-large" };
        }
        return memory.ToArray();
    }

    private static bool IsZip(byte[] content) => content is [0x50, 0x4b, 0x03, 0x04, ..];

    private static string Decode(byte[] content)
    {
        if (content is [0xd0, 0xcf, 0x11, 0xe0, ..])
            throw new RuleBroken("这是旧版 Excel 文件（.xls），请另存为 .xlsx 或 CSV 再上传") { Field = "File", Code = "old-excel" };
        return FileText.Decode(content) ?? throw NotATable();
    }

    private static IEnumerable<IReadOnlyList<string>> Text(string text)
    {
        var firstLine = text.AsSpan(0, Math.Min(text.Length, 2000));
        if (firstLine.IndexOfAny('\r', '\n') is var end and >= 0)
            firstLine = firstLine[..end];
        var separator = firstLine.Contains('\t') ? '\t' : firstLine.Contains(',') || !firstLine.Contains(';') ? ',' : ';';
        return Csv.Read(text, separator).Select(cells => (IReadOnlyList<string>)[.. cells.Select(Clean)]);
    }

    private static IEnumerable<IReadOnlyList<string>> Excel(byte[] content)
    {
        using (var zip = Opened(content))
        {
            if (zip.Entries.Count > 1000 || zip.Entries.Sum(entry => entry.Length) > LargestUnpacked || zip.GetEntry("xl/workbook.xml") is null)
                throw NotATable();
        }
        using var memory = new MemoryStream(content);
        IEnumerator<object> rows;
        try
        {
            rows = memory.Query(excelType: ExcelType.XLSX).GetEnumerator();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw NotATable();
        }
        using (rows)
        {
            while (Next(rows) is IDictionary<string, object?> row)
                yield return [.. row.Values.Select(value => Clean(Written(value)))];
        }
    }

    private static ZipArchive Opened(byte[] content)
    {
        try
        {
            return new(new MemoryStream(content));
        }
        catch (InvalidDataException)
        {
            throw NotATable();
        }
    }

    private static object? Next(IEnumerator<object> rows)
    {
        try
        {
            return rows.MoveNext() ? rows.Current : null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            throw NotATable();
        }
    }

    /// <summary>Numbers without exponent or trailing zeros: a waybill typed as a number stays its digits.</summary>
    private static string Written(object? value) => value switch
    {
        null => "",
        double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Also takes off the apostrophe with which <see cref="TableWriter"/> disarms what looks like a formula.</summary>
    private static string Clean(string cell)
    {
        var text = cell.Trim();
        return text.Length > 1 && text[0] == '\'' && TableWriter.LooksLikeAFormula(text[1..]) ? text[1..].Trim() : text;
    }

    private static RuleBroken NotATable() => new("这不是表格文件，请上传 .xlsx 或 .csv") { Field = "File", Code = "not-a-table" };
}
