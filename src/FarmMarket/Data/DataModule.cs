using FarmMarket.Data.Postgres;
using FarmMarket.Data.Sqlite;
using FarmMarket.Data.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FarmMarket.Data;

public static class DataModule
{
    public static IServiceCollection AddMarketData(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<MarketOptions>(configuration.GetSection("FarmMarket"));
        services.Configure<DatabaseOptions>(configuration.GetSection("Database"));
        var market = configuration.GetSection("FarmMarket").Get<MarketOptions>() ?? new();
        var database = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new();
        var connection = configuration.GetConnectionString("Market");

        switch (database.Provider)
        {
            case DatabaseProvider.Sqlite:
                var sqlite = SqliteConnectionString(connection, market);
                services.AddDbContextPool<MarketDb, SqliteMarketDb>(
                    (provider, options) => Common(provider, options).UseSqlite(sqlite, o => o
                        .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                        // A list as one JSON parameter: with a parameter for each value the statement is written anew every time, which costs more than running it.
                        .UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)));
                services.AddSingleton<ITransactions>(_ => new SqliteTransactions(sqlite));
                break;
            // On servers one statement an aggregate: two would each see another moment, and a half-old aggregate breaks its own rules.
            case DatabaseProvider.SqlServer:
                services.AddDbContextPool<MarketDb, SqlServerMarketDb>(
                    (provider, options) => Common(provider, options).UseSqlServer(Needed(connection, database), o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)));
                services.AddSingleton<ITransactions, ServerTransactions>();
                break;
            case DatabaseProvider.Postgres:
                services.AddDbContextPool<MarketDb, PostgresMarketDb>(
                    (provider, options) => Common(provider, options).UseNpgsql(Needed(connection, database), o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SingleQuery)));
                services.AddSingleton<ITransactions, ServerTransactions>();
                break;
            default:
                throw new InvalidOperationException("Database:Provider must be Sqlite, SqlServer or Postgres.");
        }
        services.AddSingleton<StatementCount>();
        return services;
    }

    private static DbContextOptionsBuilder Common(IServiceProvider provider, DbContextOptionsBuilder options) =>
        options
            .AddInterceptors(provider.GetRequiredService<StatementCount>())
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.SensitiveDataLoggingEnabledWarning));

    /// <summary>The default is a file of the data path.</summary>
    public static string SqliteConnectionString(string? configured, MarketOptions market)
    {
        var builder = new SqliteConnectionStringBuilder(configured ?? $"Data Source={market.PathOf("market.db")}") { ForeignKeys = true };
        if (Path.GetDirectoryName(builder.DataSource) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        return builder.ToString();
    }

    private static string Needed(string? connection, DatabaseOptions database) =>
        connection ?? throw new InvalidOperationException(
            $"Database:Provider is {database.Provider}, so ConnectionStrings:Market must say where it is. Set ConnectionStrings__Market.");
}
