using System.Data;
using System.Globalization;
using System.Text;
using MiniExcelLibs;

namespace FarmMarket.Tables;

public enum TableFormat
{
    Csv,
    Excel,
}

/// <summary>Writes tables that people open in a spreadsheet. Text stays text: nothing in it is ever run as a formula.</summary>
public static class TableWriter
{
    public static string ContentType(TableFormat format) =>
        format == TableFormat.Csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static string Extension(TableFormat format) => format == TableFormat.Csv ? ".csv" : ".xlsx";

    /// <param name="rows">Cells are text, numbers or null; a row has a cell for every heading.</param>
    public static byte[] Write(TableFormat format, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var memory = new MemoryStream();
        if (format == TableFormat.Csv)
            WriteCsv(memory, headings, rows);
        else
            WriteExcel(memory, headings, rows);
        return memory.ToArray();
    }

    private static void WriteExcel(Stream stream, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var table = new DataTable();
        foreach (var heading in headings)
            table.Columns.Add(heading, typeof(object));
        foreach (var row in rows)
            table.Rows.Add([.. row]);
        stream.SaveAs(table);
    }

    private static void WriteCsv(Stream stream, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<object?>> rows)
    {
        // With a mark, or Chinese Excel takes UTF-8 for GB18030.
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        Csv.Write(writer, headings);
        foreach (var row in rows)
            Csv.Write(writer, row.Select(cell => cell is string text ? Disarmed(text) : Convert.ToString(cell, CultureInfo.InvariantCulture)));
    }

    /// <summary>Spreadsheets run text that begins like a formula, and round long numbers; an apostrophe and a tab keep them from it.</summary>
    private static string Disarmed(string text) =>
        LooksLikeAFormula(text) ? "'" + text : text.Length >= 12 && text.All(char.IsAsciiDigit) ? text + "\t" : text;

    internal static bool LooksLikeAFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
}
