using System.Globalization;

namespace FarmMarket.Benchmarks;

/// <summary>Rows of one server, in Markdown, with the ratio to a control where there is one.</summary>
internal sealed class Table(string title)
{
    private readonly List<string> rows = [];

    public Measured Add(Measured row, Measured? control = null, double? least = null)
    {
        var ratio = control is null ? "" : $"{row.PerSecond / control.PerSecond:0.00} of {control.Name}{(least is null ? "" : $" (at least {least:0.00})")}";
        rows.Add($"| {row.Name} | {row.PerSecond:#,0} | {row.P50:0.00} | {row.P99:0.00} | {row.Cpu:0.00} | {row.Statements?.ToString("0.0", CultureInfo.InvariantCulture) ?? ""} | {ratio} | {(row.Failures == 0 ? "" : $"{row.Failures} failed")} |");
        return row;
    }

    public void Print()
    {
        Run.Say($"\n### {title}\n\n| | requests/s | p50 ms | p99 ms | CPU ms | SQL statements | ratio | |\n|---|---:|---:|---:|---:|---:|---|---|");
        rows.ForEach(Run.Say);
        Run.Say("");
    }
}
