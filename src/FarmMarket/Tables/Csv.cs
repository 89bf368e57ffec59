using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace FarmMarket.Tables;

/// <summary>Lines of cells between separators, as RFC 4180 has them: a quoted cell may hold separators, line breaks and doubled quotes.</summary>
internal static class Csv
{
    /// <summary>Forgiving: a stray quote is a quote, an unclosed one ends with the text. An empty line is a row of one empty cell.</summary>
    public static IEnumerable<IReadOnlyList<string>> Read(string text, char separator)
    {
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(),
            BadDataFound = null,
            IgnoreBlankLines = false,
        });
        while (parser.Read())
            yield return parser.Record!;
    }

    public static void Write(TextWriter writer, IEnumerable<string?> cells)
    {
        using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" }, leaveOpen: true);
        foreach (var cell in cells)
            csv.WriteField(cell);
        csv.NextRecord();
    }
}
