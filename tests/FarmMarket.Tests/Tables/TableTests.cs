using System.IO.Compression;
using System.Text;
using FarmMarket.Kernel;
using FarmMarket.Tables;

namespace FarmMarket.Tests.Tables;

public sealed class TableTests
{
    private static readonly string[] Nasty =
        ["=1+1", "+8613800001111", "-2", "@sum(A1)", "\tx", "说“好”, 行\n第二行", "a;b", "26112400000001", "  边上有空格  ", "'quoted'", "=HYPERLINK(\"http://x\",\"y\")"];

    [Theory]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Excel)]
    public void What_is_written_is_read_back(TableFormat format)
    {
        var file = TableWriter.Write(format, ["甲", "乙"], Nasty.Select(text => (IReadOnlyList<object?>)[text, 12.5m]));

        var rows = TableReader.Read(new MemoryStream(file), 100);

        Assert.Equal(["甲", "乙"], rows[0].Cells);
        Assert.Equal(Nasty.Select(text => text.Trim()), rows.Skip(1).Select(row => row[0]));
        Assert.All(rows.Skip(1), row => Assert.Equal("12.5", row[1]));
    }

    [Fact]
    public void No_cell_of_a_csv_begins_like_a_formula()
    {
        var text = Encoding.UTF8.GetString(TableWriter.Write(TableFormat.Csv, ["甲"], Nasty.Select(text => (IReadOnlyList<object?>)[text])));

        Assert.StartsWith("\ufeff甲\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split("\r\n").Skip(1), line => line.TrimStart('"').Length > 0 && "=+-@\t".Contains(line.TrimStart('"')[0]));
    }

    [Fact]
    public void No_cell_of_an_Excel_file_is_a_formula()
    {
        using var zip = new ZipArchive(new MemoryStream(TableWriter.Write(TableFormat.Excel, ["甲"], Nasty.Select(text => (IReadOnlyList<object?>)[text]))));
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());

        Assert.DoesNotContain("<x:f>", sheet.ReadToEnd().Replace("<f>", "<x:f>", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_table_still_has_its_headings() =>
        Assert.Equal(["甲", "乙"], TableReader.Read(new MemoryStream(TableWriter.Write(TableFormat.Excel, ["甲", "乙"], [])), 5).Single().Cells);

    public static TheoryData<string, byte[]> NoTables => new()
    {
        { "not-a-table", [0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1] },
        { "old-excel", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1] },
        { "not-a-table", [0x50, 0x4b, 0x03, 0x04, 1, 2, 3] },
        { "not-a-table", Zip(("a.txt", "hello")) },
        { "not-a-table", Zip(("xl/workbook.xml", "<broken")) },
        { "not-a-table", Zip(("xl/workbook.xml", new string('x', 101 * 1024 * 1024))) },
        { "table-too-large", new byte[TableReader.LargestFile + 1] },
        { "table-too-long", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a,b\n", 12))) },
        { "table-empty", " \r\n ,,\r\n"u8.ToArray() },
    };

    [Theory, MemberData(nameof(NoTables))]
    public void What_is_no_table_or_too_large_is_refused(string code, byte[] file) =>
        Assert.Equal(code, Assert.Throws<RuleBroken>(() => TableReader.Read(new MemoryStream(file), 10)).Code);

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        }
        return memory.ToArray();
    }
}
