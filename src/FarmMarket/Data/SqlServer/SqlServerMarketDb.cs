using Microsoft.EntityFrameworkCore;

namespace FarmMarket.Data.SqlServer;

public sealed class SqlServerMarketDb(DbContextOptions<SqlServerMarketDb> options) : MarketDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
    }
}
