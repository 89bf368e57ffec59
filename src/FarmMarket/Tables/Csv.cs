using System.Text;

namespace FarmMarket.Tables;

/// <summary>Lines of cells between separators, as RFC 4180 has them: a quoted cell may hold separators, line breaks and doubled quotes.</summary>
internal static class Csv
{
    /// <summary>Forgiving: a quote in the middle of a cell is a quote, an unclosed one ends with the text.</summary>
    public static IEnumerable<IReadOnlyList<string>> Read(string text, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '"' && cell.Length == 0)
            {
                for (at++; at < text.Length; at++)
                {
                    if (text[at] != '"')
                        cell.Append(text[at]);
                    else if (at + 1 < text.Length && text[at + 1] == '"')
                        cell.Append(text[at++]);
                    else
                        break;
                }
            }
            else if (c == separator)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
                    at++;
                cells.Add(cell.ToString());
                yield return cells;
                (cells, cell) = ([], cell.Clear());
            }
            else
            {
                cell.Append(c);
            }
        }
        if (cell.Length > 0 || cells.Count > 0)
        {
            cells.Add(cell.ToString());
            yield return cells;
        }
    }

    public static void Write(TextWriter writer, IEnumerable<string?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                writer.Write(',');
            first = false;
            writer.Write(cell?.AsSpan().IndexOfAny("\",;\r\n\t") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
        }
        writer.Write("\r\n");
    }
}
