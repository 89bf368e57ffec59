using FarmMarket.Data.Postgres;
using FarmMarket.Data.Sqlite;
using FarmMarket.Data.SqlServer;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Data;

public static class MarketDbOptions
{
    private static readonly ServiceProvider Identity = new ServiceCollection()
        .Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();

    /// <summary>For a context made outside the host: Identity asks the host's options which tables it has.</summary>
    public static DbContextOptionsBuilder<TContext> WithoutHost<TContext>(this DbContextOptionsBuilder<TContext> options)
        where TContext : MarketDb => options.UseApplicationServiceProvider(Identity);
}

// The migration tools need a context of each kind, but no database.

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteMarketDb>
{
    public SqliteMarketDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMarketDb>().UseSqlite("Data Source=:memory:").WithoutHost().Options);
}

internal sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerMarketDb>
{
    public SqlServerMarketDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerMarketDb>().UseSqlServer("Server=nowhere").WithoutHost().Options);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresMarketDb>
{
    public PostgresMarketDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresMarketDb>().UseNpgsql("Host=nowhere").WithoutHost().Options);
}
