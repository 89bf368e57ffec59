using FarmMarket.Data;
using FarmMarket.Data.SqlServer;
using FarmMarket.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.Dac.Model;

namespace FarmMarket.Tests.Data;

/// <summary>What can be proven of SQL Server without one: its own tools resolve every table and column of our script and queries.</summary>
[Trait("stage", "sqlserver")]
public sealed class SqlServerTests
{
    private static TSqlModel Schema()
    {
        using var db = new SqlServerMarketDb(new DbContextOptionsBuilder<SqlServerMarketDb>().UseSqlServer("Server=nowhere").WithoutHost().Options);
        return MigratedSchema.Of(db.GetService<IMigrator>().GenerateScript());
    }

    private static List<string> Faults(TSqlModel model) => [.. model.Validate().Select(message => message.ToString())];

    [Fact]
    public void The_migration_script_is_valid() => Assert.Empty(Faults(Schema()));

    [Fact]
    public void Every_query_of_the_suite_is_valid()
    {
        Assert.SkipWhen(TsqlCapture.Folder is null, "FARMMARKET_TSQL names no folder; tests/run.sh runs the handlers with it first.");
        var model = Schema();
        var queries = Directory.GetFiles(TsqlCapture.Folder!, "*.sql");
        Assert.True(queries.Length > 50, $"Only {queries.Length} queries were captured.");
        foreach (var file in queries)
            model.AddObjects(File.ReadAllText(file).Replace("{name}", Path.GetFileNameWithoutExtension(file), StringComparison.Ordinal));
        Assert.Empty(Faults(model));
    }
}
