using System.Globalization;
using FarmMarket.Data;
using FarmMarket.Data.Postgres;
using FarmMarket.Data.Sqlite;
using FarmMarket.Data.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FarmMarket.Testing;

/// <summary>
/// A fresh, migrated database for one test. Which kind is said by <c>FARMMARKET_TEST_DATABASE</c>: <c>sqlite</c> (default),
/// <c>postgres</c> (a server of our own) or <c>sqlserver</c> (the server named by <c>FARMMARKET_TEST_SQLSERVER</c>, a connection string
/// without a database). Migrated once, then copied.
/// </summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<string> SqliteTemplate = new(MakeSqliteTemplate);
    private static readonly Lazy<bool> PostgresTemplate = new(MakePostgresTemplate);
    private static int made;

    private readonly Action drop;

    public DatabaseProvider Provider { get; }
    public string ConnectionString { get; }

    private TestDatabase(DatabaseProvider provider, string connectionString, Action drop) =>
        (Provider, ConnectionString, this.drop) = (provider, connectionString, drop);

    public static DatabaseProvider Chosen => Environment.GetEnvironmentVariable("FARMMARKET_TEST_DATABASE") switch
    {
        null or "" or "sqlite" => DatabaseProvider.Sqlite,
        "postgres" => DatabaseProvider.Postgres,
        "sqlserver" => DatabaseProvider.SqlServer,
        var other => throw new InvalidOperationException($"FARMMARKET_TEST_DATABASE={other}? It is sqlite, postgres or sqlserver."),
    };

    public static TestDatabase Create(DatabaseProvider? provider = null) => (provider ?? Chosen) switch
    {
        DatabaseProvider.Postgres => CreatePostgres(),
        DatabaseProvider.SqlServer => CreateSqlServer(),
        _ => CreateSqlite(),
    };

    /// <summary>A context of its own, for looking at what another process left and for setting a scene.</summary>
    public MarketDb Open() => Provider switch
    {
        DatabaseProvider.Postgres => new PostgresMarketDb(new DbContextOptionsBuilder<PostgresMarketDb>().UseNpgsql(ConnectionString).WithoutHost().Options),
        DatabaseProvider.SqlServer => new SqlServerMarketDb(new DbContextOptionsBuilder<SqlServerMarketDb>().UseSqlServer(ConnectionString).WithoutHost().Options),
        _ => new SqliteMarketDb(new DbContextOptionsBuilder<SqliteMarketDb>().UseSqlite(ConnectionString).WithoutHost().Options),
    };

    private static string NextName() => string.Create(CultureInfo.InvariantCulture, $"market_{Environment.ProcessId}_{Interlocked.Increment(ref made)}");

    private static TestDatabase CreateSqlite()
    {
        var folder = Directory.CreateTempSubdirectory("farmmarket-test-");
        var file = Path.Combine(folder.FullName, "market.db");
        File.Copy(SqliteTemplate.Value, file);
        var connectionString = $"Data Source={file}";
        return new(DatabaseProvider.Sqlite, connectionString, () =>
        {
            using (var connection = new SqliteConnection(connectionString))
                SqliteConnection.ClearPool(connection);
            folder.Delete(recursive: true);
        });
    }

    private static string MakeSqliteTemplate()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("farmmarket-template-").FullName, "market.db");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.GetParent(file)!.Delete(recursive: true);
        using var db = new SqliteMarketDb(new DbContextOptionsBuilder<SqliteMarketDb>().UseSqlite($"Data Source={file};Pooling=false").WithoutHost().Options);
        db.Database.Migrate();
        db.Database.ExecuteSqlRaw("PRAGMA journal_mode=WAL; PRAGMA wal_checkpoint(TRUNCATE);");
        return file;
    }

    private static TestDatabase CreatePostgres()
    {
        _ = PostgresTemplate.Value;
        var name = NextName();
        PostgresServer.Instance.Execute($"CREATE DATABASE {name} TEMPLATE market_template STRATEGY FILE_COPY");
        var connectionString = PostgresServer.Instance.ConnectionString(name);
        return new(DatabaseProvider.Postgres, connectionString, () =>
        {
            using (var connection = new NpgsqlConnection(connectionString))
                NpgsqlConnection.ClearPool(connection);
            PostgresServer.Instance.Execute($"DROP DATABASE {name} WITH (FORCE)");
        });
    }

    private static bool MakePostgresTemplate()
    {
        PostgresServer.Instance.Execute("CREATE DATABASE market_template");
        using var db = new PostgresMarketDb(new DbContextOptionsBuilder<PostgresMarketDb>()
            .UseNpgsql(PostgresServer.Instance.ConnectionString("market_template") + ";Pooling=false").WithoutHost().Options);
        db.Database.Migrate();
        return true;
    }

    private static TestDatabase CreateSqlServer()
    {
        var server = Environment.GetEnvironmentVariable("FARMMARKET_TEST_SQLSERVER")
            ?? throw new InvalidOperationException("FARMMARKET_TEST_SQLSERVER must name a server, e.g. Server=…;User Id=…;Password=…;TrustServerCertificate=true");
        var connectionString = new SqlConnectionStringBuilder(server) { InitialCatalog = NextName() }.ToString();
        var options = new DbContextOptionsBuilder<SqlServerMarketDb>().UseSqlServer(connectionString).WithoutHost().Options;
        using (var db = new SqlServerMarketDb(options))
            db.Database.Migrate();
        return new(DatabaseProvider.SqlServer, connectionString, () =>
        {
            using var db = new SqlServerMarketDb(options);
            db.Database.EnsureDeleted();
        });
    }

    public void Dispose() => drop();
}
