using FarmMarket.Data.Postgres;
using FarmMarket.Data.Sqlite;
using FarmMarket.Data.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace FarmMarket.Data;

// The migration tools need a context of each kind, but no database.

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteMarketDb>
{
    public SqliteMarketDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMarketDb>().UseSqlite("Data Source=:memory:").Options);
}

internal sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerMarketDb>
{
    public SqlServerMarketDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerMarketDb>().UseSqlServer("Server=nowhere").Options);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresMarketDb>
{
    public PostgresMarketDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresMarketDb>().UseNpgsql("Host=nowhere").Options);
}
